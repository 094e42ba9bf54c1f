"""Commendations: those a unit keeps, those of a person, and what a candidate did."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from aoxanh.activities.queries import certificates as ledger
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Cell
from aoxanh.people import queries as people
from aoxanh.recognition.models import Certificate, Commendation, CommendationQuerySet
from aoxanh.recognition.types import CertificateStatus, CommendationState, Deeds
from aoxanh.units import queries as units


_YEAR: Final = timedelta(days=365)
_ONE_DAY: Final = timedelta(days=1)
_NARROWED_BY = ("form", "level", "state", "occasion")
_AT_ONCE = 1000


def commendations(*, actor: Actor) -> CommendationQuerySet:
    """What the units within the actor's reach keep, the latest first."""
    rows = Commendation.objects.all().visible_to(actor, Permission.CERTIFICATE_VIEW)
    return rows.order_by("-changed_at", "-pk")


def commendations_asked(actor: Actor, filters: Filters) -> CommendationQuerySet:
    """The commendations that a page or its file asks for: of one unit and those below it."""
    wanted = {name: filters[name] for name in _NARROWED_BY if filters.get(name)}
    below = units.subtree_ids(unit_id=filters["unit_id"], day=actor.day)
    return commendations(actor=actor).filter(unit__in=below, **wanted)


def commendation(*, pk: int, actor: Actor) -> Commendation:
    """Raises ``Missing``."""
    found = commendations(actor=actor).filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


def commendations_of(person_id: int, *, actor: Actor) -> CommendationQuerySet:
    """A person's decided commendations, the latest first: all for themselves, else those the actor's units keep."""
    is_own = actor.person_id == person_id
    rows = Commendation.objects.all() if is_own else commendations(actor=actor)
    own = rows.filter(state=CommendationState.DECIDED, person__in=people.records_of((person_id,)))
    return own.order_by("-decided_on", "-pk")


def deeds_of_person(person_id: int, *, actor: Actor) -> Deeds:
    """Of the twelve months until today, whoever ran the activities. The caller has checked the reader."""
    served = ledger.served(
        person_ids=people.same_person_ids(person_id),
        starts_on=actor.day - _YEAR,
        ends_on=actor.day + _ONE_DAY,
    )
    papers = Certificate.objects.filter(
        person__in=people.records_of((person_id,)), status=CertificateStatus.VALID
    )
    return Deeds(
        activities=len({row.activity_id for row in served}),
        minutes=sum(row.minutes for row in served),
        people=1,
        certificates=papers.count(),
    )


def deeds_of_unit(unit_id: int, *, actor: Actor) -> Deeds:
    """What the unit and those below it ran in the twelve months until today. The caller has checked the reader."""
    rows = ledger.presences_within(
        unit_id=unit_id,
        day=actor.day,
        starts_on=actor.day - _YEAR,
        ends_on=actor.day + _ONE_DAY,
        person_ids=None,
    )
    kept = [row for row in rows if row.minutes > 0]
    return Deeds(
        activities=len({row.activity_id for row in kept}),
        minutes=sum(row.minutes for row in kept),
        people=len({row.holder_id for row in kept}),
        certificates=0,
    )


def known_decisions(numbers: Collection[str], *, actor: Actor) -> set[tuple[object, ...]]:
    """(person id, name, number, day) of what is decided by the given numbers, within reach."""
    rows = Commendation.objects.all().visible_to(actor, Permission.CERTIFICATE_VIEW)
    own = rows.filter(state=CommendationState.DECIDED, decision_number__in=list(numbers))
    columns = ("person_id", "name", "decision_number", "decided_on")
    return set(own.order_by("pk").values_list(*columns))


def _rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    for row in commendations_asked(actor, filters).iterator(chunk_size=_AT_ONCE):
        yield [
            row.name,
            str(_("Tập thể")) if row.is_collective else str(_("Cá nhân")),
            row.get_form_display(),
            row.get_level_display(),
            row.get_occasion_display(),
            row.merit,
            row.decision_number,
            row.decided_on,
            row.authority,
            row.get_state_display(),
        ]


COMMENDATIONS = Export(
    code="commendations",
    title=_("Khen thưởng"),
    headings=[
        _("Người, tập thể"), _("Loại"), _("Hình thức"), _("Cấp khen"), _("Dịp khen"), _("Thành tích"),
        _("Số quyết định"), _("Ngày quyết định"), _("Cấp ra quyết định"), _("Trạng thái"),
    ],
    rows=_rows,
    count=lambda actor, filters: commendations_asked(actor, filters).count(),
)  # fmt: skip
