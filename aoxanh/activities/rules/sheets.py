"""What stands in the cells of a printed list."""

from collections.abc import Iterable, Mapping, Sequence

from aoxanh.activities.types.sheets import ListedParticipant, SheetAsked, SheetColumn, SheetKind
from aoxanh.kernel.numbers import number


def read_kind(raw: Mapping[str, object]) -> SheetKind:
    """A kind of list as its file tells it."""
    columns = raw["columns"]
    signs = raw["signs"]
    return SheetKind(
        code=str(raw["code"]),
        name=str(raw["name"]),
        about=str(raw["about"]),
        heading=str(raw["heading"]),
        subject=str(raw["subject"]),
        by_shift=bool(raw["by_shift"]),
        landscape=bool(raw["landscape"]),
        spare=int(str(raw["spare"])),
        columns=tuple(_column(each) for each in columns) if isinstance(columns, list) else (),
        signs=tuple(str(each) for each in signs) if isinstance(signs, list) else (),
        total=str(raw.get("total", "")),
    )


def _column(raw: Mapping[str, object]) -> SheetColumn:
    return SheetColumn(
        head=str(raw["head"]),
        width=int(str(raw["width"])),
        value=str(raw.get("value", "")),
        align=str(raw.get("align", "left")),
    )


def cells(
    asked: SheetAsked, people: Sequence[ListedParticipant], questions: Mapping[str, str]
) -> list[list[str]]:
    """A row for each person, then the spare lines; ``questions`` are texts by code."""
    rows = [
        [_cell(column.value, place, person, asked, questions) for column in asked.kind.columns]
        for place, person in enumerate(people, 1)
    ]
    blank = [
        [
            str(len(people) + spare) if column.value == "number" else ""
            for column in asked.kind.columns
        ]
        for spare in range(1, asked.kind.spare + 1)
    ]
    return [*rows, *blank]


def _cell(
    value: str,
    place: int,
    person: ListedParticipant,
    asked: SheetAsked,
    questions: Mapping[str, str],
) -> str:
    values = {
        "number": str(place),
        "name": person.full_name,
        "birth": person.birth,
        "unit": person.unit,
        "phone": person.phone,
        "money": "" if asked.money is None else number(asked.money),
        "gift": asked.gift,
        "note": noted(person, questions),
    }
    return values.get(value, "")


def noted(person: ListedParticipant, questions: Mapping[str, str]) -> str:
    """The answers of a person in one cell: ``Cỡ áo: M; Xe: đi nhờ``."""
    said = ((questions.get(code, ""), answer) for code, answer in person.answers.items())
    return "; ".join(f"{text}: {answer}" for text, answer in said if text and answer)


def totals(asked: SheetAsked, people: Iterable[ListedParticipant]) -> list[str]:
    """The last row of a list that is added up; empty when there is nothing to add."""
    kind = asked.kind
    if not kind.total or asked.money is None:
        return []
    whole = number(asked.money * sum(1 for _ in people))
    return [whole if column.value == kind.total else "" for column in kind.columns]
