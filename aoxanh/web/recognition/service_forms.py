"""What is asked about a year of service: a proof of service elsewhere, an answer to it, the rule a unit goes by."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.recognition.types import ElsewhereGiven
from aoxanh.web.days import DayField


if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_NO_DAY = {"required": _("Hãy chọn ngày."), "invalid": _("Hãy chọn ngày theo lịch.")}


def _day(label: "_StrPromise") -> DayField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, widget=widget, error_messages=_NO_DAY)


class ElsewhereForm(forms.Form):
    """Service elsewhere, as its volunteer tells it."""

    title = forms.CharField(
        label=_("Tên hoạt động"),
        max_length=200,
        error_messages={"required": _("Hãy ghi tên hoạt động.")},
    )
    organiser = forms.CharField(
        label=_("Đơn vị tổ chức"),
        max_length=200,
        error_messages={"required": _("Hãy ghi đơn vị tổ chức.")},
    )
    first_day = _day(_("Từ ngày"))
    last_day = _day(_("Đến hết ngày"))
    days = forms.IntegerField(
        label=_("Số ngày tham gia"),
        min_value=1,
        max_value=366,
        error_messages={"required": _("Hãy ghi số ngày.")},
    )
    hours = forms.DecimalField(
        label=_("Số giờ, nếu giấy có ghi"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        localize=True,
        required=False,
    )
    paper = forms.FileField(
        label=_("Giấy xác nhận"),
        help_text=_("Ảnh chụp hoặc PDF của giấy chứng nhận, giấy xác nhận."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={"required": _("Hãy chọn ảnh hoặc tệp PDF của giấy xác nhận.")},
    )

    def clean(self) -> dict[str, object]:
        """Nought hours are none."""
        given = dict(self.cleaned_data)
        if not given.get("hours"):
            given["hours"] = None
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", str(_("Ngày cuối phải từ ngày đầu trở đi.")))
        return given

    def given(self) -> ElsewhereGiven:
        return ElsewhereGiven(
            **{key: value for key, value in self.cleaned_data.items() if key != "paper"}
        )


class AnswerForm(forms.Form):
    """What the unit answers; a refusal needs a reason."""

    reason = forms.CharField(
        label=_("Lý do, nếu không chấp nhận"),
        max_length=300,
        required=False,
        help_text=_("Người khai đọc được."),
    )


class AdoptForm(forms.Form):
    """From which day a unit goes by which rule."""

    rule = forms.ChoiceField(
        label=_("Quy định"), error_messages={"required": _("Hãy chọn một quy định.")}
    )
    first_day = _day(_("Áp dụng từ ngày"))
    decision_number = forms.CharField(label=_("Số, ngày văn bản"), max_length=120, required=False)
