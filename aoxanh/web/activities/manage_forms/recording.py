"""What has already taken place, and a unit's own totals."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import ActivityMode, HeldGiven, TotalsGiven
from aoxanh.web.activities.manage_forms.parts import PhotosField, count_field, day_field
from aoxanh.web.places.fields import PlaceField


class HeldForm(forms.Form):
    """“Ghi nhận hoạt động đã tổ chức” in two minutes."""

    title = forms.CharField(
        label=_("Tên hoạt động"),
        max_length=200,
        error_messages={"required": _("Hãy ghi tên hoạt động.")},
    )
    kind = forms.ChoiceField(label=_("Loại"))
    field = forms.ChoiceField(label=_("Lĩnh vực"))
    mode = forms.ChoiceField(label=_("Hình thức"), choices=ActivityMode.choices)
    day = day_field(_("Ngày"))
    last_day = day_field(
        _("Đến hết ngày"), required=False, help_text=_("Chỉ ghi khi kéo dài nhiều ngày.")
    )
    place = PlaceField()
    spot = forms.CharField(label=_("Địa điểm cụ thể"), max_length=200, required=False)
    turns = count_field(_("Lượt người tham gia"))
    persons = count_field(
        _("Số người"), help_text=_("Một người đến hai ngày là một người, hai lượt.")
    )
    summary = forms.CharField(
        label=_("Đã làm gì"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    photos = PhotosField()
    paper = forms.CharField(
        label=_("Hoặc số, ngày văn bản"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Báo cáo số 12-BC/ĐTN ngày 30/11/2026."),
    )

    def __init__(
        self,
        *args: object,
        kinds: Iterable[tuple[str, str]],
        fields: Iterable[tuple[str, str]],
        day: date,
        province: str | None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]  # a choice field
        self.fields["field"].choices = list(fields)  # type: ignore[attr-defined]  # a choice field
        place = self.fields["place"]
        assert isinstance(place, PlaceField)  # noqa: S101  tells the type
        place.look(day, province)

    def held(self) -> HeldGiven:
        given = self.cleaned_data
        return HeldGiven(
            title=given["title"],
            kind_code=given["kind"],
            field_code=given["field"],
            first_day=given["day"],
            last_day=given["last_day"] or given["day"],
            place_id=given["place"].place_id,
            turns=given["turns"],
            persons=given["persons"],
            place_text=given["place"].text,
            spot=given["spot"],
            summary=given["summary"],
            mode=given["mode"],
            paper=given["paper"],
        )


class TotalsForm(forms.Form):
    """A unit's own totals of a period; what is left empty is not declared."""

    first_day = day_field(_("Từ ngày"))
    last_day = day_field(_("Đến hết ngày"))
    activities = count_field(
        _("Số hoạt động đã tổ chức"), help_text=_("Tất cả, kể cả chưa ghi trên Cổng.")
    )
    turns = count_field(_("Lượt người"), required=False)
    persons = count_field(_("Số người"), required=False)
    hours = count_field(
        _("Số giờ"), required=False, help_text=_("Chỉ để so sánh, không thành giờ tình nguyện.")
    )
    note = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Báo cáo tháng 11, số 12-BC/ĐTN."),
    )

    def totals(self) -> TotalsGiven:
        return TotalsGiven(**self.cleaned_data)
