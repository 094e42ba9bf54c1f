"""Pages drawn once for all that they say, with holes for what is somebody's own or changes with every request.

No fact is kept: facts are read at each request, and what they come to is part of what a drawing is kept by. So a page
says at once what was changed.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from aoxanh.units import queries as units
from aoxanh.web import holes


SECONDS: Final = 3600
"""How long a drawing is kept that nobody asks for any more."""

Words = Mapping[str, str]


def page(
    request: HttpRequest,
    template: str,
    *,
    says: object,
    apart: Words,
    codes: Words | None = None,
    context: Callable[[Words], Mapping[str, object]],
) -> HttpResponse:
    """``template`` drawn with ``context``, kept by ``says``: all that the context may come to, nothing of a person.

    ``apart`` is put in afterwards, each time; the template places it as it is, and looks at none of it. So are
    ``codes``, which may stand in addresses, too. ``context`` is told what stands for them. While ``says`` is None the
    page is drawn anew.
    """
    codes = codes or {}
    given = {**apart, **codes}
    if says is None or settings.DEBUG:
        return render(request, template, {**context(given), **given})
    key = _key(request, template, (says, *given), codes)
    pieces: tuple[bytes | int, ...] | None = caches["sheets"].get(key)
    if pieces is None:
        marks = {name: holes.mark(number) for number, name in enumerate(given)}
        drawn: str = render_to_string(template, {**context(marks), **marks}, request)
        for name, code in codes.items():
            drawn = drawn.replace(code, marks[name])
        pieces = tuple(_bytes(piece) for piece in holes.cut(drawn))
        caches["sheets"].set(key, pieces, SECONDS)
    said = [conditional_escape(each).encode() for each in given.values()]
    return HttpResponse(b"".join(said[each] if isinstance(each, int) else each for each in pieces))


def _key(request: HttpRequest, template: str, says: object, codes: Words) -> str:
    """Everything else that a page may say: where it is asked, in which language, on which day, whose portal it is."""
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    for code in codes.values():
        address = address.replace(code, "")
    portal = (settings.SITE_ADDRESS, units.instance())
    told = (template, address, get_language(), timezone.localdate(), portal, says)
    return sha256(repr(told).encode()).hexdigest()


def _bytes(piece: str | int) -> bytes | int:
    return piece if isinstance(piece, int) else piece.encode()
