"""Lists pasted from Excel, Word or a chat: each line read whole, nothing dropped without being told."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.errors import PastedTooLong
from aoxanh.activities.rules.pasted_values import (
    Cell,
    name_in,
    plain,
    spreadsheet_day,
    take_birth,
    take_email,
    take_phone,
    take_year,
)
from aoxanh.activities.types import LineState, ListWords, PastedLine
from aoxanh.kernel.text import fold


MOST_LINES = 500
SAME_PHONE = _("Cùng số điện thoại với một dòng khác")
SAME_NAME = _("Cùng họ tên với một dòng khác")
NO_PHONE = _("Không có số điện thoại")
_ORDER = re.compile(
    r"^\s*[(#]?\d{1,3}\s*[.):/\-]?\s+(?=\D)|^\s*[(#]?\d{1,3}[.):]\s*(?=\D)|^\s*[-•*+]\s+"
)
_ROW_NUMBER = re.compile(r"\d{1,3}")
_STAMP = re.compile(r"^\s*\[[^\]]*\]\s*|^\s*\d{1,2}:\d{2}\s+")
_SEPARATORS = (r"\t", r"\s*;\s*", r"\s*\|\s*", r"\s*,\s*", r"\s+[-–—]\s+", r"\s{2,}")


@dataclass(slots=True)
class _Reader:
    """What is known while reading: the words, the day, and the columns of the last heading."""

    words: ListWords
    day: date
    columns: Mapping[int, str] = field(default_factory=dict)


def read_list(text: str, words: ListWords, *, day: date) -> tuple[PastedLine, ...]:
    """Every line of ``text`` that is not blank, with what was understood. Raises ``PastedTooLong``."""
    rows = [(number, raw) for number, raw in enumerate(text.splitlines(), 1) if raw.strip()]
    if len(rows) > MOST_LINES:
        raise PastedTooLong(most=MOST_LINES)
    read = _Reader(words, day)
    lines: list[PastedLine] = []
    for number, raw in rows:
        cells = _cells(raw, ordered=read.columns.get(0) == "order")
        heads = _columns(cells, words)
        if heads:
            read.columns = heads
            lines.append(PastedLine(number=number, raw=raw, state=LineState.HEADING))
        else:
            lines.append(_line((number, raw), read, cells))
    return tuple(_told_apart(_joined(lines)))


def _cells(raw: str, *, ordered: bool) -> list[str]:
    """The line cut at the first separator it holds, without a chat's stamp.

    A number in front is left out; where a heading says that numbers have a column (``ordered``) it stays empty.
    """
    text = _STAMP.sub("", raw)
    bare = text if "\t" in text else _ORDER.sub("", text)
    first = [""] if ordered and bare != text else []
    for separator in _SEPARATORS:
        if re.search(separator, bare.strip()):
            return [*first, *(plain(cell) for cell in re.split(separator, bare.strip("\n\r ")))]
    return [*first, plain(bare)]


def _columns(cells: list[str], words: ListWords) -> dict[int, str]:
    """What stands in which column, when the line is a heading: several known words, or one alone for names."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        folded = fold(cell)
        for kind, known in words.columns.items():
            if folded in known:
                found[place] = kind
    if len(cells) == 1 and found.get(0) in {"name", "other"}:
        return found if " " in cells[0] else {}
    if len(found) < 2:
        return {}
    if "family" in found.values():
        return {place: "given" if kind == "name" else kind for place, kind in found.items()}
    return found


def _line(row: tuple[int, str], read: "_Reader", cells: list[str]) -> PastedLine:
    number, raw = row
    parts = [Cell(cell) for cell in cells]
    kinds = _kinds(parts, read.columns)
    born, year = _birth(parts, kinds, read.day)
    phone, remarks = _phone(parts, kinds, read.words)
    email = next((found for part in parts if (found := take_email(part))), "")
    year = year or _year(parts, kinds, read.day) if born is None else born.year
    name, of_name = _name(parts, kinds, read.words)
    state = _state(name, phone, " ".join(cells), read.words)
    if state == LineState.HEADING:
        return PastedLine(number=number, raw=raw, state=state)
    return PastedLine(
        number=number,
        raw=raw,
        state=state,
        full_name=name,
        phone=phone,
        email=email,
        birth_date=born,
        birth_year=year,
        remarks=(*of_name, *remarks, *_foreign(parts, kinds, name)),
    )


def _kinds(parts: list[Cell], columns: Mapping[int, str]) -> list[str]:
    """The column of each part; without a heading, or on a line of another shape, nothing is known."""
    if len(parts) <= max(columns, default=0) - 1:
        return [""] * len(parts)
    return [columns.get(place, "other" if columns else "") for place in range(len(parts))]


