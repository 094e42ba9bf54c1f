"""How often one visitor may ask: counted in the cache, by address, without keeping who it was."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def _address(request: HttpRequest) -> str:
    """The visitor's address: what the last trusted proxy saw, else the socket's."""
    if settings.TRUSTED_PROXIES:
        seen = request.headers.get("X-Forwarded-For", "").split(",")
        return str(seen[-min(settings.TRUSTED_PROXIES, len(seen))]).strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def within_limit(request: HttpRequest, *, scope: str, limit: int, seconds: int) -> bool:
    """Whether this visitor may ask once more within ``seconds``; counts the asking."""
    visitor = sha256(f"{scope} {_address(request)}".encode()).hexdigest()[:32]
    key = f"limit.{visitor}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return bool(cache.incr(key) <= limit)
    except ValueError:  # the window closed between the two
        return True
