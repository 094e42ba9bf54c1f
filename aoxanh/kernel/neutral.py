"""Texts that a spreadsheet would take for formulas: made harmless when they leave, taken back when they return."""

_SIGNS = frozenset("=+-@\t\r\n＝＋－＠﹢﹣﹦﹫")
_GUARD = "'"
_SPACES = " \u00a0\u3000"


def harmless(text: str) -> str:
    """``text``, with an apostrophe in front when a spreadsheet would run it."""
    return _GUARD + text if _runs(text) or plain(text) != text else text


def plain(text: str) -> str:
    """What ``harmless`` was given."""
    rest = text[1:]
    is_guarded = text[:1] == _GUARD and (_runs(rest) or plain(rest) != rest)
    return rest if is_guarded else text


def _runs(text: str) -> bool:
    return text.lstrip(_SPACES)[:1] in _SIGNS
