"""Pictures and posters made here, kept on disk under a key that says what they show."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.core.cache import caches

from aoxanh.activities.types import Art, Portal
from aoxanh.units import queries as units
from aoxanh.web.templatetags.drawing import scene_name


KEPT_SECONDS = 14 * 24 * 3600
_DRAWN = Path(__file__).resolve().parent / "static" / "dist" / "scenes" / "drawn"


def kept(key: str) -> bytes | None:
    """The picture drawn under this key."""
    found: bytes | None = caches["pictures"].get(key)
    return found


def kept_or_drawn(key: str, draw: Callable[[], bytes]) -> bytes:
    """The picture under this key, drawn when nobody asked for it before."""
    found = kept(key)
    if found is None:
        found = draw()
        caches["pictures"].set(key, found, KEPT_SECONDS)
    return found


def art(scene: str, *, ridges: str = "ridges") -> Art:
    """The drawings that pictures are put together from."""
    return Art(scene=_drawing(scene_name(scene)), mark=_drawing("mark"), ridges=_drawing(ridges))


def portal() -> Portal:
    """Whose pictures these are."""
    instance = units.instance()
    return Portal(name=instance.name, label=instance.portal_label)


@cache
def _drawing(name: str) -> str:
    return (_DRAWN / f"{name}.svg").read_text(encoding="utf-8")
