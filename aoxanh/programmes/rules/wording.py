"""“Sao chép đoạn văn”: figures as a Vietnamese sentence and as lines, ready to paste; nothing is guessed.

What is known to be nought is said as a number, what is not known as “chưa có số liệu”; what was declared stands
apart from what was confirmed.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.kernel.numbers import hours, number
from aoxanh.programmes.rules.shares import percent
from aoxanh.programmes.rules.spans import span_in_words
from aoxanh.programmes.types import Line, QuickFigures, QuickTold, Result


NO_DATA: Final = "chưa có số liệu"
_BILLION, _MILLION = Decimal(10**9), Decimal(10**6)
_WHOLE_HOURS_FROM = 100 * 60
"""Minutes from which hours are told without a fraction."""


def amount(value: Decimal) -> str:
    """``1.280``, ``38,5``: only the decimals that are there."""
    whole = value.to_integral_value()
    if value == whole:
        return number(whole)
    return number(value, 2).rstrip("0")


def money(value: Decimal) -> str:
    """``1,42 tỷ đồng``, ``820 triệu đồng``, ``1.234.567 đồng``: short only where nothing is lost."""
    if value >= _BILLION and value % (_BILLION / 100) == 0:
        return f"{amount(value / _BILLION)} tỷ đồng"
    if value >= _MILLION and value % (_MILLION / 100) == 0:
        return f"{amount(value / _MILLION)} triệu đồng"
    return f"{amount(value)} đồng"


def worked_hours(minutes: Decimal) -> str:
    """Hours of a unit: whole ones from a hundred on."""
    if minutes >= _WHOLE_HOURS_FROM:
        return number((minutes / 60).to_integral_value())
    return hours(int(minutes))


def figure_in_words(code: str, value: Decimal) -> str:
    """One row's figure of a measure as it is written: hours, money or a plain number."""
    if code == "minutes":
        return f"{hours(int(value))} giờ"
    return money(value) if code.startswith("value_vnd") else amount(value)


def _about(words: str, part: Decimal | None) -> str:
    return f"khoảng {words}" if part else words


def _or_none(value: Decimal | None, words: str) -> str:
    return NO_DATA if value is None else words


def lines(figures: QuickFigures) -> tuple[Line, ...]:
    """Label, figure and note, row by row: the table on the page, in the spreadsheet and on paper."""
    run = figures.activities - figures.afterwards
    return (
        Line(
            "activities_recorded",
            "Hoạt động đã tổ chức",
            number(figures.activities) if figures.activities else NO_DATA,
            f"{number(run)} có điểm danh, {number(figures.afterwards)} ghi nhận sau"
            if figures.afterwards
            else "",
        ),
        _line("teams", "Đội hình", Decimal(figures.teams) or None, "chiến dịch và thường trực"),
        _line("turns", "Lượt người tham gia", figures.turns, "đã điểm danh"),
        _line("persons_served", "Người tham gia", figures.persons, "mỗi người tính một lần"),
        _line(
            "service_days", "Ngày tình nguyện", figures.days, "một người, một hoạt động, một ngày"
        ),
        Line(
            "minutes",
            "Giờ tình nguyện",
            _or_none(figures.minutes, worked_hours(figures.minutes or Decimal(0))),
            "đã xác nhận",
        ),
        *_declared(figures),
        Line(
            "beneficiaries",
            "Lượt người thụ hưởng",
            _or_none(
                figures.beneficiaries,
                _about(amount(figures.beneficiaries or Decimal(0)), figures.beneficiaries_about),
            ),
            "đơn vị khai khi kết thúc hoạt động",
        ),
        Line(
            "value_vnd",
            "Trị giá",
            _or_none(
                figures.value, _about(money(figures.value or Decimal(0)), figures.value_about)
            ),
            "đơn vị khai khi kết thúc hoạt động",
        ),
    )


def result_in_words(result: Result) -> tuple[str, str]:
    """(how much, what it is worth): ``38,5 m`` and ``trị giá 820 triệu đồng`` or nothing."""
    told = amount_in_words(
        result.amount,
        unit_name=result.unit_name,
        is_money=result.is_money,
        about=bool(result.about),
    )
    worth = "" if result.is_money or result.worth is None else f"trị giá {money(result.worth)}"
    return told, worth


def table(figures: QuickFigures) -> list[tuple[str, str, str]]:
    """Label, figure and note of every line and every result: for paper and spreadsheets."""
    return [
        *((line.label, line.words, line.note) for line in lines(figures)),
        *(
            (result.name, result_in_words(result)[0], _evidence(result))
            for result in figures.results
        ),
    ]


def _evidence(result: Result) -> str:
    """``5/9 hoạt động có minh chứng, trị giá 144 triệu đồng``."""
    shown = f"{number(result.evidenced)}/{number(result.activities)} hoạt động có minh chứng"
    worth = result_in_words(result)[1]
    return f"{shown}, {worth}" if worth else shown


