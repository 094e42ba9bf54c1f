"""The extra questions of an activity as fields: for guests, on the pass, and beside a name on a unit's list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.types import Question, QuestionKind


PREFIX = "q_"
LONGEST = 120


def typed_answers(data: QueryDict, prefix: str = "") -> dict[str, Sequence[str]]:
    """What was sent to questions, by their codes, unread."""
    start = f"{prefix}-{PREFIX}" if prefix else PREFIX
    return {name.removeprefix(start): data.getlist(name) for name in data if name.startswith(start)}


class AnswerForm(forms.Form):
    """A field for each question. Whether an answer fits is the action's to say."""

    def __init__(
        self, *args: object, questions: Iterable[Question], is_whole: bool = True, **kw: object
    ) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]  # Django's own arguments
        for question in questions:
            field = _field(question)
            field.required = question.required and is_whole
            self.fields[PREFIX + question.code] = field

    @property
    def optional(self) -> Iterator[tuple[forms.BoundField, bool]]:
        """Each field, and whether it may stay empty."""
        return ((bound, not bound.field.required) for bound in self)

    def blame(self, faults: Mapping[str, str]) -> None:
        """Show what the action said about single answers."""
        for code, sentence in faults.items():
            name = PREFIX + code
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)

    @staticmethod
    def initial_of(answers: Mapping[str, object]) -> dict[str, object]:
        return {PREFIX + code: answer for code, answer in answers.items()}


def _field(question: Question) -> forms.Field:
    missing = {"required": _("Hãy trả lời câu này.")}
    choices = [(choice, choice) for choice in question.choices]
    if question.kind == QuestionKind.YES_NO:
        choices = [("Có", gettext("Có")), ("Không", gettext("Không"))]
    if question.kind in {QuestionKind.ONE, QuestionKind.YES_NO}:
        return forms.ChoiceField(
            label=question.text, choices=choices, widget=forms.RadioSelect, error_messages=missing
        )
    if question.kind == QuestionKind.SEVERAL:
        return forms.MultipleChoiceField(
            label=question.text,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages=missing,
        )
    is_number = question.kind == QuestionKind.NUMBER
    return forms.CharField(
        label=question.text,
        max_length=LONGEST,
        error_messages=missing,
        widget=forms.TextInput(attrs={"inputmode": "numeric" if is_number else "text"}),
    )
