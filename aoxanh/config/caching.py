"""The cache that several processes share, and what they do while it is gone: go on, each with its own (F7)."""

import logging
import time
from collections.abc import Callable

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


_log = logging.getLogger(__name__)
REST = 5.0
"""Seconds after a failure in which the server is not asked again: pages do not wait for it one by one."""

TIMEOUT = 0.5
"""Seconds to wait for the server."""

_VERBS = (
    "add", "get", "set", "touch", "delete", "incr", "has_key", "get_many", "set_many", "delete_many", "clear",
)  # fmt: skip


class Valkey(RedisCache):
    """A shared cache that never raises: while the server is away each process keeps its own values and limits."""

    def __init__(self, server: str, params: dict[str, dict[str, float]]) -> None:
        patient = {"socket_connect_timeout": TIMEOUT, "socket_timeout": TIMEOUT}
        params["OPTIONS"] = patient | params.get("OPTIONS", {})
        super().__init__(server, params)
        self.own = LocMemCache("while-valkey-is-away", {})
        self.asked_again_at = 0.0

    def answers(self) -> bool:
        """Whether the server answers at this moment."""
        try:
            return bool(self._cache.get_client(None, write=True).ping())
        except (RedisError, OSError):
            return False

    def let_go(self) -> None:
        """Close what is open to the server: who is forked from here begins connections of its own."""
        self._cache.get_client(None, write=True).connection_pool.disconnect()

    def shared(self, verb: str) -> Callable[..., object]:
        """What the server does for ``verb``."""
        done: Callable[..., object] = getattr(super(), verb)
        return done


def _with_own(verb: str) -> Callable[..., object]:
    """``verb`` as the server does it, else as this process does for itself."""

    def call(cache: Valkey, *args: object, **kwargs: object) -> object:
        if time.monotonic() >= cache.asked_again_at:
            try:
                return cache.shared(verb)(*args, **kwargs)
            except (RedisError, OSError) as fault:
                cache.asked_again_at = time.monotonic() + REST
                _log.warning("Valkey does not answer: %s", type(fault).__name__)
        done: Callable[..., object] = getattr(cache.own, verb)
        return done(*args, **kwargs)

    return call


for _verb in _VERBS:
    setattr(Valkey, _verb, _with_own(_verb))
