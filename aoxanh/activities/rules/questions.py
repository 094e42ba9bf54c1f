"""Which extra questions may be asked, and whether an answer fits."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.errors import (
    AnswersUnfit,
    QuestionChoicesUnfit,
    QuestionSensitive,
    QuestionsTooMany,
    QuestionTwice,
    QuestionUnreadable,
)
from aoxanh.activities.types import CHOSEN_KINDS, Answer, Question, QuestionKind, SensitiveTopic
from aoxanh.kernel import cells
from aoxanh.kernel.text import fold, nfc
from aoxanh.people.errors import TextTooLong


MOST_QUESTIONS = 8
LONGEST_QUESTION = 120
SHORTEST_QUESTION = 3
MOST_CHOICES = 10
LONGEST_CHOICE = 60
LONGEST_ANSWER = 120
LARGEST_NUMBER = 9_999
YES, NO = "Có", "Không"
"""What is kept of a yes or no, whatever the reader's language: lists on paper are Vietnamese."""

MISSING = _("Hãy trả lời câu này.")
TOO_LONG = _("Hãy trả lời ngắn hơn, không quá %(longest)s ký tự.")
NOT_A_NUMBER = _("Hãy ghi bằng chữ số, từ 0 đến %(largest)s.")
NOT_A_CHOICE = _("Hãy chọn lại từ danh sách.")


def read_questions(
    given: Sequence[Question], topics: Iterable[SensitiveTopic]
) -> tuple[Question, ...]:
    """The questions in stored form.

    Raises ``QuestionsTooMany``, ``QuestionUnreadable``, ``QuestionTwice``, ``QuestionChoicesUnfit``,
    ``QuestionSensitive``.
    """
    if len(given) > MOST_QUESTIONS:
        raise QuestionsTooMany(most=MOST_QUESTIONS)
    known = tuple(topics)
    found: dict[str, Question] = {}
    for each in given:
        question = _read(each)
        key = fold(question.text)
        if key in found:
            raise QuestionTwice(text=question.text)
        _check_harmless(question, known)
        found[key] = question
    return tuple(found.values())


def _read(given: Question) -> Question:
    text = nfc(given.text)
    if not SHORTEST_QUESTION <= len(text) <= LONGEST_QUESTION:
        raise QuestionUnreadable(longest=LONGEST_QUESTION)
    choices: tuple[str, ...] = ()
    if given.kind in CHOSEN_KINDS:
        choices = tuple(dict.fromkeys(filter(None, (nfc(each) for each in given.choices))))
        fits = all(len(choice) <= LONGEST_CHOICE for choice in choices)
        if not 2 <= len(choices) <= MOST_CHOICES or not fits:
            raise QuestionChoicesUnfit(text=text, most=MOST_CHOICES)
    return Question(
        code=given.code, text=text, kind=given.kind, choices=choices, required=given.required
    )


def _check_harmless(question: Question, topics: Iterable[SensitiveTopic]) -> None:
    said = " ".join((question.text, *question.choices))
    for topic in topics:
        if any(names(said, word) for word in topic.words):
            raise QuestionSensitive(text=question.text, topic=topic.name, instead=topic.instead)


def names(text: str, word: str) -> bool:
    """Whether ``word`` stands in ``text`` as whole words.

    Several words are found with or without marks; one alone only as it is spelled, for “đảng” is not “đang”.
    """
    if " " in word:
        return f" {fold(word)} " in f" {fold(text)} "
    spelled = "".join(sign if sign.isalnum() else " " for sign in nfc(text).casefold())
    return f" {word.casefold()} " in f" {' '.join(spelled.split())} "


