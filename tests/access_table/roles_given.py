"""A role, an invitation and a key of one unit."""

from datetime import timedelta

from aoxanh.access.models import ApiKey, Invitation, RoleGrant
from aoxanh.kernel.codes import digest
from tests.activities.world import World


def roles_of(grant: RoleGrant, *, token: str, world: World) -> dict[str, object]:
    """What has been handed on at the unit of ``grant``, by name."""
    return {
        "grant": grant,
        "invitation": Invitation.objects.create(
            unit=grant.unit,
            role="JUDGE",
            full_name="Lù Thị Pàn",
            phone="+84987654321",
            token_digest=digest(token),
            valid_until=world.now + timedelta(days=7),
            created_at=world.now,
        ),
        "api_key": ApiKey.objects.create(
            unit=grant.unit,
            role="JUDGE",
            name="Trang của xã",
            secret_digest=digest(f"key {token}"),
            given_by=grant.account,
            given_at=world.now,
            valid_from=world.day,
            valid_to=world.day + timedelta(days=30),
        ),
    }
