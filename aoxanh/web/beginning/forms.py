"""The questions of the first setting up."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aoxanh.places import queries as places
from aoxanh.places.types import PlaceLevel
from aoxanh.units.types import PortalNames, Scale
from aoxanh.web.days import DayField
from aoxanh.web.places.fields import PlaceField, PlacePicked, PlaceTyped


_SERVES = (
    (Scale.PROVINCE.value, _("Cả tỉnh, thành phố")),
    (Scale.COMMUNE.value, _("Một xã, phường, đặc khu")),
)


class _CommuneField(PlaceField):
    """A commune that may be left open when the whole province is served."""

    def __init__(self, *, label: Any, help_text: Any) -> None:  # noqa: ANN401  words
        super().__init__(label=label, help_text=help_text)
        self.required = False

    def clean(self, value: PlaceTyped | None) -> PlacePicked | None:  # type: ignore[override]  # may be empty
        if value is None or not value.text:
            return None
        return super().clean(value)


class TerritoryForm(forms.Form):
    """Where the installation works."""

    scale = forms.ChoiceField(
        label=_("Cổng này phục vụ"),
        choices=_SERVES,
        widget=forms.RadioSelect,
        initial=_SERVES[0][0],
    )
    province = forms.ChoiceField(label=_("Tỉnh, thành phố"))
    commune = _CommuneField(
        label=_("Xã, phường, đặc khu"),
        help_text=_("Chỉ ghi khi cổng dùng cho một xã. Gõ không dấu cũng tìm được."),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(*args, **kwargs)
        provinces = places.at(day=day, level=PlaceLevel.PROVINCE)
        self.fields["province"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Chọn trong danh sách")),
            *((each.code, capfirst(each.full_name)) for each in provinces),
        ]
        code = self.data.get("province") or None
        self.fields["commune"].look(day, code)  # type: ignore[attr-defined]  # a place field
        self.day = day

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        is_open = not given.get("commune") and "commune" not in self.errors
        if given.get("scale") == Scale.COMMUNE and is_open:
            self.add_error("commune", _("Hãy ghi tên xã, phường hoặc đặc khu."))
        return given

    @property
    def code(self) -> str:
        """The code of the place that was chosen."""
        given = self.cleaned_data
        if given["scale"] == Scale.PROVINCE:
            return str(given["province"])
        picked = given["commune"].place_id
        return places.references(ids={picked}, day=self.day)[picked].code


class NamesForm(forms.Form):
    """How the installation is called on pages and papers."""

    name = forms.CharField(label=_("Tên cổng"), max_length=120, help_text=_("Đứng đầu mọi trang."))
    portal_label = forms.CharField(
        label=_("Gọi chung là"), max_length=60, help_text=_("Cổng thông tin hoặc Trang thông tin.")
    )
    unit_name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    founded_on = DayField(
        label=_("Hoạt động từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Không ghi được hoạt động, chức danh trước ngày này."),
        error_messages={"required": _("Hãy chọn ngày."), "invalid": _("Hãy chọn ngày theo lịch.")},
    )
    header_superior = forms.CharField(
        label=_("Dòng trên của tiêu đề văn bản"), max_length=200, required=False
    )
    header_body = forms.CharField(
        label=_("Dòng dưới của tiêu đề văn bản"), max_length=200, required=False
    )
    place_name = forms.CharField(
        label=_("Địa danh trên văn bản"), max_length=60, help_text=_("Đứng trước ngày, tháng, năm.")
    )
    document_code = forms.CharField(
        label=_("Ký hiệu văn bản"),
        max_length=40,
        required=False,
        help_text=_("Ví dụ TĐTN trong 01-QĐ/TĐTN."),
    )

    def names(self, proposed: PortalNames) -> PortalNames:
        """What was typed; the short names are those proposed."""
        return PortalNames(
            **self.cleaned_data,
            short_name=proposed.short_name,
            unit_short_name=proposed.unit_short_name,
        )


class AdministratorForm(forms.Form):
    """The first account."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    contact = forms.CharField(
        label=_("Số điện thoại hoặc e-mail"),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Đặt mật khẩu"),
        help_text=_("Ít nhất 10 ký tự. Một câu ngắn dễ nhớ là tốt nhất."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    works_too = forms.BooleanField(
        label=_("Tôi cũng là cán bộ phụ trách"),
        help_text=_("Mở và điều hành hoạt động, cấp giấy chứng nhận của đơn vị."),
        required=False,
        initial=True,
    )


class FoundingForm(forms.Form):
    """Units founded in one go: the day and the legal basis they share, and further ones typed one a line."""

    on = DayField(
        label=_("Thành lập từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Hãy chọn ngày."), "invalid": _("Hãy chọn ngày theo lịch.")},
    )
    decision_number = forms.CharField(
        label=_("Số quyết định thành lập"), required=False, max_length=80
    )
    decision_on = DayField(
        label=_("Ngày ký"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    decided_by = forms.CharField(label=_("Cơ quan quyết định"), required=False, max_length=200)
    listed = forms.CharField(
        label=_("Đơn vị khác, mỗi dòng một tên"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ví dụ: Chi đoàn thôn Pho; Đoàn trường THPT Chi Lăng; Câu lạc bộ Áo xanh."),
    )
