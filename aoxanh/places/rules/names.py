"""How place names are typed, and when two spellings mean one name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aoxanh.kernel.text import fold, nfc, sort_key
from aoxanh.places.types import KIND_WORDS, KINDS_OF_LEVEL, PlaceKind


_SHORT_WORDS: dict[str, frozenset[PlaceKind]] = {
    "tp": frozenset({PlaceKind.MUNICIPALITY, PlaceKind.CITY}),
    "h": frozenset({PlaceKind.RURAL_DISTRICT}),
    "q": frozenset({PlaceKind.URBAN_DISTRICT}),
    "tx": frozenset({PlaceKind.TOWN}),
    "x": frozenset({PlaceKind.COMMUNE}),
    "p": frozenset({PlaceKind.WARD}),
    "tt": frozenset({PlaceKind.TOWNSHIP}),
    "đk": frozenset({PlaceKind.SPECIAL_ZONE}),
    "huyện đảo": frozenset({PlaceKind.RURAL_DISTRICT}),
}
_I_AS_Y = re.compile(r"\b(qu|[^\W\daeiouy]+)y\b")
_SEPARATORS = re.compile(r"[,;()\n/]")
_KIND_AHEAD = re.compile(
    r"(?<=\S)[\s\-–—]+(?=(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|tp\.?)\s)"
    r"(?<!thị )",
    re.IGNORECASE,
)
_UNMARKED_KIND_AHEAD = re.compile(r"\s(?=(?:huyen|thi xa|thanh pho|tp|tinh)\s)")


def _kinds_by_word() -> dict[str, frozenset[PlaceKind]]:
    found = dict(_SHORT_WORDS)
    for kind, word in KIND_WORDS.items():
        found[word] = found.get(word, frozenset()) | {kind}
    return found | {fold(word): kinds for word, kinds in found.items()}


_KINDS_BY_WORD = _kinds_by_word()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a typed name: words to look for, and the kinds its prefix allows (none: any)."""

    words: str
    kinds: frozenset[PlaceKind] = frozenset()


def search_words(text: str) -> str:
    """``text`` as it is searched: ``kernel.text.fold``, and Quí as Quy, Lí as Lý."""
    return _I_AS_Y.sub(r"\1i", fold(text))


def search_text(name: str, aliases: Iterable[str] = ()) -> str:
    """What the column holds: every spelling once, between bars: ``|hue|thua thien hue|``."""
    spellings = dict.fromkeys(search_words(spelling) for spelling in (name, *aliases))
    return f"|{'|'.join(spellings)}|"[:400]


def readings(text: str) -> tuple[Reading, ...]:
    """How a typed name may be meant: with its first word as the kind, or all of it as the name.

    “xã Tả Lèng” and “xa ta leng” name a commune; “Xà Hồ” is only a name, because its first word is not “xã”.
    """
    typed = nfc(text).casefold()
    found = [
        Reading(search_words(typed.removeprefix(word)), kinds)
        for word, kinds in _KINDS_BY_WORD.items()
        if re.match(rf"{word}(?=[\s.\d])", typed)
    ]
    plain = Reading(search_words(typed))
    return tuple(reading for reading in (*found, plain) if reading.words)


def parts(text: str) -> tuple[str, ...]:
    """The names in “xã A, huyện B, tỉnh C”, smallest first; kind words part them as commas do."""
    marked = _KIND_AHEAD.sub(", ", nfc(_SEPARATORS.sub(", ", text)))
    if is_unmarked(marked) and "," not in marked:
        marked = _UNMARKED_KIND_AHEAD.sub(", ", fold(marked))
    return tuple(part for part in (nfc(piece) for piece in marked.split(",")) if fold(part))


def is_unmarked(text: str) -> bool:
    """Whether ``text`` was typed without any Vietnamese mark."""
    return nfc(text).isascii()


def names_a_unit(part: str) -> bool:
    """Whether a part says by its first word that it is an administrative unit."""
    return any(reading.kinds for reading in readings(part))


def widened(wanted: Iterable[Reading]) -> tuple[Reading, ...]:
    """The same names for any kind of the same level: “thị xã Hà Tiên” became a city before the reform."""
    return tuple(
        Reading(reading.words, reading.kinds | kinds)
        for reading in wanted
        for kinds in KINDS_OF_LEVEL.values()
        if reading.kinds & kinds
    )


def _spelling(text: str) -> list[str]:
    return [sort_key(word) for word in nfc(text).casefold().split(" ")]


def is_spelled(typed: str, name: str) -> bool:
    """Whether the marks typed so far agree with ``name``; tone placement does not matter.

    Text typed without any mark agrees with everything.
    """
    if is_unmarked(typed):
        return True
    wanted, found = _spelling(typed), _spelling(name)
    for start in range(len(found) - len(wanted) + 1):
        window = found[start : start + len(wanted)]
        if window[:-1] == wanted[:-1] and _begins(window[-1], wanted[-1]):
            return True
    return False


def _begins(whole: str, begun: str) -> bool:
    """A word without its tone may still get one; a tone once typed must agree."""
    letters, tone = begun[:-2], begun[-1]
    return whole.startswith(letters) and tone in {"0", whole[-1]}


def closeness(reading: Reading, stored: str) -> int:
    """0 the name itself, 1 its beginning, 2 the beginning of a later word, 3 not found."""
    if f"|{reading.words}|" in stored:
        return 0
    if f"|{reading.words}" in stored:
        return 1
    return 2 if f" {reading.words}" in stored else 3


def same_spelling(typed: str, name: str) -> bool:
    """Whether the marks of a whole typed name are those of ``name``; unmarked text agrees with everything."""
    return is_unmarked(typed) or sort_key(typed) == sort_key(name)


def bare_name(typed: str, reading: Reading) -> str:
    """The typed text without its kind word: as many last words as the reading has."""
    words = typed.replace(".", " ").split()
    return " ".join(words[-len(reading.words.split()) :])
