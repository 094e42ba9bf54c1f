"""Public pages kept for a moment by each process, in a cache of their own."""

from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse


def kept(request: HttpRequest) -> HttpResponse | None:
    """The page at this address as it was drawn a moment ago."""
    if request.method != "GET":
        return None
    found: tuple[bytes, dict[str, str]] | None = caches["pages"].get(_key(request))
    return HttpResponse(found[0], headers=found[1]) if found else None


def keep(request: HttpRequest, page: HttpResponse, *, seconds: int) -> None:
    """Answer this address with ``page`` for ``seconds``."""
    if request.method == "GET":
        caches["pages"].set(_key(request), (page.content, dict(page.items())), seconds)


def _key(request: HttpRequest) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return sha256(address.encode()).hexdigest()
