"""What persons leave in activities: sign-ups, and presences with their hours."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.activities.models import HoursObjection, Participation, Signup
from aoxanh.kernel import numbers
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.kernel.traces import CellsTouched, Left, Trace
from aoxanh.units import queries as units


def _asked(person_ids: Collection[int]) -> QuerySet[Signup]:
    return Signup.objects.filter(person_id__in=person_ids)


def _came(person_ids: Collection[int]) -> QuerySet[Participation]:
    return Participation.objects.filter(person_id__in=person_ids)


def _objected(person_ids: Collection[int]) -> QuerySet[HoursObjection]:
    return HoursObjection.objects.filter(person_id__in=person_ids)


def _objections(person_ids: Collection[int]) -> list[Left]:
    rows = _objected(person_ids).select_related("activity")
    return [
        Left(
            person_id=row.person_id,
            day=local_day(row.asked_at),
            values={
                _("Hoạt động"): row.activity.title,
                _("Điều chưa đúng"): row.text,
                _("Trả lời"): row.answer,
                _("Tình trạng"): row.get_state_display(),
            },
        )
        for row in rows.order_by("asked_at", "pk")
    ]


def _signups(person_ids: Collection[int]) -> list[Left]:
    rows = _asked(person_ids).select_related("shift__activity")
    return [
        Left(
            person_id=row.person_id,
            day=local_day(row.created_at),
            values={
                _("Hoạt động"): row.shift.activity.title,
                _("Ca"): _instant(row.shift.starts_at),
                _("Đăng ký lúc"): _instant(row.created_at),
                _("Tình trạng"): row.get_state_display(),
            },
        )
        for row in rows.order_by("created_at", "pk")
    ]


def _instant(at: datetime) -> str:
    return f"{vn_time(at)} {vn_date(local_day(at))}"


def _presences(person_ids: Collection[int]) -> list[Left]:
    rows = list(
        _came(person_ids)
        .select_related("activity")
        .annotate(minutes=Sum("entries__minutes"))
        .order_by("day", "pk")
    )
    latest = max((row.day for row in rows), default=None)
    names = units.names_at({row.organiser_unit_id for row in rows}, latest) if latest else {}
    return [
        Left(
            person_id=row.person_id,
            day=row.day,
            values={
                _("Hoạt động"): row.activity.title,
                _("Đơn vị tổ chức"): names.get(row.organiser_unit_id, ""),
                _("Ngày"): vn_date(row.day),
                _("Số giờ"): numbers.hours(row.minutes or 0),
                _("Ghi nhận bằng"): row.get_method_display(),
            },
        )
        for row in rows
    ]


def _cells(person_ids: Collection[int]) -> CellsTouched:
    rows = _came(person_ids).order_by()
    return frozenset(rows.values_list("organiser_unit_id", "day").distinct())


def _organisers(person_ids: Collection[int]) -> QuerySet[Participation, Any]:
    """Whoever came counts as a turn, whether minutes are written already or not."""
    return _came(person_ids).values_list("organiser_unit_id")


OBJECTIONS = Trace(
    code="objections", label=lazy("Báo giờ chưa đúng"), held=_objected, rows=_objections
)
SIGNUPS = Trace(code="signups", label=lazy("Đăng ký"), held=_asked, rows=_signups)
PRESENCES = Trace(
    code="presences",
    label=lazy("Lượt tham gia"),
    held=_came,
    rows=_presences,
    cells=_cells,
    proven=_organisers,
)