def _of(parts: list[Cell], kinds: list[str], *wanted: str) -> list[Cell]:
    """The parts of the wanted columns, or all those not known to hold something else."""
    named = [part for part, kind in zip(parts, kinds, strict=True) if kind in wanted]
    return named or [part for part, kind in zip(parts, kinds, strict=True) if not kind]


def _birth(parts: list[Cell], kinds: list[str], day: date) -> tuple[date | None, int | None]:
    for part in _of(parts, kinds, "birth"):
        born = take_birth(part, day)
        if born is not None:
            return born, born.year
    if "birth" in kinds:
        cell = parts[kinds.index("birth")]
        return spreadsheet_day(cell.text.strip(), day), None
    return None, None


def _year(parts: list[Cell], kinds: list[str], day: date) -> int | None:
    return next(
        (found for part in _of(parts, kinds, "birth") if (found := take_year(part, day))), None
    )


def _phone(
    parts: list[Cell], kinds: list[str], words: ListWords
) -> tuple[str, tuple[Promise, ...]]:
    remarks: tuple[Promise, ...] = ()
    for part in _of(parts, kinds, "phone"):
        phone, more = take_phone(part, words.prefixes)
        remarks = (*remarks, *more)
        if phone:
            return phone, remarks
    return "", remarks or (NO_PHONE,)


def _name(parts: list[Cell], kinds: list[str], words: ListWords) -> tuple[str, tuple[Promise, ...]]:
    if "family" in kinds and "given" in kinds:
        both = (parts[kinds.index("family")].text, parts[kinds.index("given")].text)
        return name_in(" ".join(both), words)
    read = [name_in(_spoken(part.text), words) for part in _of(parts, kinds, "name")]
    named = [each for each in read if each[0]]
    several = [each for each in named if " " in each[0]]
    return next(iter(several or named), ("", ()))


def _spoken(text: str) -> str:
    """What is said after the name of a chat's sender, when something is said."""
    sender, colon, said = text.partition(":")
    return said if colon and any(sign.isalpha() for sign in said) else sender


def _state(name: str, phone: str, text: str, words: ListWords) -> LineState:
    folded = fold(text)
    if not phone and any(folded.startswith(title) for title in words.titles):
        return LineState.HEADING
    return LineState.READ if name else LineState.UNREADABLE


def _foreign(parts: list[Cell], kinds: list[str], name: str) -> tuple[Promise | str, ...]:
    """What was left out because it is neither name, phone nor birth."""
    if not name:
        return ()
    rest = [
        part.text.strip(" .,-:")
        for part, kind in zip(parts, kinds, strict=True)
        if kind in {"", "other"} and fold(part.text) and fold(name) not in fold(part.text)
    ]
    kept = [text for text in rest if len(text) > 1 and not _ROW_NUMBER.fullmatch(text)][:2]
    return (_("Không lấy: ") + ", ".join(kept),) if kept else ()


def _joined(lines: Iterable[PastedLine]) -> list[PastedLine]:
    """A number on a line of its own belongs to the name above it."""
    out: list[PastedLine] = []
    for line in lines:
        before = out[-1] if out else None
        lonely = line.state == LineState.UNREADABLE and line.phone
        if lonely and before and before.state == LineState.READ and not before.phone:
            remarks = tuple(each for each in before.remarks if each is not NO_PHONE)
            raw = f"{before.raw}\n{line.raw}"
            out[-1] = replace(before, phone=line.phone, raw=raw, remarks=remarks)
        else:
            out.append(line)
    return out


def _told_apart(lines: Iterable[PastedLine]) -> list[PastedLine]:
    """The same name with the same number comes once; one of the two alone is only remarked on."""
    out: list[PastedLine] = []
    whole: dict[tuple[str, str, object], int] = {}
    names: set[str] = set()
    phones: set[str] = set()
    for line in lines:
        if line.state != LineState.READ:
            out.append(line)
            continue
        name = fold(line.full_name)
        key = (name, line.phone, "" if line.phone else line.birth_date)
        if key in whole:
            out.append(replace(line, state=LineState.DUPLICATE, same_as=whole[key]))
            continue
        said = (
            *((SAME_NAME,) if name in names else ()),
            *((SAME_PHONE,) if line.phone in phones else ()),
        )
        out.append(replace(line, remarks=(*line.remarks, *said)))
        whole[key] = line.number
        names.add(name)
        phones.update({line.phone} - {""})
    return out
