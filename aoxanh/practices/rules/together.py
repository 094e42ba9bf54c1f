"""Who does a model together with the unit that keeps it: units and partners, by the names that lists give them."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from aoxanh.kernel.text import fold, nfc
from aoxanh.practices.errors import MateNameTooLong
from aoxanh.practices.types import PARTNER_KINDS, Mate, MateKind


LONGEST_NAME = 200
_BULLET = re.compile(r"^(?:(?:[-+•*–]|\d{1,2}[.)])\s*)+")
_KIND = re.compile(r"^(?P<name>.*\S)\s*\((?P<kind>[^()]+)\)$", re.DOTALL)
_SEVERAL = re.compile(r"\s*(?:[,;&\n/]|\s[-–]\s|\s(?:và|với|cùng)\s)\s*")
_ABROAD = re.compile(
    r"\b(phi chinh phu|ngo|to chuc quoc te|lien hop quoc|unicef|unesco|undp|childfund|actionaid|plan international"
    r"|world vision|oxfam|save the children|habitat|koica|jica)\b"
)
_FOREIGN = re.compile(
    r"\b(nuoc ngoai|lao|campuchia|trung quoc|han quoc|nhat ban|thai lan|singapore|uc|hoa ky|duc|phap|quoc te)\b"
)


def names_in(text: str) -> list[str]:
    """The names in a cell or a field: one a line, or between semicolons."""
    lines = (_BULLET.sub("", line.strip()) for line in re.split(r"[\n;]", text))
    return list(dict.fromkeys(filter(None, map(nfc, lines))))


def provinces_in(text: str) -> list[str]:
    """The names in a cell that may name several provinces."""
    return [name for name in map(nfc, _SEVERAL.split(text)) if name]


def partners_in(text: str) -> list[Mate]:
    """The partners in a cell; what stands in brackets says of which kind, else the name suggests it."""
    return [_partner(name) for name in names_in(text)]


def _partner(text: str) -> Mate:
    found = _KIND.match(text)
    kinds = {fold(str(kind.label)): kind for kind in PARTNER_KINDS}
    kind = kinds.get(fold(found["kind"])) if found else None
    if found is None or kind is None:
        return Mate(name=text, kind=suggest_kind(text))
    return Mate(name=nfc(found["name"]), kind=kind)


def suggest_kind(name: str) -> MateKind:
    """The kind that a partner's name suggests."""
    plain = fold(name)
    if _ABROAD.search(plain):
        return MateKind.INGO
    return MateKind.FOREIGN if _FOREIGN.search(plain) else MateKind.DOMESTIC


def settled(mates: Iterable[Mate], *, keeper_id: int) -> list[Mate]:
    """Each once and none of them the keeper, units first. Raises ``MateNameTooLong``."""
    found: dict[str, Mate] = {}
    for mate in mates:
        if len(mate.name) > LONGEST_NAME:
            raise MateNameTooLong(name=mate.name[:60])
        if fold(mate.name) and mate.unit_id != keeper_id:
            found.setdefault(fold(mate.name), mate)
    return sorted(found.values(), key=lambda mate: mate.kind != MateKind.UNIT)


def as_kept(mates: Iterable[Mate]) -> list[dict[str, object]]:
    """Mates as a model keeps them."""
    return [
        {
            "name": mate.name,
            "kind": mate.kind.value,
            "unit_id": mate.unit_id,
            "place_id": mate.place_id,
        }
        for mate in mates
    ]


def marks_of(*, keeper_id: int, place_id: int | None, mates: Sequence[Mate]) -> str:
    """The signs by which a model is found whose unit, province or partner is asked for."""
    told = [mate for mate in mates if mate.kind != MateKind.DECLINED]
    marks = [unit_mark(keeper_id)]
    marks += [place_mark(place_id)] if place_id is not None else []
    for mate in told:
        marks += [unit_mark(mate.unit_id)] if mate.unit_id is not None else []
        marks += [place_mark(mate.place_id)] if mate.place_id is not None else []
        if mate.kind != MateKind.UNIT:
            marks += [kind_mark(mate.kind), name_mark(mate.name)]
    return " ".join(dict.fromkeys(marks))


def unit_mark(unit_id: int) -> str:
    return f"zzu{unit_id}"


def place_mark(place_id: int) -> str:
    return f"zzp{place_id}"


def kind_mark(kind: MateKind) -> str:
    return f"zzk{kind.value.lower()}"


def name_mark(name: str) -> str:
    return f"zzn{sha256(fold(name).encode()).hexdigest()[:16]}"


def said_units(mates: Iterable[Mate]) -> str:
    """Units as the column of a list names them."""
    return "\n".join(mate.name for mate in mates if mate.kind == MateKind.UNIT)


def said_partners(mates: Iterable[Mate]) -> str:
    """Partners as the column of a list names them, with their kinds."""
    told = (mate for mate in mates if mate.kind in PARTNER_KINDS)
    return "\n".join(f"{mate.name} ({mate.kind.label})" for mate in told)
