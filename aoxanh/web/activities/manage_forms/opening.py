"""The four answers that open an activity."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.dates import at
from aoxanh.web.activities.manage_forms.parts import clock_field, day_field
from aoxanh.web.places.fields import PlaceField


if TYPE_CHECKING:
    from aoxanh.activities.models import Template


class OpeningForm(forms.Form):
    """What, when, where, how many."""

    title = forms.CharField(
        label=_("Tên hoạt động"),
        max_length=200,
        error_messages={"required": _("Hãy ghi tên hoạt động.")},
    )
    day = day_field(_("Ngày"))
    begins = clock_field(_("Từ giờ"))
    ends = clock_field(_("Đến giờ"))
    last_day = day_field(
        _("Đến hết ngày"),
        required=False,
        help_text=_("Chỉ ghi khi kéo dài nhiều ngày; mỗi ngày một ca cùng giờ."),
    )
    place = PlaceField()
    spot = forms.CharField(
        label=_("Địa điểm cụ thể"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: điểm trường Hồ Pên, nhà văn hóa bản."),
    )
    places = forms.IntegerField(
        label=_("Mỗi ca cần bao nhiêu người"),
        min_value=1,
        max_value=20_000,
        error_messages={
            "required": _("Hãy ghi số người mỗi ca cần."),
            "invalid": _("Hãy ghi số người bằng chữ số."),
            "min_value": _("Cần ít nhất 1 người."),
            "max_value": _("Một ca có nhiều nhất 20.000 chỗ."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: object, day: date, province: str | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        field = self.fields["place"]
        assert isinstance(field, PlaceField)  # noqa: S101  tells the type
        field.look(day, province)

    @staticmethod
    def usual(template: "Template") -> dict[str, object]:
        """What a template fills in before anything is typed."""
        hours = int(template.definition.get("shift_hours", 4))
        shifts = template.definition.get("shifts", [])
        usual = {"title": template.name, "places": template.definition.get("places", 20)}
        if shifts:
            begins_at = time.fromisoformat(shifts[0]["begins"])
            ends_at = max(time.fromisoformat(shift["ends"]) for shift in shifts)
            return usual | {"begins": begins_at, "ends": ends_at}
        begins = datetime.combine(date.min, time(7, 30 if hours <= 4 else 0))
        return usual | {
            "begins": begins.time(),
            "ends": (begins + timedelta(hours=hours)).time(),
        }

    def hours(self) -> tuple[datetime, datetime]:
        """The first and the last instant."""
        given = self.cleaned_data
        last = given["last_day"] or given["day"]
        return at(given["day"], given["begins"]), at(last, given["ends"])
