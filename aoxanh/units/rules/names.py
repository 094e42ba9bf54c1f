"""How names of units are stored, searched and sorted (house decision 12)."""

from aoxanh.kernel.text import fold, nfc, sort_key
from aoxanh.units.errors import NameEmpty


LONGEST_NAME = 200
LONGEST_SHORT_NAME = 120


def checked_names(name: str, short_name: str) -> tuple[str, str]:
    """Both names as they are stored. Raises ``NameEmpty``."""
    clean, short = nfc(name)[:LONGEST_NAME], nfc(short_name)[:LONGEST_SHORT_NAME]
    if not fold(clean) or not fold(short):
        raise NameEmpty
    return clean, short


def search_text(name: str, short_name: str) -> str:
    """What a search looks in: the full name, and the short one where it adds something."""
    full, short = fold(name), fold(short_name)
    return (full if short in full else f"{full} {short}")[:250]


def unit_sort_key(short_name: str) -> str:
    """Units sort by name without their kind."""
    return sort_key(short_name)
