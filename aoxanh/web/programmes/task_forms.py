"""What is asked about tasks: that one is done and what proves it; which units a body is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.dates import vn_date
from aoxanh.programmes.types.duties import DoneGiven
from aoxanh.web.days import DayField


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity


class DoneForm(forms.Form):
    """That a task is done: the day, the paper, the file, the activities."""

    done_on = DayField(
        label=_("Xong ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày làm xong."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
    )
    paper = forms.CharField(
        label=_("Văn bản"),
        required=False,
        max_length=200,
        help_text=_("Số, ký hiệu, ngày. Ví dụ: Báo cáo 12-BC/ĐTN ngày 15/3/2026."),
    )
    file = forms.FileField(
        label=_("Tệp minh chứng"),
        required=False,
        help_text=_("PDF, Word, Excel hoặc ảnh chụp."),
    )
    activities = forms.TypedMultipleChoiceField(
        label=_("Hoạt động đã tổ chức"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Kết quả, một câu"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, activities: Iterable["Activity"], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        offered = [(each.pk, f"{each.title}, {vn_date(each.starts_on)}") for each in activities]
        self.fields["activities"].choices = offered  # type: ignore[attr-defined]  # a choice field
        if not offered:
            del self.fields["activities"]

    def given(self) -> DoneGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        sent = typed["file"]
        return DoneGiven(
            done_on=typed["done_on"],
            note=typed["note"],
            paper=typed["paper"],
            file=(sent.name, sent.read()) if sent else None,
            activity_ids=tuple(typed.get("activities", ())),
        )


class BodyForm(forms.Form):
    """Which units a body is."""

    units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn đơn vị nào thì mọi đơn vị đúng loại cùng làm."),
    )

    def __init__(self, *args: object, offered: Iterable[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["units"].choices = list(offered)  # type: ignore[attr-defined]  # a choice field
