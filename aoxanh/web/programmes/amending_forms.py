"""What is asked about a proposal to change a plan: why, by which paper it was submitted, how it was decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.programmes.types.amending import (
    DECIDED_STATES,
    AmendmentState,
    DecisionGiven,
    Entry,
)
from aoxanh.web.days import DayField


def _day(label: str) -> DayField:
    return DayField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Hãy chọn ngày theo lịch."),
        },
    )


class ReasonForm(forms.Form):
    """Why a part of a plan shall be told differently."""

    drop = forms.BooleanField(label=_("Bỏ hẳn mục này khỏi kế hoạch"), required=False)
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vì sao cần đổi, căn cứ vào đâu."),
    )
    file = forms.FileField(
        label=_("Văn bản kèm theo"), required=False, help_text=_("PDF, Word. Không bắt buộc.")
    )

    def __init__(self, *args: object, may_drop: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        if not may_drop:
            del self.fields["drop"]

    def drops(self) -> bool:
        """Whether the part shall be taken away."""
        return bool(self.cleaned_data.get("drop"))

    def attached(self) -> tuple[str, bytes] | None:
        """(name, content) of the paper."""
        sent = self.cleaned_data["file"]
        return (sent.name, sent.read()) if sent else None


class SubmissionForm(forms.Form):
    """By which paper a proposal was laid before who decides."""

    number = forms.CharField(
        label=_("Số tờ trình"), required=False, max_length=60, help_text=_("Ví dụ: 12-TTr/TĐTN")
    )
    on = _day(_("Ngày trình"))  # type: ignore[arg-type]  # lazy


class DecisionForm(forms.Form):
    """What was decided, by which paper."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in DECIDED_STATES],
    )
    number = forms.CharField(
        label=_("Số quyết định, văn bản"),
        required=False,
        max_length=60,
        help_text=_("Ví dụ: 1234/QĐ-UBND"),
    )
    on = _day(_("Ngày văn bản"))  # type: ignore[arg-type]  # lazy
    text = forms.CharField(
        label=_("Nội dung trả lời"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bắt buộc khi không chấp nhận."),
    )

    @property
    def is_partly(self) -> bool:
        """Whether what holds has to be told."""
        return self.data.get("outcome") == AmendmentState.PARTLY

    def given(self, entry: Entry | None) -> DecisionGiven:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        return DecisionGiven(
            outcome=AmendmentState(typed["outcome"]),
            number=typed["number"],
            on=typed["on"],
            text=typed["text"],
            entry=entry,
        )
