"""What a browser says of itself, in words its owner knows."""

from collections.abc import Sequence


_BROWSERS: Sequence[tuple[str, str]] = (
    ("Zalo", "Zalo"),
    ("FBAN", "Facebook"),
    ("CocCoc", "Cốc Cốc"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Sequence[tuple[str, str]] = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""The first mark found names it: most browsers also carry the marks of those they imitate."""


def browser_of(user_agent: str) -> str:
    """The browser's name, empty when it is not known."""
    return _first(_BROWSERS, user_agent)


def system_of(user_agent: str) -> str:
    """The device's or system's name, empty when it is not known."""
    return _first(_SYSTEMS, user_agent)


def _first(marks: Sequence[tuple[str, str]], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
