"""What is asked of officers who freeze the figures of a period."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.dates import vn_date
from aoxanh.web.days import DayField


class FreezeForm(forms.Form):
    """The end of which period, by which paper."""

    day = forms.ChoiceField(label=_("Số liệu đến hết ngày"))
    number = forms.CharField(
        label=_("Số, ký hiệu báo cáo"),
        required=False,
        max_length=60,
        help_text=_("Báo cáo dùng số liệu này. Ví dụ: 20-BC/TĐTN."),
    )
    decided_on = DayField(
        label=_("Ngày báo cáo"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Hãy chọn ngày theo lịch.")},
    )

    def __init__(self, *args: object, ends: Sequence[date], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        choices = [(end.isoformat(), vn_date(end)) for end in reversed(ends)]
        self.fields["day"].choices = choices  # type: ignore[attr-defined]  # a choice field
