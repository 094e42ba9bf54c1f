"""Officers pasted one a line, from a spreadsheet or from a message: who is who in the cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aoxanh.kernel.contacts import read_contact
from aoxanh.kernel.text import fold, nfc


_SEPARATORS = ("\t", ";", "|", ",")
_HEADINGS = frozenset(
    {
        "stt",
        "tt",
        "ho va ten",
        "ho ten",
        "ten",
        "dien thoai",
        "so dien thoai",
        "sdt",
        "don vi",
        "email",
    }
)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|\+?\d[\d .-]{7,}\d")
_NUMBER = re.compile(r"\d{1,4}[.)]?")


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """What one line says; empty where it says nothing. ``line`` counts from 1."""

    line: int
    full_name: str
    contact: str
    unit: str
    role: str


def read_officers(text: str) -> list[OfficerLine]:
    """The lines that name somebody: headings and empty lines are left out, numbers in front dropped."""
    found = []
    for number, raw in enumerate(text.splitlines(), start=1):
        cells = _cells(raw)
        if cells and not _is_heading(cells):
            found.append(_line(number, cells))
    return found


def _cells(raw: str) -> list[str]:
    """The cells with empty ones in their place, so that a missing name is not filled by what follows."""
    separator = next((each for each in _SEPARATORS if each in raw), None)
    cells = [nfc(cell) for cell in (raw.split(separator) if separator else _around_contact(raw))]
    if cells and _NUMBER.fullmatch(cells[0]):
        cells = cells[1:]
    return cells if any(cells) else []


def _around_contact(raw: str) -> list[str]:
    """A line without separators: the words before and after the number or address."""
    found = _CONTACT.search(raw)
    if found is None:
        return [raw]
    before = re.sub(r"^\s*\d{1,4}[.)]?\s+", "", raw[: found.start()])
    return [before.strip(" -–:"), found.group(), raw[found.end() :].strip(" -–:")]


def _is_heading(cells: Iterable[str]) -> bool:
    return any(fold(cell) in _HEADINGS for cell in cells)


def _is_contact(cell: str) -> bool:
    try:
        read_contact(cell)
    except ValueError:
        return False
    return True


def _line(number: int, cells: list[str]) -> OfficerLine:
    contact = next((cell for cell in cells if _is_contact(cell)), "")
    if not contact:
        contact = next((cell for cell in cells if _CONTACT.fullmatch(cell)), "")
    place = cells.index(contact) if contact else len(cells)
    before = [cell for cell in cells[:place] if cell]
    after = [cell for cell in cells[place + 1 :] if cell]
    nameless = place > 0 and not before
    name, unit, role = [*([""] if nameless else []), *before, *after, "", "", ""][:3]
    return OfficerLine(number, name, contact, unit, role)
