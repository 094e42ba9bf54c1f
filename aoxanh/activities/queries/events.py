"""Events of a year: what was held with its proofs, what lacks one, and who has not held a kind (EVT-06, EVT-13)."""

from collections.abc import Iterable
from datetime import date

from aoxanh.activities.models import Activity, ActivityKind
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.types import HELD_STATES, ActivityState, KindFamily, Proof
from aoxanh.activities.types.events import EventShown
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units


def event_kinds() -> list[ActivityKind]:
    """The kinds of events, in order."""
    rows = ActivityKind.objects.filter(family=KindFamily.EVENT)
    return list(rows.order_by("position", "pk"))


def events(*, actor: Actor, unit_id: int, year: int, kind: str = "") -> ActivityQuerySet:
    """Events that units within ``unit_id`` hold in a year, drafts and what was called off left out, latest first."""
    span = units.subtree_ids(unit_id=unit_id, day=min(actor.day, date(year, 12, 31)))
    rows = Activity.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    rows = rows.filter(unit__in=span, starts_on__year=year)
    rows = rows.exclude(state__in=(ActivityState.DRAFT, ActivityState.CANCELLED))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.events().select_related("kind", "place").order_by("-starts_on", "sort_key", "pk")


def evidenced_count(*, actor: Actor, unit_id: int, year: int, kind: str = "") -> int:
    """How many of them took place and have every proof their kind asks for."""
    rows = events(actor=actor, unit_id=unit_id, year=year, kind=kind)
    return rows.evidenced().order_by().count()


def events_shown(rows: Iterable[Activity]) -> list[EventShown]:
    """Rows of ``events`` with the proofs that each still lacks."""
    return [
        EventShown(
            activity=row,
            is_held=row.state in HELD_STATES,
            lacks=tuple(
                proof
                for proof in Proof
                if proof in row.kind.evidence and not getattr(row, f"has_{proof.lower()}")
            ),
        )
        for row in rows
    ]


def units_without(*, actor: Actor, unit_id: int, year: int, kind: str) -> list[str]:
    """The names of the unit and those directly below it that held no evidenced event of ``kind`` in a year."""
    day = min(actor.day, date(year, 12, 31))
    below = units.children_of(unit_id=unit_id, actor=actor, day=day)
    names = {
        **units.names_at({unit_id}, day),
        **{row.unit_id: row.name for row in below},
    }
    rows = events(actor=actor, unit_id=unit_id, year=year, kind=kind).evidenced()
    held = set(rows.order_by().values_list("unit_id", flat=True))
    return [name for pk, name in names.items() if pk not in held]
