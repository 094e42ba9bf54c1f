"""Which province a text means, however it is written or shortened (MOD-05)."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

from aoxanh.kernel.text import fold


Known = TypeVar("Known")
_PREFIXES = ("tinh doan ", "thanh doan ", "tinh ", "thanh pho ", "tp ", "t p ")
_CLOSE_ENOUGH = 0.85
OTHER_NAMES = {"thua thien hue": "hue"}
"""Names that a province also bore, folded, with the one it is known by."""


def province_meant(typed: str, known: Mapping[str, Known]) -> Known | None:
    """The province among ``known`` (by folded name) that ``typed`` names, abbreviates or nearly spells.

    ``Đà Năng`` is Đà Nẵng, ``TT – Huế`` Thừa Thiên Huế; None when none or more than one fits.
    """
    plain = fold(typed)
    for prefix in _PREFIXES:
        plain = plain.removeprefix(prefix)
    if plain in known:
        return known[plain]
    shortened = [name for name in known if _abbreviates(plain.split(), name.split())]
    if len(shortened) == 1:
        return known[shortened[0]]
    close = get_close_matches(plain, list(known), n=2, cutoff=_CLOSE_ENOUGH)
    return known[close[0]] if len(close) == 1 else None


def _abbreviates(short: list[str], name: list[str]) -> bool:
    """Whether each word of ``short`` is a word of ``name`` or the initials of the next ones, in order."""
    place = 0
    for word in short:
        if place < len(name) and word == name[place]:
            place += 1
            continue
        following = name[place : place + len(word)]
        if len(following) != len(word) or "".join(each[0] for each in following) != word:
            return False
        place += len(word)
    return bool(short) and place == len(name)
