"""The extra questions an organiser sets: some from the bank, some in own words."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import CHOSEN_KINDS, Question, QuestionKind
from aoxanh.kernel.keys import key_of


MOST = 8


class QuestionForm(forms.Form):
    """One question; a row without words is left out."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Câu hỏi"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Trả lời bằng"), choices=QuestionKind.choices)
    choices = forms.CharField(
        label=_("Các câu trả lời"),
        required=False,
        max_length=700,
        help_text=_(
            "Cách nhau bằng dấu chấm phẩy: S; M; L. Chỉ dùng khi chọn một hoặc chọn nhiều."
        ),
    )
    required = forms.BooleanField(label=_("Bắt buộc trả lời"), required=False)

    def question(self) -> Question | None:
        given = self.cleaned_data
        if not given["text"]:
            return None
        kind = QuestionKind(given["kind"])
        choices = given["choices"].split(";") if kind in CHOSEN_KINDS else []
        return Question(
            code=given["code"],
            text=given["text"],
            kind=kind,
            choices=tuple(choices),
            required=given["required"],
        )

    @staticmethod
    def initial_of(question: Question) -> dict[str, object]:
        return {
            "code": question.code,
            "text": question.text,
            "kind": question.kind.value,
            "choices": "; ".join(question.choices),
            "required": question.required,
        }


def question_forms(
    data: QueryDict | None, known: Sequence[Question], bank: Sequence[Question]
) -> list[QuestionForm]:
    """A row for each question there is and one empty one; a press on the bank adds its question to what was typed."""
    if data is None:
        return _with_blank(
            [
                QuestionForm(initial=QuestionForm.initial_of(each), prefix=f"c-{n}")
                for n, each in enumerate(known)
            ]
        )
    rows = min(key_of(str(data.get("rows", ""))) or 0, MOST)
    forms_sent = [QuestionForm(data, prefix=f"c-{n}") for n in range(rows)]
    added = next((each for each in bank if each.code == data.get("add")), None)
    if added is None and "add" not in data:
        return forms_sent
    kept = [each for each in forms_sent if each["text"].value()]
    shown = [
        QuestionForm(initial={name: each[name].value() for name in each.fields}, prefix=f"c-{n}")
        for n, each in enumerate(kept)
    ]
    if added is not None and len(shown) < MOST:
        initial = QuestionForm.initial_of(added)
        shown.append(QuestionForm(initial=initial, prefix=f"c-{len(shown)}"))
    return _with_blank(shown)


def _with_blank(rows: list[QuestionForm]) -> list[QuestionForm]:
    if len(rows) < MOST:
        rows.append(QuestionForm(prefix=f"c-{len(rows)}"))
    return rows
