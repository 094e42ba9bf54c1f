"""The columns of lists about activities: their words, and how what stands in them is read."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _

from aoxanh.activities.rules.questions import NO, YES, listed_answer, spoken
from aoxanh.activities.types import Answer, Question, QuestionKind
from aoxanh.kernel import cells
from aoxanh.kernel.imports import Column, Values
from aoxanh.kernel.numbers import number


def _count(code: str, label: object, *synonyms: str, required: bool = False) -> Column:
    return Column(
        code=code,
        label=str(label),
        read=cells.whole,
        show=number,
        required=required,
        example="128",
        synonyms=synonyms,
    )


def _day(code: str, label: object, *synonyms: str, required: bool = False) -> Column:
    return Column(
        code=code,
        label=str(label),
        read=cells.day,
        show=cells.shown_day,
        required=required,
        example="20/11/2025",
        synonyms=synonyms,
    )


_ANSWER = "answer."


def answer_columns(questions: Iterable[Question]) -> tuple[Column, ...]:
    """A column for each extra question: a form's export bears the question as its heading."""
    return tuple(
        Column(
            code=f"{_ANSWER}{each.code}",
            label=each.text,
            read=partial(listed_answer, each),
            show=spoken,
            required=each.required,
            can_fill=each.required,
            offered=partial(_offered, each),
            example="2" if each.kind == QuestionKind.NUMBER else "",
        )
        for each in questions
    )


def _offered(question: Question) -> Sequence[str]:
    return (YES, NO) if question.kind == QuestionKind.YES_NO else question.choices


def answers_in(values: Values) -> dict[str, Answer]:
    """What a line answers, by the questions' codes."""
    return {
        code.removeprefix(_ANSWER): value
        for code, value in values.items()
        if code.startswith(_ANSWER)
    }


TOTALS_COLUMNS = (
    Column(
        code="unit",
        label=_("Đơn vị"),
        read=cells.words,
        can_fill=True,
        hint=_("Để trống là đơn vị của bạn"),
        synonyms=("tên đơn vị", "đơn vị khai"),
    ),
    Column(
        code="year",
        label=_("Năm"),
        read=cells.year,
        can_fill=True,
        hint=_("Ghi năm, hoặc ghi từ ngày và đến hết ngày"),
        example="2024",
        synonyms=("năm khai", "kỳ"),
    ),
    _day("first_day", _("Từ ngày"), "ngày bắt đầu", "bắt đầu"),
    _day("last_day", _("Đến hết ngày"), "đến ngày", "ngày kết thúc"),
    _count(
        "activities", _("Số hoạt động"), "hoạt động", "tổng số hoạt động", "số hđ", required=True
    ),
    _count("turns", _("Lượt người"), "số lượt", "lượt tham gia", "lượt đvtn", "số lượt người"),
    _count("persons", _("Số người"), "người tham gia", "số người tham gia"),
    _count("hours", _("Số giờ"), "giờ", "giờ tình nguyện", "tổng số giờ"),
    Column(
        code="note",
        label=_("Căn cứ, ghi chú"),
        read=cells.words,
        can_fill=True,
        synonyms=("ghi chú", "căn cứ", "minh chứng"),
    ),
)

HELD_COLUMNS = (
    Column(
        code="title",
        label=_("Tên hoạt động"),
        read=cells.words,
        required=True,
        tells=True,
        example="Ngày Chủ nhật xanh lần thứ 2",
        synonyms=("hoạt động", "nội dung", "tên hđ", "nội dung hoạt động", "tên chương trình"),
    ),
    Column(
        code="kind",
        label=_("Loại hoạt động"),
        read=cells.words,
        required=True,
        can_fill=True,
        synonyms=("loại", "loại hình", "loại hình hoạt động"),
    ),
    Column(
        code="field",
        label=_("Lĩnh vực"),
        read=cells.words,
        required=True,
        can_fill=True,
        synonyms=("lĩnh vực chính", "mảng hoạt động"),
    ),
    _day("first_day", _("Từ ngày"), "ngày", "thời gian", "ngày tổ chức", "ngày bắt đầu", required=True),
    _day("last_day", _("Đến hết ngày"), "đến ngày", "ngày kết thúc"),
    Column(
        code="place",
        label=_("Xã, phường"),
        read=cells.words,
        required=True,
        can_fill=True,
        example="xã Tả Lèng",
        synonyms=("địa bàn", "xã", "nơi tổ chức"),
    ),
    Column(code="spot", label=_("Địa điểm"), read=cells.words, synonyms=("điểm tổ chức", "tại")),
    _count("turns", _("Lượt người"), "số lượt", "lượt tham gia", "lượt đvtn", required=True),
    _count("persons", _("Số người"), "người tham gia", "số người tham gia", "số đvtn", required=True),
    Column(
        code="paper",
        label=_("Minh chứng"),
        read=cells.words,
        required=True,
        can_fill=True,
        example="Báo cáo số 12-BC/ĐTN ngày 05/12/2025",
        synonyms=("văn bản", "căn cứ", "báo cáo", "số văn bản"),
    ),
    Column(code="summary", label=_("Kết quả, ghi chú"), read=cells.words, synonyms=("kết quả", "ghi chú")),
)  # fmt: skip
