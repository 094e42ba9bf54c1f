"""What others sent about plans and money and wait for: obstacles, amendments, facts, estimates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from aoxanh.kernel.actors import Actor
from aoxanh.programmes import queries as programmes
from aoxanh.programmes.types import WaitingMatter
from aoxanh.web.desk.work import WorkGroup, WorkRow


if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class _Said:
    title: "_StrPromise"
    reason: "_StrPromise"
    icon: str
    page: str


_SAID = {
    WaitingMatter.OBSTACLES: _Said(
        ngettext_lazy("Trả lời %(count)s vướng mắc", "Trả lời %(count)s vướng mắc", "count"),
        gettext_lazy("Đơn vị gửi tới để tháo gỡ"),
        "triangle-alert",
        "manage:obstacles",
    ),
    WaitingMatter.AMENDMENTS: _Said(
        ngettext_lazy(
            "Quyết định %(count)s đề nghị điều chỉnh",
            "Quyết định %(count)s đề nghị điều chỉnh",
            "count",
        ),
        gettext_lazy("Về kế hoạch của đơn vị"),
        "file-pen",
        "manage:amendments",
    ),
    WaitingMatter.FACTS: _Said(
        ngettext_lazy("Xác nhận %(count)s việc đã ghi", "Xác nhận %(count)s việc đã ghi", "count"),
        gettext_lazy("Đơn vị trực thuộc gửi kèm minh chứng"),
        "clipboard-check",
        "manage:recorded_facts",
    ),
    WaitingMatter.ESTIMATES: _Said(
        ngettext_lazy("Xem %(count)s dự toán đã gửi", "Xem %(count)s dự toán đã gửi", "count"),
        gettext_lazy("Để tổng hợp và trình"),
        "banknote",
        "manage:budget_year",
    ),
}


def plans(unit_id: int, *, actor: Actor) -> tuple[WorkGroup, ...]:
    """One group with a line for each matter, or none: one statement."""
    waiting = programmes.matters_waiting(unit_id, actor=actor)
    rows = [
        WorkRow(
            title=str(said.title % {"count": waiting[matter]}),
            reason=str(said.reason),
            due=_("Chờ ý kiến"),
            tone="",
            icon=said.icon,
            href=reverse(said.page, args=[unit_id]),
            label=_("Xem và trả lời"),
        )
        for matter, said in _SAID.items()
        if waiting.get(matter)
    ]
    return (WorkGroup(_("Kế hoạch và kinh phí"), tuple(rows)),) if rows else ()
