"""What is asked about a plan that is being written: from what it begins, from when it holds."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes.types.drafts import Beginning, DraftGiven
from aoxanh.web.days import DayField


def _day(label: str, hint: str = "") -> DayField:
    return DayField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Hãy chọn ngày theo lịch.")},
    )


class BeginForm(forms.Form):
    """From what a plan begins, and what it shall be called."""

    beginning = forms.ChoiceField(
        label=_("Bắt đầu từ đâu"), choices=Beginning.choices, widget=forms.RadioSelect
    )
    source = forms.ChoiceField(label=_("Chương trình, kế hoạch nguồn"), required=False)
    code = forms.CharField(
        label=_("Mã kế hoạch"),
        required=False,
        max_length=30,
        help_text=_("Ngắn, không trùng. Ví dụ: TL-2026-2030. Sửa bản đang có thì để trống."),
    )
    name = forms.CharField(label=_("Tên kế hoạch"), required=False, max_length=300)
    first_day = _day(_("Từ ngày"), _("Chỉ cần khi lập kế hoạch mới hoàn toàn."))  # type: ignore[arg-type]  # lazy
    last_day = _day(_("Đến hết ngày"))  # type: ignore[arg-type]  # lazy

    def __init__(self, *args: object, sources: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["source"].choices = [("", _("Không chọn")), *sources]  # type: ignore[attr-defined]  # a choice field

    def given(self) -> DraftGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return DraftGiven(**(typed | {"beginning": Beginning(typed["beginning"])}))


class PublishForm(forms.Form):
    """From when a changed plan holds."""

    in_force_on = _day(
        _("Áp dụng từ ngày"),  # type: ignore[arg-type]  # lazy
        _("Giai đoạn, năm đã qua giữ mức cũ. Để trống khi chỉ sửa lỗi nhập."),  # type: ignore[arg-type]  # lazy
    )
