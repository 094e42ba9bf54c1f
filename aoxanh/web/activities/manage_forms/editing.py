"""What an activity says, when and where it is, whom it asks for."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import ActivityChanges, ActivityMode
from aoxanh.kernel.contacts import read_phone
from aoxanh.kernel.text import nfc_lines
from aoxanh.web.activities.manage_forms.parts import day_field
from aoxanh.web.places.fields import PlaceField, PlacePicked


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

PLAIN = (
    "title", "summary", "mode", "primary_field", "other_fields", "spot", "meeting_point", "is_large",
    "is_outdoor", "is_disaster", "is_outside", "needs_approval", "min_age", "beneficiaries", "partners",
    "contact_phone", "reminders",
)  # fmt: skip


class EditForm(forms.Form):
    """All that may be changed by hand."""

    title = forms.CharField(
        label=_("Tên hoạt động"),
        max_length=200,
        error_messages={"required": _("Hãy ghi tên hoạt động.")},
    )
    summary = forms.CharField(
        label=_("Giới thiệu"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    day = day_field(_("Từ ngày"))
    last_day = day_field(_("Đến hết ngày"))
    place = PlaceField()
    spot = forms.CharField(label=_("Địa điểm cụ thể"), max_length=200, required=False)
    meeting_point = forms.CharField(
        label=_("Điểm tập trung, xe đón"), max_length=200, required=False
    )
    primary_field = forms.ChoiceField(label=_("Lĩnh vực chính"))
    other_fields = forms.MultipleChoiceField(
        label=_("Lĩnh vực liên quan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(label=_("Hình thức"), choices=ActivityMode.choices)
    is_large = forms.BooleanField(label=_("Đông người"), required=False)
    is_outdoor = forms.BooleanField(label=_("Ngoài trời"), required=False)
    is_disaster = forms.BooleanField(label=_("Ứng phó thiên tai"), required=False)
    is_outside = forms.BooleanField(label=_("Ngoài địa bàn của đơn vị"), required=False)
    needs_approval = forms.BooleanField(
        label=_("Duyệt từng người đăng ký"),
        required=False,
        help_text=_("Người đăng ký giữ chỗ ngay, và chờ duyệt."),
    )
    min_age = forms.IntegerField(
        label=_("Từ bao nhiêu tuổi"),
        required=False,
        min_value=6,
        max_value=60,
        error_messages={
            "invalid": _("Hãy ghi tuổi bằng chữ số."),
            "min_value": _("Tuổi tối thiểu từ 6 đến 60."),
            "max_value": _("Tuổi tối thiểu từ 6 đến 60."),
        },
    )
    bring = forms.CharField(
        label=_("Mang theo"),
        required=False,
        help_text=_("Mỗi dòng một thứ."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reminders = forms.MultipleChoiceField(
        label=_("Nhắc người có chỗ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Qua tài khoản, e-mail; ai không có thì bạn báo ở trang Báo tin."),
    )
    beneficiaries = forms.CharField(label=_("Ai được giúp"), max_length=200, required=False)
    partners = forms.CharField(label=_("Đơn vị phối hợp"), max_length=300, required=False)
    leader_id = forms.TypedChoiceField(
        label=_("Người phụ trách"), required=False, coerce=int, empty_value=None
    )
    contact_phone = forms.CharField(
        label=_("Điện thoại liên hệ"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("Hiện trên trang công khai."),
    )

    def __init__(
        self,
        *args: object,
        fields: Iterable[tuple[str, str]],
        leaders: Iterable[tuple[int, str]],
        reminders: Iterable[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        choices = list(fields)
        for name in ("primary_field", "other_fields"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields
        self.fields["reminders"].choices = list(reminders)  # type: ignore[attr-defined]  # a choice field
        named = [("", _("Chưa chọn")), *leaders]
        self.fields["leader_id"].choices = named  # type: ignore[attr-defined]  # a choice field

    def look(self, activity: "Activity", *, day: date, province: str | None) -> None:
        """Where place names are looked up; the place on record stands as long as its words do."""
        text = activity.place_text or activity.place.full_name
        field = self.fields["place"]
        assert isinstance(field, PlaceField)  # noqa: S101  tells the type
        field.look(day, province, PlacePicked(activity.place_id, text))

    def clean_contact_phone(self) -> str:
        """Any Vietnamese shape of a number."""
        typed: str = self.cleaned_data["contact_phone"].strip()
        if not typed:
            return ""
        try:
            return read_phone(typed)
        except ValueError as fault:
            message = _("Số điện thoại chưa đúng. Hãy ghi như 0912 345 678.")
            raise ValidationError(message) from fault

    def changes(self) -> ActivityChanges:
        """What the form says, in the words of the action; the days only when they changed."""
        given = self.cleaned_data
        place: PlacePicked = given["place"]
        changes = {name: given[name] for name in PLAIN} | {
            "place_id": place.place_id,
            "place_text": place.text,
            "bring": nfc_lines(given["bring"]).splitlines(),
            "leader_id": given["leader_id"],
        }
        if {"day", "last_day"}.intersection(self.changed_data):
            changes |= {"first_day": given["day"], "last_day": given["last_day"]}
        return cast("ActivityChanges", changes)
