"""What is asked about boards: which matter, and who is in charge of it from when."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import FOREVER
from aoxanh.programmes.types.boards import BoardGiven, TermGiven
from aoxanh.web.days import DayField


def _date(label: str, **more: object) -> DayField:
    return DayField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
        **more,  # type: ignore[arg-type]  # handed on as they are
    )


class BoardForm(forms.Form):
    """A matter that the plan's document does not delegate itself."""

    name = forms.CharField(
        label=_("Phụ trách việc gì"),
        max_length=200,
        help_text=_("Ví dụ: thanh thiếu nhi trong trường học."),
    )
    groups = forms.CharField(
        label=_("Nhóm đối tượng"),
        required=False,
        max_length=300,
        help_text=_("Cách nhau bằng dấu phẩy. Ví dụ: học sinh, thiếu nhi."),
    )
    is_standing = forms.BooleanField(
        label=_("Là bộ phận thường trực của cả chương trình"), required=False
    )
    tasks = forms.TypedMultipleChoiceField(
        label=_("Nhận báo cáo của nhiệm vụ"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, tasks: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["tasks"].choices = tasks  # type: ignore[attr-defined]  # a choice field
        if not tasks:
            del self.fields["tasks"]

    def given(self) -> BoardGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        groups = [part.strip() for part in typed["groups"].split(",")]
        return BoardGiven(
            name=typed["name"],
            groups=[part for part in groups if part],
            task_ids=typed.get("tasks", []),
            is_standing=typed["is_standing"],
        )


class EndForm(forms.Form):
    """From which day nobody is in charge any more."""

    on = _date(_("Thôi phụ trách từ ngày"))  # type: ignore[arg-type]  # lazy


class TermForm(forms.Form):
    """Who is put in charge, from which day, by which decision."""

    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    department = forms.CharField(
        label=_("Ban, bộ phận của đơn vị"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: Ban Tuyên giáo. Để trống nếu cả đơn vị phụ trách."),
    )
    valid_from = _date(_("Từ ngày"))  # type: ignore[arg-type]  # lazy
    valid_to = _date(
        _("Đến trước ngày"),  # type: ignore[arg-type]  # lazy
        required=False,
        help_text=_("Để trống nếu chưa định ngày thôi phụ trách."),
    )
    decision = forms.CharField(
        label=_("Quyết định"),
        required=False,
        max_length=200,
        help_text=_("Số, ký hiệu, ngày. Ví dụ: 21-QĐ/TĐTN ngày 5/3/2026."),
    )

    def __init__(self, *args: object, units: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # a choice field

    def given(self) -> TermGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return TermGiven(
            unit_id=typed["unit"],
            department=typed["department"],
            decision=typed["decision"],
            valid_from=typed["valid_from"],
            valid_to=typed["valid_to"] or FOREVER,
        )
