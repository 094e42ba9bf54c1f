"""What a reorganisation means to open work: it stays where it arose, and the acting unit carries it on."""

from collections.abc import Iterable, Iterator

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.activities.models import Activity, Campaign, HostAgreement, LateEntry, Quota, Team
from aoxanh.activities.types import (
    ActivityState,
    CampaignState,
    HostState,
    LateState,
)
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.reorganising import Consequence, Plan, Told, Weight, told_by_unit


_OPEN = (
    ActivityState.DRAFT,
    ActivityState.PLANNED,
    ActivityState.OPEN,
    ActivityState.RUNNING,
)


def tell(plan: Plan, by: Actor) -> list[Told]:
    """Activities, campaigns, numbers asked for, requests to host, late entries, teams: six statements."""
    del by
    return [
        *_stays(
            _activities(plan),
            _("Hoạt động chưa kết thúc giữ tên đơn vị tổ chức; đơn vị giữ hồ sơ điều hành tiếp."),
        ),
        *_stays(_campaigns(plan), _("Chiến dịch chưa tổng kết: đơn vị giữ hồ sơ điều hành tiếp.")),
        *_stays(_quotas(plan), _("Chỉ tiêu cử người còn thiếu: đơn vị giữ hồ sơ cử tiếp.")),
        *_stays(_hosted(plan), _("Đề nghị tiếp nhận chưa trả lời: đơn vị giữ hồ sơ trả lời.")),
        *_stays(_late(plan), _("Bổ sung sau chờ xác nhận: vẫn do nơi khác xác nhận.")),
        *_stays(_teams(plan), _("Đội hình giữ nguyên, đơn vị giữ hồ sơ quản lý tiếp.")),
    ]


def _stays(rows: Iterable[tuple[int, str]], said: str) -> list[Told]:
    return told_by_unit(rows, Weight.STAYS, said)


def _activities(plan: Plan) -> Iterator[tuple[int, str]]:
    rows = Activity.objects.filter(unit_id__in=plan.ending, state__in=_OPEN)
    rows = rows.order_by("starts_on", "pk")
    for unit_id, title, day in rows.values_list("unit_id", "title", "starts_on"):
        yield unit_id, f"{title} ({vn_date(day)})"


def _campaigns(plan: Plan) -> Iterator[tuple[int, str]]:
    rows = Campaign.objects.filter(unit_id__in=plan.ending).exclude(state=CampaignState.CLOSED)
    yield from rows.order_by("starts_on", "pk").values_list("unit_id", "name")


def _quotas(plan: Plan) -> Iterator[tuple[int, str]]:
    rows = Quota.objects.filter(
        unit_id__in=plan.ending, number__gt=F("filled"), due_on__gte=plan.on
    )
    yield from rows.order_by("due_on", "pk").values_list("unit_id", "slot__shift__activity__title")


def _hosted(plan: Plan) -> Iterator[tuple[int, str]]:
    rows = HostAgreement.objects.filter(host_unit_id__in=plan.ending, state=HostState.ASKED)
    yield from rows.order_by("pk").values_list("host_unit_id", "activity__title")


def _late(plan: Plan) -> Iterator[tuple[int, str]]:
    rows = LateEntry.objects.filter(activity__unit_id__in=plan.ending, state=LateState.WAITING)
    yield from rows.order_by("pk").values_list("activity__unit_id", "activity__title")


def _teams(plan: Plan) -> Iterator[tuple[int, str]]:
    rows = Team.objects.filter(unit_id__in=plan.ending)
    yield from rows.order_by("sort_key", "pk").values_list("unit_id", "name")


WORK = Consequence(
    code="work", label=gettext_lazy("Việc đang làm"), icon="calendar-days", tell=tell
)
