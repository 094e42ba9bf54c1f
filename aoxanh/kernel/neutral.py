"""Texts that a spreadsheet would take for formulas: made harmless when they leave, taken back when they return."""

_SIGNS = frozenset("=+-@\t\r\n＝＋－＠﹢﹣﹦﹫")
_GUARD = "'"
_SPACES = " \u00a0\u3000"


def harmless(text: str) -> str:
    """``text``, with an apostrophe in front when a spreadsheet would run it."""
    first = text.lstrip(_SPACES)[:1]
    runs = bool(first) and first in _SIGNS
    return _GUARD + text if runs or plain(text) != text else text


def plain(text: str) -> str:
    """What ``harmless`` was given."""
    if text[:1] != _GUARD:
        return text
    first = text[1:].lstrip(_SPACES)[:1]
    return text[1:] if first and first in _SIGNS else text
