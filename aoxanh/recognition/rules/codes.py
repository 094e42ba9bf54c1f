"""Codes as people type them from paper."""

from aoxanh.kernel import codes
from aoxanh.recognition.types import Misread


_ALIKE = {"O": ("0", "D"), "I": ("1", "T"), "L": ("1", "E"), "U": ("V", "J")}
_GROUP = 4


def misread_letters(typed: str) -> tuple[Misread, ...]:
    """The letters in ``typed`` that no code has, with what was tried instead and what else they may be.

    ``Q9TO`` → O was read as 0; perhaps it is D.
    """
    return tuple(
        Misread(letter, *_ALIKE[letter])
        for letter in codes.misread_letters(typed)
        if letter in _ALIKE
    )


def code_groups(typed: str) -> tuple[tuple[str, bool], ...]:
    """What was typed in groups of four, each with whether it holds a letter no code has."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())[: codes.CERTIFICATE_LENGTH * 2]
    groups = (bare[start : start + _GROUP] for start in range(0, len(bare), _GROUP))
    return tuple((group, bool(codes.misread_letters(group))) for group in groups)
