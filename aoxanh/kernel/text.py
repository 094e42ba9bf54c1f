"""Vietnamese text: one stored form, one search form, one sort key (house decision 12)."""

import re
import unicodedata
from functools import lru_cache


_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{rank:02x}" for rank, letter in enumerate(_LETTERS, start=16)}
# Tones in the order of Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_MARKS = re.compile("[\u0300-\u036f]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_LINE_ENDS = (0x0B, 0x0C, *range(0x1C, 0x20))
_CONTROLS = {
    **dict.fromkeys((*range(9), *range(0x0E, 0x1C), 0x7F, 0xFFFE, 0xFFFF)),
    **dict.fromkeys(_LINE_ENDS, "\n"),
}


def writable(text: str) -> str:
    """``text`` without the signs that no paper, list or column holds; what ends a line otherwise ends it as usual."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def nfc(text: str) -> str:
    """``text`` composed, without invisible signs and those for machines, with single spaces and no outer ones."""
    text = writable(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def nfc_lines(text: str) -> str:
    """Like ``nfc`` line by line: paragraphs survive."""
    return "\n".join(nfc(line) for line in text.splitlines()).strip()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` as it is searched: lower case, without marks or invisible signs, đ as d, words joined by one space."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    bare = _MARKS.sub("", plain)
    if not bare.isascii():
        bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(_WORDS.findall(bare))


@lru_cache(maxsize=16_384)
def _syllable_key(syllable: str) -> str:
    letters, tone = "", "0"
    for sign in unicodedata.normalize("NFD", syllable.casefold()):
        if sign in _TONES:
            tone = _TONES[sign]
        elif sign in _SHAPES:
            letters = letters[:-1] + unicodedata.normalize("NFC", letters[-1:] + sign)
        elif not unicodedata.combining(sign):
            letters += sign
    return "".join(_RANK.get(letter, "ff") for letter in letters) + "0" + tone


@lru_cache(maxsize=16_384)
def sort_key(text: str) -> str:
    """A code of ``[0-9a-z]`` that every collation sorts as a Vietnamese dictionary would.

    Syllable by syllable: letters a ă â b … y z, then tones; numbers by value before letters.
    """
    parts = [
        "01" + f"{int(word):012d}"[-12:] if word.isdecimal() else _syllable_key(word)
        for word in _WORDS.findall(unicodedata.normalize("NFC", text))
    ]
    return "00".join(parts)[:250]


def split_name(full_name: str) -> tuple[str, str, str]:
    """(family, middle, given): a one-word name is a given name."""
    words = nfc(full_name).split(" ")
    if len(words) == 1:
        return "", "", words[0]
    return words[0], " ".join(words[1:-1]), words[-1]


def person_sort_key(full_name: str) -> str:
    """Persons sort by given, middle, then family name."""
    family, middle, given = split_name(full_name)
    return f"{sort_key(given)}00{sort_key(middle)}00{sort_key(family)}"[:250]


def initials(full_name: str) -> str:
    """``Giàng Thị Mỷ`` → ``G. T. M.``: what a public page may show of a name."""
    return " ".join(f"{word[0].upper()}." for word in nfc(full_name).split(" ") if word)


def same_name(left: str, right: str) -> bool:
    """Whether two spellings are one name: marks, case, tone placement and spaces aside."""
    return fold(left) == fold(right) != ""
