"""Who asks: anybody, or a key of a unit; and how often."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import AnonRateThrottle, AuthRateThrottle

from aoxanh.access import actions as access
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day


class Key(HttpBearer):
    """`Authorization: Bearer <key>`: the asker is the key's unit and role, in the name of who gave it."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002  Ninja names them so
        return access.use_key(secret=token, day=local_day(timezone.now()))


def asker(request: HttpRequest) -> Actor:
    """Whose key it is; the public part has no key."""
    found: Actor = request.auth  # type: ignore[attr-defined]  # put there by Ninja
    return found


class PerAddress(AnonRateThrottle):
    """How often one address asks the public part."""

    scope = "openapi-public"


class PerKey(AuthRateThrottle):
    """How often one key asks."""

    scope = "openapi-key"

    def get_cache_key(self, request: HttpRequest) -> str:
        """By what the key opens: the account, unit and role behind it."""
        actor = asker(request)
        opened = "/".join(f"{grant.unit_id}.{grant.role}" for grant in actor.grants)
        return f"throttle.{self.scope}.{actor.account_id}.{opened}.{actor.cause}".replace(" ", "_")
