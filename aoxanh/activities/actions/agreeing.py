"""Nobody is put down by others for something new who took back that they take part."""

from typing import TYPE_CHECKING

from aoxanh.activities.errors import ConsentTakenBack
from aoxanh.kernel.actors import Actor
from aoxanh.people import queries as people


if TYPE_CHECKING:
    from collections.abc import Iterable

    from aoxanh.people.models import Person


def check_still_agree(persons: "Iterable[Person]", *, by: Actor) -> None:
    """Raises ``ConsentTakenBack`` with the names of those who must be asked again; for minors a guardian speaks."""
    adults = {
        person.pk: person.full_name
        for person in persons
        if not people.is_minor(by.day, birth_date=person.birth_date, birth_year=person.birth_year)
    }
    gone = people.took_consent_back(set(adults)) if adults else frozenset()
    if gone:
        raise ConsentTakenBack(names=", ".join(name for pk, name in adults.items() if pk in gone))
