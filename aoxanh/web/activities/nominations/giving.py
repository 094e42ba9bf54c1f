"""The organiser's side: how many from which unit, who sent whom, who is short."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.activities import actions, queries
from aoxanh.activities.types import PENDING_STATES, QuotaShown, QuotaState, ShiftShown
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web.activities.door.chips import Chip
from aoxanh.web.activities.door.reach import run_here
from aoxanh.web.activities.manage.reach import tried
from aoxanh.web.activities.nominations.forms import GiveForm
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Slot
    from aoxanh.units.models import UnitVersion

DEEP = 2
STATES = {"chua-cu": QuotaState.NOTHING, "con-thieu": QuotaState.SHORT, "du": QuotaState.WHOLE}


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """A line of the form: a unit, what it is asked for, what is wrong with it."""

    version: "UnitVersion"
    number: str
    is_chosen: bool
    sent: int
    fault: str


@require_GET
@needs(Permission.SIGNUP_VIEW)
def quotas(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Who sent whom and who is short, narrowed by what the address says."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_VIEW)
    rows = queries.quotas_of(activity_id=activity.pk, actor=request.actor)
    day = request.actor.day
    names = units.names_at({row.quota.unit_id for row in rows}, day)
    wanted = request.GET.get("loc", "")
    short = [row for row in rows if row.missing and row.quota.due_on >= day]
    is_open = activity.state in PENDING_STATES
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "rows": [row for row in rows if wanted not in STATES or row.state == STATES[wanted]],
        "chips": _chips(rows, wanted),
        "unit_names": names,
        "number": sum(row.quota.number for row in rows),
        "filled": sum(row.quota.filled for row in rows),
        "pending": sum(row.pending for row in rows),
        "short": short,
        "reminder": reminder(activity, short, names),
        "several": len({row.quota.slot_id for row in rows}) > 1,
        "lists": queries.nominations(activity_id=activity.pk, actor=request.actor)[:20],
        "may_give": is_open and request.actor.may(Permission.ACTIVITY_EDIT, at=activity.unit_id),
        "may_decide": is_open and request.actor.may(Permission.SIGNUP_DECIDE, at=activity.unit_id),
        "day": day,
    }
    return render(request, "activities/nominations/quotas.html", context)


def _chips(rows: Sequence[QuotaShown], wanted: str) -> list[Chip]:
    whole = [Chip(_("Tất cả %(count)s") % {"count": len(rows)}, "?", wanted not in STATES)]
    return whole + [
        Chip(
            f"{state.label} {sum(row.state == state for row in rows)}",
            "?" + urlencode({"loc": key}),
            key == wanted,
        )
        for key, state in STATES.items()
    ]


def reminder(activity: "Activity", short: Sequence[QuotaShown], names: dict[int, str]) -> str:
    """The text to paste into a group: which units are short of how many, and where they send people."""
    if not short:
        return ""
    lines = [
        _("Nhắc cử người cho “%(title)s”, ngày %(day)s:")
        % {"title": activity.title, "day": vn_date(activity.starts_on)}
    ]
    lines += [
        _("- %(unit)s: còn thiếu %(left)s trên %(number)s người, hạn hết ngày %(day)s")
        % {
            "unit": names[row.quota.unit_id],
            "left": row.missing,
            "number": row.quota.number,
            "day": vn_date(row.quota.due_on),
        }
        for row in short
    ]
    lines.append(
        _("Vào %(address)s, mục Việc cần làm, để chọn người hoặc dán danh sách.")
        % {"address": f"{settings.SITE_ADDRESS}/dieu-phoi/"}
    )
    return "\n".join(lines)


@needs(Permission.ACTIVITY_EDIT)
def quotas_give(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Give numbers to units below, the same for all or one by one; what was given before stands there."""
    activity = run_here(request, unit_id, activity_id, Permission.ACTIVITY_EDIT)
    versions = _units_below(request, activity)
    shifts = queries.shifts_of(activity)
    slots = [(slot.pk, _slot_label(each, slot)) for each in shifts for slot in each.slots]
    known = queries.quotas_of(activity_id=activity.pk, actor=request.actor)
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        slots=slots,
        units=[version.unit_id for version in versions],
        initial={
            "slots": [pk for pk, _label in slots] if len(slots) == 1 else [],
            "due_on": max((row.quota.due_on for row in known), default=None),
            "grows": True,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            tried(
                lambda: actions.give_quotas(
                    by=request.actor,
                    activity_id=activity.pk,
                    given=form.quotas(),
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã giao chỉ tiêu. Các đơn vị thấy ở Việc cần làm."))
            return redirect("manage:quotas", unit_id=unit_id, activity_id=activity.pk)
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "form": form,
        "several": len(slots) > 1,
        "rows": _asked(request, versions, known, form),
        "free": sum(shown.free for shown in shifts),
        "deep": request.GET.get("cap") == "2",
        "kinds": _kind_chips(request, activity),
        "all_chosen": request.GET.get("chon") == "1",
        "choose_all": "?" + urlencode(request.GET.dict() | {"chon": "1"}),
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/nominations/give.html", context, status=status)


def _slot_label(shown: ShiftShown, slot: "Slot") -> str:
    shift = shown.shift
    hours = (
        f"{vn_time(shift.starts_at)}–{vn_time(shift.ends_at)} {vn_date(local_day(shift.starts_at))}"
    )
    return f"{shift.name or hours} · {slot.role_name} · " + _("còn %(free)s chỗ") % {
        "free": max(0, slot.free)
    }


def _units_below(request: Request, activity: "Activity") -> "list[UnitVersion]":
    """Units right below the organiser, of one kind when the address names it; two levels when it asks."""
    depth = DEEP if request.GET.get("cap") == "2" else 1
    rows = units.units(
        actor=request.actor, day=request.actor.day, within=activity.unit_id, depth=depth
    ).exclude(unit_id=activity.unit_id)
    kind = request.GET.get("loai", "")
    return list(rows.filter(kind__code=kind) if kind else rows)


def _kind_chips(request: Request, activity: "Activity") -> list[Chip]:
    rows = units.units(
        actor=request.actor, day=request.actor.day, within=activity.unit_id, depth=DEEP
    ).exclude(unit_id=activity.unit_id)
    kinds = dict(rows.values_list("kind__code", "kind__name"))
    wanted = request.GET.get("loai", "")
    kept = {"cap": request.GET["cap"]} if "cap" in request.GET else {}

    def address(code: str) -> str:
        return "?" + urlencode(kept | ({"loai": code} if code else {}))

    first = Chip(_("Mọi loại hình"), address(""), not wanted)
    return [first, *(Chip(name, address(code), code == wanted) for code, name in kinds.items())]


def _asked(
    request: Request,
    versions: "Sequence[UnitVersion]",
    known: Sequence[QuotaShown],
    form: GiveForm,
) -> list[UnitAsked]:
    given: dict[int, tuple[int, int]] = {}
    for row in known:
        number, sent = given.get(row.quota.unit_id, (0, 0))
        quota = row.quota
        given[quota.unit_id] = (max(number, quota.number), max(sent, quota.filled))
    chosen = set(request.POST.getlist("unit"))
    all_chosen = request.GET.get("chon") == "1" and not form.is_bound
    return [
        UnitAsked(
            version=version,
            number=request.POST.get(f"n_{version.unit_id}", "")
            if form.is_bound
            else str(given[version.unit_id][0] if version.unit_id in given else ""),
            is_chosen=all_chosen or str(version.unit_id) in chosen,
            sent=given.get(version.unit_id, (0, 0))[1],
            fault=form.faults.get(version.unit_id, ""),
        )
        for version in versions
    ]


@require_POST
@needs(Permission.ACTIVITY_EDIT)
def quotas_remind(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """One notice on the portal to the officers of units that are short."""
    activity = run_here(request, unit_id, activity_id, Permission.ACTIVITY_EDIT)
    try:
        short = tried(
            lambda: actions.remind_quotas(
                by=request.actor,
                activity_id=activity.pk,
                quota_ids=_picked(request),
                now=timezone.now(),
            )
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        said = _("Đã nhắc %(count)s đơn vị trên cổng; mỗi đơn vị một tin một ngày.")
        messages.success(request, said % {"count": len({quota.unit_id for quota in short})})
    return redirect("manage:quotas", unit_id=unit_id, activity_id=activity.pk)


@require_POST
@needs(Permission.SIGNUP_DECIDE)
def quotas_accept(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Accept the list of one unit, or of all, as a whole."""
    activity = run_here(request, unit_id, activity_id, Permission.SIGNUP_DECIDE)
    try:
        accepted = tried(
            lambda: actions.accept_nominations(
                by=request.actor,
                activity_id=activity.pk,
                quota_ids=_picked(request),
                now=timezone.now(),
            )
        )
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã nhận %(count)s người.") % {"count": accepted})
    return redirect("manage:quotas", unit_id=unit_id, activity_id=activity.pk)


def _picked(request: Request) -> list[int]:
    """The quota whose button was pressed; none means all. What is foreign answers 404."""
    value = request.POST.get("quota", "")
    picked = key_of(value)
    if value and picked is None:
        raise Http404
    return [picked] if picked is not None else []
