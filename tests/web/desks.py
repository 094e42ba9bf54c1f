"""Officers who are signed in, for the tests of their pages."""

from dataclasses import dataclass

from django.test import Client

from aoxanh.access import actions as access
from aoxanh.units import actions as units
from aoxanh.units.models import Unit
from aoxanh.units.types import InstanceSettings
from tests.activities.world import World


PASSWORD = "áo xanh trên núi"


@dataclass
class Desks:
    """The units of a world with those who work at them."""

    world: World
    opened: int = 0

    def build(self) -> "Desks":
        settings = InstanceSettings(
            scale="PROVINCE",
            name="Cổng tình nguyện Lai Châu",
            short_name="Lai Châu",
            place_name="Lai Châu",
            document_code="TĐTN-ĐKTHTN",
            second_factor="OPTIONAL",
        )
        units.set_up_instance(
            by=self.world.system,
            root_id=self.world.province.pk,
            settings=settings,
            now=self.world.now,
        )
        return self

    def account(self, full_name="Giàng A Pháo"):
        self.opened += 1
        return access.register(
            by=self.world.system,
            contact=f"09120000{self.opened:02d}",
            full_name=full_name,
            password=PASSWORD,
            now=self.world.now,
        )

    def at(self, unit: Unit, role="COMMUNE_OFFICER", full_name="Giàng A Pháo") -> Client:
        """Somebody with ``role`` at ``unit``, signed in."""
        account = self.account(full_name)
        access.grant(
            by=self.world.system,
            account_id=account.pk,
            role=role,
            unit_id=unit.pk,
            now=self.world.now,
        )
        client = Client()
        client.force_login(account)
        return client


def shown(response) -> str:
    """The text of an answer, which must be a page."""
    assert response.status_code in {200, 422}, response.status_code
    return response.content.decode()
