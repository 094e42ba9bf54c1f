"""What people agree to, word for word, and who agreed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml
from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people.models import Consent
from aoxanh.people.models.consent import ConsentQuerySet
from aoxanh.people.types import ConsentGiver, ConsentPurpose, ConsentText


if TYPE_CHECKING:
    from django.db.models import QuerySet


UNNAMED = "Người số %d, đã rút đồng ý"
"""What stands on papers in place of a name; papers are Vietnamese."""


@lru_cache(maxsize=1)
def consent_texts() -> tuple[ConsentText, ...]:
    """Every version of every text, in the order in which they came into force."""
    raw = yaml.safe_load(
        (files("aoxanh.people") / "reference" / "consents.yaml").read_text("utf-8")
    )
    texts = (
        ConsentText(
            purpose=ConsentPurpose(purpose),
            version=each["version"],
            valid_from=each["valid_from"],
            text=each["text"],
        )
        for purpose, versions in raw.items()
        for each in versions
    )
    return tuple(sorted(texts, key=lambda text: (text.purpose, text.valid_from, text.version)))


@lru_cache(maxsize=1)
def consequences() -> Mapping[str, tuple[str, ...]]:
    """What follows when the consent to each purpose is taken back."""
    path = files("aoxanh.people") / "reference" / "withdrawals.yaml"
    raw = yaml.safe_load(path.read_text("utf-8"))
    return {purpose: tuple(sentences) for purpose, sentences in raw.items()}


def consent_text(purpose: str, day: date) -> ConsentText:
    """The version of a text in force on ``day``. Raises ``KeyError`` before the first."""
    found = [each for each in consent_texts() if each.purpose == purpose and each.valid_from <= day]
    if not found:
        raise KeyError(purpose)
    return found[-1]


def consents_of(person_id: int, *, actor: Actor) -> ConsentQuerySet:
    """What a person agreed to, under this record or one merged into it, newest first.

    For officers of the unit that keeps the record and oneself.
    """
    person = Q(person_id=person_id) | Q(person__merged_into_id=person_id)
    of_person = Consent.objects.filter(person).order_by("-given_at", "pk")
    visible = Consent.objects.visible_to(actor, Permission.PERSON_VIEW).values("pk")
    return of_person.filter(Q(pk__in=visible) | _own(actor))


def _own(actor: Actor) -> Q:
    if not actor.account_id:
        return Q(pk__in=())
    account_id = actor.account_id
    return Q(person__account_id=account_id) | Q(person__merged_into__account_id=account_id)


def with_guardians_word(person_ids: Collection[int]) -> frozenset[int]:
    """Those of the persons for whom somebody else agreed that they take part: a guardian, or a paper of the unit."""
    given = Consent.objects.filter(
        person_id__in=person_ids,
        purpose=ConsentPurpose.PARTICIPATION,
        given_by__in=(ConsentGiver.GUARDIAN, ConsentGiver.UNIT),
        withdrawn_at__isnull=True,
    )
    return frozenset(given.order_by("pk").values_list("person_id", flat=True))


def took_consent_back(
    person_ids: "Collection[int] | QuerySet[Any, Any]",
    *,
    purpose: str = ConsentPurpose.PARTICIPATION,
) -> frozenset[int]:
    """Those who once agreed to a purpose, took it back and did not agree again: one statement.

    What was agreed under records merged into theirs counts as theirs.
    """
    of_persons = Q(person_id__in=person_ids) | Q(person__merged_into_id__in=person_ids)
    rows = Consent.objects.filter(of_persons, purpose=purpose).order_by()
    whose = rows.annotate(whose=Coalesce("person__merged_into_id", "person_id")).values("whose")
    standing = whose.annotate(standing=Count("pk", filter=Q(withdrawn_at=None)))
    return frozenset(standing.filter(standing=0).values_list("whose", flat=True))


def names_to_write(names: Mapping[int, str]) -> dict[int, str]:
    """Names by record as papers and lists for others may write them from now on: one statement.

    Who took back that they take part is a number in place of a name; what was written before stays as it is.
    """
    gone = took_consent_back(names.keys())
    unnamed = {pk: at for at, pk in enumerate(sorted(gone & names.keys()), start=1)}
    return {pk: UNNAMED % unnamed[pk] if pk in unnamed else name for pk, name in names.items()}


def taken_back(consents: Iterable[Consent]) -> list[Consent]:
    """Of all that a person agreed to what they do no more, the last of each purpose: no statement."""
    last: dict[str, Consent] = {}
    for consent in sorted(consents, key=lambda each: (each.given_at, each.pk)):
        known = last.get(consent.purpose)
        if known is None or known.withdrawn_at is not None:
            last[consent.purpose] = consent
    return [consent for consent in last.values() if consent.withdrawn_at is not None]
