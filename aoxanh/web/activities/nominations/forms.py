"""What organisers ask of units, and what units say of the people they send."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import (
    ListedLine,
    NomineeGiven,
    PaperConsent,
    Question,
    QuotasGiven,
)
from aoxanh.web.activities.answering import AnswerForm, typed_answers
from aoxanh.web.activities.manage_forms.parts import count_field, day_field


if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_PASTED = 60_000


class GiveForm(forms.Form):
    """How many from each unit, up to which day; the numbers of single units stand beside the form."""

    slots = forms.TypedMultipleChoiceField(
        label=_("Cho ca nào"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một ca.")},
    )
    due_on = day_field(
        _("Hạn cử, đến hết ngày"),
        help_text=_("Chỗ được giữ đến hết ngày này, sau đó mở cho mọi người đăng ký."),
    )
    each = count_field(_("Số người mỗi đơn vị được chọn"), required=False)
    message = forms.CharField(
        label=_("Lời nhắn"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: ưu tiên bạn biết tiếng Mông."),
    )
    grows = forms.BooleanField(
        label=_("Tăng số chỗ của ca nếu không đủ"), required=False, initial=True
    )

    def __init__(
        self, *args: object, slots: Iterable[tuple[int, str]], units: Collection[int], **kw: object
    ) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["slots"].choices = list(slots)  # type: ignore[attr-defined]  # a choice field
        self.units = units
        self.faults: dict[int, str] = {}

    def clean(self) -> dict[str, object]:
        """The number of each unit: what was typed beside it, else what all chosen ones get."""
        given = super().clean() or {}
        chosen = set(self.data.getlist("unit") if isinstance(self.data, QueryDict) else ())
        numbers: dict[int, int] = {}
        for unit_id in self.units:
            typed = str(self.data.get(f"n_{unit_id}", "")).strip()
            if typed.isdecimal() and len(typed) < 10:
                numbers[unit_id] = int(typed)
            elif typed:
                self.faults[unit_id] = str(_("Hãy ghi bằng chữ số."))
            elif str(unit_id) in chosen and given.get("each") is not None:
                numbers[unit_id] = given["each"]
            elif str(unit_id) in chosen:
                self.faults[unit_id] = str(_("Hãy ghi số người."))
        if self.faults:
            raise forms.ValidationError(_("Có đơn vị chưa ghi đúng số người."))
        given["numbers"] = numbers
        return given

    def quotas(self) -> QuotasGiven:
        given = self.cleaned_data
        return QuotasGiven(
            slot_ids=given["slots"],
            numbers=given["numbers"],
            due_on=given["due_on"],
            message=given["message"],
            grows=given["grows"],
        )


class SendForm(forms.Form):
    """What is said once for the whole list: who collected the guardians' papers."""

    collector = forms.CharField(label=_("Người thu đơn"), max_length=120, required=False)
    collected_on = day_field(_("Thu ngày"), required=False)
    scan = forms.FileField(
        label=_("Ảnh chụp hoặc bản quét đơn"),
        required=False,
        help_text=_("Ảnh hoặc PDF. Bản giấy vẫn do đơn vị giữ."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )
    adults = forms.BooleanField(
        label=_("Những người chưa ghi năm sinh còn lại đều đã đủ 16 tuổi"), required=False
    )
    are_known = forms.BooleanField(
        label=_("Đơn vị biết rõ những người mới này"),
        required=False,
        help_text=_("Đánh dấu thì hồ sơ của họ được xác nhận luôn."),
    )

    def __init__(
        self,
        *args: object,
        rows: Sequence[ListedLine],
        questions: Sequence[Question] = (),
        **kw: object,
    ) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]  # Django's own arguments
        self.questions = questions
        self.rows = [row for row in rows if row.can_go]
        sent = self.data if isinstance(self.data, QueryDict) else QueryDict()
        self.going = set(sent.getlist("go")) if self.is_bound else {row.key for row in self.rows}
        self.papers = set(sent.getlist("paper"))

    @property
    def asked(self) -> list[tuple[ListedLine, AnswerForm | None]]:
        """Each line with the activity's questions for it, when there are any."""
        data = self.data if self.is_bound else None
        return [
            (
                row,
                AnswerForm(data, questions=self.questions, is_whole=False, prefix=row.key)
                if self.questions
                else None,
            )
            for row in self.rows
        ]

    @property
    def chosen(self) -> list[ListedLine]:
        return [row for row in self.rows if row.key in self.going]

    @property
    def is_age_open(self) -> bool:
        """Whether somebody goes of whom no year of birth is known and nothing was said."""
        return any(row.is_of_unknown_age and row.key not in self.papers for row in self.chosen)

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if self.is_age_open and not given.get("adults"):
            self.add_error(
                "adults",
                _("Hãy xác nhận, hoặc đánh dấu người chưa đủ 16 tuổi đã có đơn của cha mẹ."),
            )
        return given

    def nominees(self) -> list[NomineeGiven]:
        return [self._nominee(row) for row in self.chosen]

    def _nominee(self, row: ListedLine) -> NomineeGiven:
        has_paper = row.key in self.papers
        return NomineeGiven(
            person_id=row.person_id,
            full_name=row.full_name,
            phone=row.phone,
            email=row.line.email if row.line else "",
            birth_date=row.birth_date,
            birth_year=row.birth_year,
            is_minor=row.is_minor or (row.is_of_unknown_age and has_paper),
            guardian_paper=has_paper,
            answers=self._answers(row),
        )

    def _answers(self, row: ListedLine) -> Mapping[str, Sequence[str]]:
        sent = self.data if isinstance(self.data, QueryDict) else QueryDict()
        return typed_answers(sent, row.key) if self.questions else {}

    def consent(self) -> PaperConsent | None:
        """The note about the papers, when somebody's stands ticked."""
        given = self.cleaned_data
        if not given["collector"] or not given["collected_on"]:
            return None
        scan: UploadedFile[bytes] | None = given["scan"]
        return PaperConsent(
            collector=given["collector"],
            on=given["collected_on"],
            name=scan.name or "" if scan else "",
            content=scan.read() if scan else b"",
        )
