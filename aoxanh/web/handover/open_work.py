"""What is open at a unit, as both parties of a handover read it before they sign."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.activities import queries as activities
from aoxanh.activities.types import ActivityState
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.people import queries as people
from aoxanh.units import queries as units
from aoxanh.units.types import Family


_AHEAD = (ActivityState.PLANNED, ActivityState.OPEN, ActivityState.RUNNING)


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Lines of one sort."""

    name: str
    lines: tuple[str, ...]


def open_work(unit_id: int, *, day: date) -> tuple[OpenWork, ...]:
    """Everything open at the unit; read by the product, for parties of a handover at that unit alone."""
    product = Actor.system(cause="handover", day=day)
    found = (
        OpenWork(_("Việc đang chờ"), _waiting(unit_id, product)),
        OpenWork(_("Hoạt động sắp tới và đang diễn ra"), _ahead(unit_id, product)),
        OpenWork(_("Câu lạc bộ, đội, nhóm trực thuộc"), _groups(unit_id, product)),
        OpenWork(_("Lời mời chưa nhận"), _invitations(unit_id, product)),
        OpenWork(_("Đầu mối tình nguyện"), _duty(unit_id, day)),
    )
    return tuple(work for work in found if work.lines)


def as_lines(work: tuple[OpenWork, ...]) -> list[str]:
    """The same as one list, as the record keeps it."""
    return [f"{part.name}: {line}" for part in work for line in part.lines]


def _waiting(unit_id: int, actor: Actor) -> tuple[str, ...]:
    items = activities.todo(actor=actor, unit_id=unit_id, day=actor.day)
    return tuple(f"{item.kind.label}: {item.title} ({vn_date(item.day)})" for item in items)


def _ahead(unit_id: int, actor: Actor) -> tuple[str, ...]:
    rows = activities.activities(actor=actor).filter(unit_id=unit_id, state__in=_AHEAD)
    return tuple(
        f"{row.title} ({vn_date(row.starts_on)})" for row in rows.order_by("starts_on", "pk")
    )


def _groups(unit_id: int, actor: Actor) -> tuple[str, ...]:
    rows = units.units(actor=actor, day=actor.day, within=unit_id, depth=1, family=Family.GROUP)
    return tuple(row.name for row in rows if row.unit_id != unit_id)


def _invitations(unit_id: int, actor: Actor) -> tuple[str, ...]:
    rows = access.open_invitations(unit_id, actor=actor).filter(unit_id=unit_id)
    return tuple(f"{row.full_name}, {access.role(row.role).name}" for row in rows)


def _duty(unit_id: int, day: date) -> tuple[str, ...]:
    duty = people.focal_person(unit_id, day)
    return (f"{duty.full_name}, {duty.department}".strip(", "),) if duty else ()
