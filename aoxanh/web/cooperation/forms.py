"""What is asked about work with others: with whom, about what, and what happened."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.cooperation.types import (
    CorrectionGiven,
    Kind,
    Mistake,
    Partner,
    RecordGiven,
    Side,
    State,
    StepGiven,
)
from aoxanh.web.days import DayField


class StepForm(forms.Form):
    """What happened next."""

    state = forms.ChoiceField(label=_("Đến bước nào"))
    on = DayField(
        label=_("Ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Hãy chọn ngày."), "invalid": _("Hãy chọn ngày theo lịch.")},
    )
    note = forms.CharField(
        label=_("Đã làm gì, kết quả"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    paper = forms.CharField(
        label=_("Văn bản"),
        required=False,
        max_length=200,
        help_text=_("Số, ký hiệu, ngày. Ví dụ: Tờ trình 12-TTr/TĐTN ngày 15/3/2026."),
    )
    file = forms.FileField(
        label=_("Tệp"), required=False, help_text=_("PDF, Word, Excel. Không bắt buộc.")
    )

    def __init__(
        self, *args: object, kind: Kind, states: Sequence[State], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        offered = [(each.code, each.name) for each in states]
        self.fields["state"].choices = offered  # type: ignore[attr-defined]  # a choice field
        if kind.is_numbered:
            del self.fields["note"], self.fields["file"]

    def step(self) -> StepGiven:
        """What happened, as the action takes it."""
        typed = self.cleaned_data
        sent = typed.get("file")
        return StepGiven(
            state=typed["state"],
            on=typed["on"],
            note=typed.get("note", ""),
            paper=typed["paper"],
            file=(sent.name, sent.read()) if sent else None,
        )


class RecordForm(StepForm):
    """A new matter, with the first thing that happened."""

    title = forms.CharField(label=_("Việc gì, một câu"), max_length=200)
    partner = forms.TypedChoiceField(
        label=_("Đơn vị"), required=False, coerce=int, empty_value=None
    )
    partner_name = forms.CharField(label=_("Cơ quan"), required=False, max_length=200)
    task = forms.TypedChoiceField(
        label=_("Theo nhiệm vụ"), required=False, coerce=int, empty_value=None
    )
    text = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("title", "partner", "partner_name", "text", "task")

    def __init__(
        self,
        *args: object,
        kind: Kind,
        units: Sequence[tuple[int, str]],
        tasks: Sequence[tuple[int, str]],
        **kwargs: object,
    ) -> None:
        first = [each for each in kind.by(Side.OWN) if not each.after]
        super().__init__(*args, kind=kind, states=first, **kwargs)
        self._kind = kind
        if kind.is_numbered:
            self._ask_for_a_number()
        if kind.partner == Partner.BODY:
            del self.fields["partner"]
        else:
            self.fields["partner"].label = kind.asks
            self.fields["partner"].choices = [("", "–"), *units]  # type: ignore[attr-defined]  # a choice field
        if kind.partner in {Partner.UNIT, Partner.ABOVE}:
            del self.fields["partner_name"]
        else:
            self.fields["partner_name"].label = (
                kind.asks
                if kind.partner == Partner.BODY
                else _("Hoặc cơ quan không có trong cây đơn vị")
            )
        self.fields["task"].choices = [("", _("Không theo nhiệm vụ nào")), *tasks]  # type: ignore[attr-defined]  # a choice field
        if not tasks:
            del self.fields["task"]

    def _ask_for_a_number(self) -> None:
        del self.fields["text"]
        title = self.fields["title"]
        title.label = _("Số trong sổ của đơn vị")
        title.help_text = _("Ví dụ 12 hoặc 12/2026. Tên giữ trong sổ giấy, không ghi ở đây.")

    def given(self) -> RecordGiven:
        """What is kept, as the action takes it."""
        typed = self.cleaned_data
        return RecordGiven(
            kind=self._kind.code,
            title=typed["title"],
            text=typed.get("text", ""),
            partner_id=typed.get("partner"),
            partner_name=typed.get("partner_name", ""),
            task_id=typed.get("task"),
        )


class TakeBackForm(forms.Form):
    """Why the last step shall count no more; of a person only which mistake it was."""

    mistake = forms.ChoiceField(label=_("Nhầm gì"), choices=Mistake.choices)
    note = forms.CharField(label=_("Vì sao rút"), required=False, max_length=400)

    def __init__(self, *args: object, kind: Kind, **kwargs: object) -> None:
        super().__init__(*args, prefix="rut", **kwargs)  # type: ignore[arg-type, misc]  # handed on as they are
        if kind.is_numbered:
            del self.fields["note"]
            offered = [each for each in Mistake.choices if each[0] != Mistake.OTHER]
            self.fields["mistake"].choices = offered  # type: ignore[attr-defined]  # a choice field

    def given(self) -> CorrectionGiven:
        """What was written by mistake, as the action takes it."""
        typed = self.cleaned_data
        return CorrectionGiven(mistake=Mistake(typed["mistake"]), note=typed.get("note", ""))


class NumberForm(forms.Form):
    """The right number of a person in the unit's book."""

    number = forms.CharField(
        label=_("Số đúng trong sổ"),
        max_length=12,
        help_text=_("Ví dụ 12 hoặc 12/2026. Số ghi nhầm vẫn đọc được ở dưới."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, prefix="so", **kwargs)  # type: ignore[arg-type, misc]  # handed on as they are
