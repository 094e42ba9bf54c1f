"""What officers must look after among themselves: terms that end, units without anybody, handovers unsigned."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aoxanh.access import queries as access
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.people import queries as people
from aoxanh.people.types import OfficeMatter
from aoxanh.web.desk.work import WorkGroup, WorkRow


if TYPE_CHECKING:
    from collections.abc import Sequence

    from aoxanh.people.queries.office import OfficeNote


def office(unit_id: int, *, actor: Actor) -> tuple[WorkGroup, ...]:
    """One group, or none: one statement. What lies below the unit is told as one line each."""
    notes = people.office_notes(unit_id, actor=actor)
    terms = [note for note in notes if note.matter == OfficeMatter.TERM]
    rows = [_own_term(note, actor) for note in terms if note.unit_id == unit_id]
    rows += _terms_below(unit_id, [note for note in terms if note.unit_id != unit_id])
    rows += [_unsigned(note, actor) for note in notes if note.matter == OfficeMatter.UNSIGNED]
    rows += _empty(unit_id, sum(note.matter == OfficeMatter.EMPTY for note in notes))
    return (WorkGroup(_("Việc nhân sự"), tuple(rows)),) if rows else ()


def _own_term(note: "OfficeNote", actor: Actor) -> WorkRow:
    said = {"name": note.name, "role": access.role(note.role).name}
    is_own = note.about_id == actor.account_id
    theirs = _("Vai trò của %(name)s sắp hết: %(role)s")
    return WorkRow(
        title=(_("Vai trò của bạn sắp hết: %(role)s") if is_own else theirs) % said,
        reason=str(note.matter.label),
        due=_until(note.day),
        tone="due",
        icon="hourglass",
        href=reverse("manage:handover_new" if is_own else "manage:handovers", args=[note.unit_id]),
        label=_("Bàn giao"),
    )


def _terms_below(unit_id: int, notes: "Sequence[OfficeNote]") -> list[WorkRow]:
    if not notes:
        return []
    title = ngettext(
        "%(count)s vai trò ở đơn vị trực thuộc sắp hết nhiệm kỳ",
        "%(count)s vai trò ở đơn vị trực thuộc sắp hết nhiệm kỳ",
        len(notes),
    )
    row = WorkRow(
        title=title % {"count": len(notes)},
        reason=str(OfficeMatter.TERM.label),
        due=_until(notes[0].day),
        tone="due",
        icon="hourglass",
        href=reverse("manage:vacancies", args=[unit_id]),
        label=_("Xem các vai trò"),
    )
    return [row]


def _unsigned(note: "OfficeNote", actor: Actor) -> WorkRow:
    return WorkRow(
        title=_("Chờ %(name)s ký nhận bàn giao") % {"name": note.name},
        reason=str(note.matter.label),
        due=_("Ngày %(day)s") % {"day": vn_date(note.day)},
        tone="due" if note.day <= actor.day else "",
        icon="handshake",
        href=reverse("manage:handover", args=[note.unit_id, note.about_id]),
        label=_("Mở bản bàn giao"),
    )


def _empty(unit_id: int, count: int) -> list[WorkRow]:
    if not count:
        return []
    title = ngettext(
        "%(count)s đơn vị chưa có cán bộ đang hoạt động",
        "%(count)s đơn vị chưa có cán bộ đang hoạt động",
        count,
    )
    row = WorkRow(
        title=title % {"count": count},
        reason=str(OfficeMatter.EMPTY.label),
        due=_("Mời hoặc cử lâm thời"),
        tone="",
        icon="user-x",
        href=reverse("manage:vacancies", args=[unit_id]),
        label=_("Xem các đơn vị"),
    )
    return [row]


def _until(valid_to: date) -> str:
    return _("Đến hết ngày %(day)s") % {"day": vn_date(valid_to - timedelta(days=1))}