def cells(figures: QuickFigures) -> list[tuple[str, Decimal | None, str, str]]:
    """Label, number, unit and note of every line and every result: numbers stay numbers in a spreadsheet."""
    values = {
        "activities_recorded": (Decimal(figures.activities) or None, "hoạt động"),
        "teams": (Decimal(figures.teams) or None, "đội hình"),
        "turns": (figures.turns, "lượt"),
        "persons_served": (figures.persons, "người"),
        "service_days": (figures.days, "ngày"),
        "minutes": (None if figures.minutes is None else figures.minutes / 60, "giờ"),
        "turns_declared": (figures.turns_declared, "lượt"),
        "beneficiaries": (figures.beneficiaries, "lượt người"),
        "value_vnd": (figures.value, "đồng"),
    }
    rows = [(line.label, *values[line.code], _noted(line)) for line in lines(figures)]
    for result in figures.results:
        note = _evidence(result)
        words = f"khoảng; {note}" if result.about else note
        rows.append((result.name, result.amount, result.unit_name, words))
    return rows


def _noted(line: Line) -> str:
    is_rough = line.words == NO_DATA or line.words.startswith("khoảng")
    told = NO_DATA if line.words == NO_DATA else "khoảng"
    return "; ".join(part for part in (told if is_rough else "", line.note) if part)


def about(told: QuickTold) -> str:
    """Whose figures they are, and about what: ``Tỉnh đoàn Lai Châu và các đơn vị bên dưới · Mùa hè xanh``."""
    parts = (_who(told), told.field, f"Chiến dịch {told.campaign}" if told.campaign else "")
    return " · ".join(part for part in parts if part)


def amount_in_words(value: Decimal, *, unit_name: str, is_money: bool, about: bool) -> str:
    """``38,5 m``, ``khoảng 5 triệu đồng``."""
    told = money(value) if is_money else f"{amount(value)} {unit_name}"
    return f"khoảng {told}" if about else told


def _line(code: str, label: str, value: Decimal | None, note: str) -> Line:
    return Line(code, label, _or_none(value, number(value or 0)), note)


def _declared(figures: QuickFigures) -> tuple[Line, ...]:
    if not figures.turns_declared:
        return ()
    note = "chưa xác nhận bằng điểm danh, không cộng vào số trên"
    return (
        Line(
            "turns_declared",
            "Lượt người đơn vị khai",
            number(figures.turns_declared),
            note,
        ),
    )


def paragraph(told: QuickTold) -> str:
    """One paragraph of a report, from who and when to what is not known."""
    figures = told.figures
    if not figures.activities:
        return f"{_opening(told)}, {NO_DATA} về hoạt động tình nguyện của {_who(told)}. {_source(told)}"
    sentences = [
        f"{_opening(told)}, {_who(told)} đã tổ chức {_activities(told)}{_presence(figures)}{_growth(told)}.",
        _results(figures.results),
        _worth(figures),
        _apart(figures),
        _missing(figures),
        _source(told),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _opening(told: QuickTold) -> str:
    words = span_in_words(told.period, told.day)
    if told.campaign:
        return f"{words}, trong chiến dịch “{told.campaign}”"
    return words


def _who(told: QuickTold) -> str:
    return f"{told.unit} và các đơn vị bên dưới" if told.below else told.unit


def _activities(told: QuickTold) -> str:
    about = f" về {_lowered(told.field)}" if told.field else ""
    teams = f" với {number(told.figures.teams)} đội hình" if told.figures.teams else ""
    return f"{number(told.figures.activities)} hoạt động{about}{teams}"


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _presence(figures: QuickFigures) -> str:
    if figures.turns is None or figures.persons is None:
        return ""
    words = f", có {number(figures.persons)} người với {number(figures.turns)} lượt tham gia"
    if figures.minutes:
        words += f", ghi nhận {worked_hours(figures.minutes)} giờ tình nguyện"
    return words


def _growth(told: QuickTold) -> str:
    """Against the same days of the year before; said only where both years have turns."""
    now, then = told.figures.turns, told.figures.turns_before
    if not now or not then:
        return ""
    change = percent(abs(now - then), then)
    year = told.period.start.year - 1
    if not change:
        return f", bằng số lượt cùng kỳ năm {year}"
    verb = "tăng" if now > then else "giảm"
    return f", {verb} {amount(change)} % số lượt so với cùng kỳ năm {year}"


def _results(results: Sequence[Result]) -> str:
    told = [result for result in results if not result.is_money]
    if not told:
        return ""
    parts = [f"{_lowered(result.name)} {result_in_words(result)[0]}" for result in told]
    return f"Kết quả: {'; '.join(parts)}."


def _worth(figures: QuickFigures) -> str:
    if figures.value is None:
        return ""
    return f"Tổng trị giá {_about(money(figures.value), figures.value_about)}."


def _apart(figures: QuickFigures) -> str:
    if not figures.turns_declared:
        return ""
    return (
        f"Ngoài ra, {number(figures.afterwards)} hoạt động ghi nhận sau khai"
        f" {number(figures.turns_declared)} lượt người, chưa xác nhận bằng điểm danh."
    )


def _missing(figures: QuickFigures) -> str:
    names = [
        name
        for name, value in (
            ("lượt tham gia đã điểm danh", figures.turns),
            ("người thụ hưởng", figures.beneficiaries),
            ("trị giá", figures.value),
        )
        if value is None
    ]
    return f"Chưa có số liệu về {', '.join(names)}." if names else ""


def _source(told: QuickTold) -> str:
    if told.as_of is None:
        return f"(Nguồn: {told.portal})"
    return f"(Nguồn: {told.portal}, số liệu lúc {vn_time(told.as_of)} ngày {vn_date(local_day(told.as_of))})"
