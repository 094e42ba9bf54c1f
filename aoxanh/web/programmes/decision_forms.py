"""What is asked of officers who decide about a figure, or say what no figure says."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes.types.decisions import DecisionGiven, DecisionKind
from aoxanh.web.days import DayField


class DecisionForm(forms.Form):
    """Which year, why, by which paper."""

    kind: ClassVar[DecisionKind]

    year = forms.TypedChoiceField(label=_("Kỳ"), coerce=int)
    text = forms.CharField(
        label=_("Lý do"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    number = forms.CharField(
        label=_("Số, ký hiệu văn bản"),
        required=False,
        max_length=60,
        help_text=_("Ví dụ: 15-QĐ/TĐTN. Ghi số hoặc gửi tệp."),
    )
    decided_on = DayField(
        label=_("Ngày văn bản"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Hãy chọn ngày theo lịch.")},
    )
    file = forms.FileField(label=_("Tệp văn bản"), required=False, help_text=_("PDF, Word, ảnh."))

    def __init__(self, *args: object, years: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["year"].choices = years  # type: ignore[attr-defined]  # a choice field

    def given(self) -> DecisionGiven:
        """What was typed, as the actions take it."""
        typed = self.cleaned_data
        sent = typed["file"]
        return DecisionGiven(
            year=typed["year"],
            text=typed["text"],
            number=typed["number"],
            decided_on=typed["decided_on"],
            file=(sent.name, sent.read()) if sent else None,
            value=typed.get("value"),
            kinds=tuple(typed.get("kinds", ())),
        )


class OverrideForm(DecisionForm):
    """A figure beside the computed one of a unit."""

    kind = DecisionKind.OVERRIDE

    about = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    value = forms.DecimalField(
        label=_("Số điều chỉnh"),
        max_digits=12,
        decimal_places=2,
        help_text=_("Số cổng tính vẫn đứng bên cạnh và vẫn quyết định tình trạng."),
    )
    field_order = ("about", "year", "value", "text", "number", "decided_on", "file")

    def __init__(self, *args: object, about: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["about"].choices = about  # type: ignore[attr-defined]  # a choice field


class StatementForm(DecisionForm):
    """What the unit says of itself."""

    kind = DecisionKind.STATEMENT

    field_order = ("year", "text", "number", "decided_on", "file")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["text"].label = _("Nhận định")
        self.fields["text"].help_text = _(
            "Đã làm được gì, còn vướng gì, căn cứ vào đâu. Không ghi tỷ lệ thay cho số liệu."
        )
        self.fields["number"].label = _("Minh chứng: số, ký hiệu văn bản")
        self.fields["number"].help_text = ""
        self.fields["file"].label = _("Tệp minh chứng")


class RebasingForm(DecisionForm):
    """Which kinds of units a duty asks from now on."""

    kind = DecisionKind.REBASING

    kinds = forms.MultipleChoiceField(
        label=_("Tính theo loại đơn vị"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("year", "kinds", "text", "number", "decided_on", "file")

    def __init__(self, *args: object, kinds: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]  # a choice field
        self.fields["year"].label = _("Từ năm")


class WithdrawForm(forms.Form):
    """Why a decision is taken back."""

    text = forms.CharField(label=_("Lý do thu hồi"), max_length=400)
