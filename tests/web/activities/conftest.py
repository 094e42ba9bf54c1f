"""Officers who open pages about activities."""

import pytest
from django.test import Client

from aoxanh.access import actions as access


@pytest.fixture
def sign_in(world):
    """A browser signed in as an officer of a unit."""
    made = []

    def signed_in(unit, role="COMMUNE_OFFICER"):
        made.append(unit)
        account = access.register(
            by=world.system,
            contact=f"09120001{len(made):02d}",
            full_name="Giàng A Pháo",
            password="áo xanh trên núi",
            now=world.now,
        )
        access.grant(
            by=world.system, account_id=account.pk, role=role, unit_id=unit.pk, now=world.now
        )
        client = Client()
        client.force_login(account)
        return client

    return signed_in


@pytest.fixture
def browser(world, sign_in):
    """Signed in as the officer of Tả Lèng."""
    return sign_in(world.ta_leng)


@pytest.fixture
def desk(world):
    """Addresses at the desk of Tả Lèng."""
    return lambda path="": f"/dieu-phoi/{world.ta_leng.pk}/{path}"
