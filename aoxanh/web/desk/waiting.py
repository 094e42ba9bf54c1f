"""What others sent and wait for, and what inspections ask for: obstacles, facts, people in two lists, visits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from aoxanh.cooperation import queries as cooperation
from aoxanh.cooperation.types import CooperationMatter
from aoxanh.inspections import queries as inspections
from aoxanh.inspections.types import InspectionMatter
from aoxanh.kernel.actors import Actor
from aoxanh.people import queries as people
from aoxanh.programmes import queries as programmes
from aoxanh.programmes.types import WaitingMatter
from aoxanh.web.desk.work import WorkGroup, WorkRow


if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


_ANSWER_DUE = gettext_lazy("Chờ ý kiến")
_ANSWER = gettext_lazy("Xem và trả lời")


@dataclass(frozen=True, slots=True)
class _Said:
    title: "_StrPromise"
    reason: "_StrPromise"
    icon: str
    page: str
    due: "_StrPromise" = _ANSWER_DUE
    tone: str = ""
    label: "_StrPromise" = _ANSWER


_PLANS: Mapping[str, _Said] = {
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
_COOPERATION: Mapping[str, _Said] = {
    CooperationMatter.ANSWERS: _Said(
        ngettext_lazy(
            "Xét công nhận %(count)s mô hình hỗ trợ",
            "Xét công nhận %(count)s mô hình hỗ trợ",
            "count",
        ),
        gettext_lazy("Đơn vị đã báo cáo kết quả"),
        "sprout",
        "manage:cooperations",
        gettext_lazy("Chờ công nhận"),
        label=gettext_lazy("Xem và trả lời"),
    ),
}
_INSPECTIONS: Mapping[str, _Said] = {
    InspectionMatter.REMEDIES: _Said(
        ngettext_lazy(
            "%(count)s việc khắc phục đã đến hạn", "%(count)s việc khắc phục đã đến hạn", "count"
        ),
        gettext_lazy("Theo kết luận kiểm tra"),
        "wrench",
        "manage:inspections",
        gettext_lazy("Đã đến hạn"),
        "stop",
        gettext_lazy("Xem các việc"),
    ),
    InspectionMatter.VISITS: _Said(
        ngettext_lazy(
            "Còn %(count)s cuộc kiểm tra trong năm",
            "Còn %(count)s cuộc kiểm tra trong năm",
            "count",
        ),
        gettext_lazy("Theo kế hoạch kiểm tra của đơn vị"),
        "clipboard-list",
        "manage:inspections",
        gettext_lazy("Trước khi hết năm"),
        label=gettext_lazy("Xem kế hoạch"),
    ),
    InspectionMatter.DECLARATIONS: _Said(
        ngettext_lazy(
            "Xem %(count)s bản khai ứng dụng công nghệ thông tin",
            "Xem %(count)s bản khai ứng dụng công nghệ thông tin",
            "count",
        ),
        gettext_lazy("Đơn vị khai, chờ công nhận"),
        "monitor-smartphone",
        "manage:it_uses",
    ),
}
_PEOPLE: Mapping[str, _Said] = {
    "proposals": _Said(
        ngettext_lazy(
            "%(count)s người có thể trùng với đơn vị khác",
            "%(count)s người có thể trùng với đơn vị khác",
            "count",
        ),
        gettext_lazy("Đơn vị khác hỏi có phải người của bạn không"),
        "users",
        "manage:merge_proposals",
        gettext_lazy("Chờ trả lời"),
    ),
}


def waiting(unit_id: int, *, actor: Actor) -> tuple[WorkGroup, ...]:
    """A group each for plans, work with others, inspections and people, where something waits: one statement."""
    of_plans = programmes.matters_waiting(unit_id, actor=actor)
    inspected = inspections.matters_waiting(unit_id, actor=actor)
    others = cooperation.matters_waiting(unit_id, actor=actor)
    proposed = ("proposals", people.proposals_waiting(unit_id, actor=actor))
    found = _counted([*of_plans.items(), *others.items(), *inspected.items(), proposed])
    groups = (
        WorkGroup(_("Kế hoạch và kinh phí"), _rows(_PLANS, found, unit_id)),
        WorkGroup(_("Phối hợp"), _rows(_COOPERATION, found, unit_id)),
        WorkGroup(_("Kiểm tra, giám sát"), _rows(_INSPECTIONS, found, unit_id)),
        WorkGroup(_("Con người"), _rows(_PEOPLE, found, unit_id)),
    )
    return tuple(group for group in groups if group.rows)


def _counted(rows: Sequence[tuple[str, QuerySet[Any]]]) -> dict[str, int]:
    """How many rows there are of each matter."""
    counted = [
        each.order_by()
        .annotate(matter=Value(str(matter)))
        .values_list("matter")
        .annotate(number=Count("pk"))
        for matter, each in rows
    ]
    return dict(counted[0].union(*counted[1:], all=True))


def _rows(said: Mapping[str, _Said], found: Mapping[str, int], unit_id: int) -> tuple[WorkRow, ...]:
    return tuple(
        WorkRow(
            title=str(each.title % {"count": found[matter]}),
            reason=str(each.reason),
            due=str(each.due),
            tone=each.tone,
            icon=each.icon,
            href=reverse(each.page, args=[unit_id]),
            label=str(each.label),
        )
        for matter, each in said.items()
        if found.get(matter)
    )
