"""A shift as officers plan it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import ShiftGiven
from aoxanh.kernel.dates import ZONE, at, local_day
from aoxanh.web.activities.manage_forms.parts import clock_field, day_field


if TYPE_CHECKING:
    from aoxanh.activities.models import Shift, Slot
    from aoxanh.web.activities.manage_forms.parts import Words

ONE_DAY = timedelta(days=1)
LONGEST_NIGHT = timedelta(hours=12)


class ShiftForm(forms.Form):
    """Hours, task and deadlines; ``slots`` of an existing shift add one capacity each."""

    name = forms.CharField(
        label=_("Tên ca"), max_length=120, required=False, help_text=_("Ví dụ: Ca sáng.")
    )
    task = forms.CharField(label=_("Việc làm"), max_length=300, required=False)
    day = day_field(_("Ngày"))
    begins = clock_field(_("Từ giờ"))
    ends = clock_field(_("Đến giờ"))
    signup_day = day_field(
        _("Nhận đăng ký đến hết ngày"),
        required=False,
        help_text=_("Để trống: nhận đến khi ca bắt đầu."),
    )
    keeps_list = forms.BooleanField(
        label=_("Giữ danh sách dự bị"),
        required=False,
        help_text=_("Có người rút thì người dự bị đầu tiên tự được chỗ, tới hai giờ trước ca."),
    )

    def __init__(
        self,
        *args: object,
        slots: Iterable["Slot"] = (),
        roles: Iterable[Mapping[str, str]] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.slots = list(slots)
        for slot in self.slots:
            self.fields[self.capacity_name(slot)] = capacity_field(
                _("Số chỗ: %(role)s") % {"role": slot.role_name}, initial=slot.capacity
            )
        if not self.slots:
            self.fields["places"] = capacity_field(_("Số chỗ"))
        self.roles = {role["code"]: role["name"] for role in roles}
        if self.roles:
            self.fields["role"] = forms.ChoiceField(
                label=_("Vai trò"), choices=list(self.roles.items())
            )

    @staticmethod
    def capacity_name(slot: "Slot") -> str:
        return f"capacity_{slot.pk}"

    @staticmethod
    def initial_of(shift: "Shift") -> dict[str, object]:
        """What an existing shift says."""
        begins, ends = shift.starts_at.astimezone(ZONE), shift.ends_at.astimezone(ZONE)
        until = shift.signup_until
        return {
            "name": shift.name,
            "task": shift.task,
            "day": begins.date(),
            "begins": begins.time(),
            "ends": ends.time(),
            "signup_day": local_day(until) if until != shift.starts_at else None,
            "keeps_list": shift.waiting_until is not None,
        }

    def shift(self) -> ShiftGiven:
        """The shift as given; one that ends before it begins, up to twelve hours on, ends the day after."""
        given = self.cleaned_data
        starts_at, ends_at = at(given["day"], given["begins"]), at(given["day"], given["ends"])
        if ends_at <= starts_at and ends_at + ONE_DAY - starts_at <= LONGEST_NIGHT:
            ends_at += ONE_DAY
        shift = ShiftGiven(
            starts_at=starts_at,
            ends_at=ends_at,
            capacity=given.get("places") or 1,
            name=given["name"],
            task=given["task"],
            signup_until=_end_of(given["signup_day"], starts_at),
            keeps_list=given["keeps_list"],
        )
        role = given.get("role", "")
        return replace(shift, role_code=role, role_name=self.roles[role]) if role else shift


def _end_of(day: date | None, starts_at: datetime) -> datetime | None:
    """The last minute of the day, but never after the start."""
    return min(at(day, time(23, 59)), starts_at) if day else None


def capacity_field(label: "Words", *, initial: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        initial=initial,
        min_value=1,
        max_value=20_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Hãy ghi số chỗ."),
            "invalid": _("Hãy ghi số chỗ bằng chữ số."),
            "min_value": _("Cần ít nhất 1 chỗ."),
            "max_value": _("Một ca có nhiều nhất 20.000 chỗ."),
        },
    )