def read_answers(
    questions: Iterable[Question], given: Mapping[str, Sequence[str]], *, whole: bool = True
) -> dict[str, Answer]:
    """The answers in stored form by the questions' codes; what was not answered is left out.

    With ``whole`` required questions must be answered. Raises ``AnswersUnfit``.
    """
    answers: dict[str, Answer] = {}
    faults: dict[str, str] = {}
    for question in questions:
        typed = [text for each in given.get(question.code, ()) if (text := nfc(each))]
        if not typed:
            if question.required and whole:
                faults[question.code] = str(MISSING)
            continue
        answer, fault = _answer(question, typed)
        if fault:
            faults[question.code] = str(fault)
        else:
            answers[question.code] = answer
    if faults:
        raise AnswersUnfit(faults)
    return answers


def _answer(question: Question, typed: Sequence[str]) -> tuple[Answer, str | Promise]:
    if question.kind == QuestionKind.NUMBER:
        return _number(typed[0])
    if question.kind == QuestionKind.TEXT:
        fault = TOO_LONG % {"longest": LONGEST_ANSWER} if len(typed[0]) > LONGEST_ANSWER else ""
        return typed[0], fault
    known = (YES, NO) if question.kind == QuestionKind.YES_NO else question.choices
    chosen = [choice for choice in known if choice in typed]
    if len(chosen) != len(set(typed)):
        return "", NOT_A_CHOICE
    if question.kind == QuestionKind.SEVERAL:
        return chosen, ""
    return (chosen[0], "") if len(chosen) == 1 else ("", NOT_A_CHOICE)


def _number(typed: str) -> tuple[Answer, str | Promise]:
    if typed.isascii() and typed.isdecimal() and int(typed) <= LARGEST_NUMBER:
        return int(typed), ""
    return "", NOT_A_NUMBER % {"largest": LARGEST_NUMBER}


def listed_answer(question: Question, text: str) -> Answer:
    """An answer as forms write it in one cell: several choices parted by comma or semicolon, marks aside.

    Raises ``ValueError`` for what is not on offer, ``TextTooLong``.
    """
    if question.kind == QuestionKind.TEXT and len(nfc(text)) > LONGEST_ANSWER:
        raise TextTooLong(longest=LONGEST_ANSWER)
    typed = [nfc(text)]
    if question.kind == QuestionKind.YES_NO:
        typed = [YES if cells.yes(text) else NO]
    elif question.kind == QuestionKind.NUMBER:
        typed = [str(cells.whole(text))]
    elif question.kind in CHOSEN_KINDS:
        typed = _choices_in(fold(text), {fold(choice): choice for choice in question.choices})
    answer, fault = _answer(question, typed)
    if fault:
        raise ValueError(text)
    return answer


def _choices_in(text: str, choices: Mapping[str, str]) -> list[str]:
    """The choices that stand one after the other in a folded text, the longest first: a comma may be part of one.

    Raises ``ValueError``.
    """
    found: list[str] = []
    rest = text
    while rest:
        begun = [each for each in choices if f"{rest} ".startswith(f"{each} ")]
        if not begun:
            raise ValueError(text)
        longest = max(begun, key=len)
        found.append(choices[longest])
        rest = rest[len(longest) :].strip()
    return found


def typed_answers(answers: Mapping[str, Answer]) -> dict[str, list[str]]:
    """Answers in stored form as a form would send them."""
    return {
        code: answer if isinstance(answer, list) else [str(answer)]
        for code, answer in answers.items()
    }


def stored_questions(stored: Iterable[Mapping[str, object]]) -> tuple[Question, ...]:
    """What an activity keeps, as questions."""
    return tuple(
        Question(
            code=str(each["code"]),
            text=str(each["text"]),
            kind=QuestionKind(str(each["kind"])),
            choices=tuple(str(choice) for choice in _listed(each["choices"])),
            required=bool(each["required"]),
        )
        for each in stored
    )


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, (list, tuple)) else ()


def spoken(answer: Answer | None) -> str:
    """An answer as lists show it."""
    if answer is None:
        return ""
    return ", ".join(answer) if isinstance(answer, list) else str(answer)
