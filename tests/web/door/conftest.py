"""Officers who sign in, and an activity whose door they run."""

import pytest
import time_machine
from django.test import Client

from aoxanh.access import actions as access
from aoxanh.activities.models import Activity
from aoxanh.units import actions as units
from aoxanh.units.types import InstanceSettings
from tests.access.organisation import PASSWORD


@pytest.fixture
def sign_in(world):
    """A client signed in with a role at a unit."""
    signed = []

    def enter(role, unit):
        signed.append(role)
        account = access.register(
            by=world.system,
            contact=f"09870000{len(signed):02d}",
            full_name="Lò Thị Mai",
            password=PASSWORD,
            now=world.now,
        )
        access.grant(
            by=world.system, account_id=account.pk, role=role, unit_id=unit.pk, now=world.now
        )
        client = Client()
        client.force_login(account)
        client.account = account
        return client

    return enter


@pytest.fixture
def officer(world, sign_in):
    """The officer of Tả Lèng."""
    return sign_in("COMMUNE_OFFICER", world.ta_leng)


@pytest.fixture
def neighbour(world, sign_in):
    """The officer of Bình Lư."""
    return sign_in("COMMUNE_OFFICER", world.binh_lu)


@pytest.fixture
def superior(world, sign_in):
    """The officer of the province; this installation leaves one-time codes to choice."""
    settings = InstanceSettings(
        scale="PROVINCE",
        name="Cổng tình nguyện Lai Châu",
        short_name="Lai Châu",
        place_name="Lai Châu",
        second_factor="OPTIONAL",
    )
    units.set_up_instance(
        by=world.system, root_id=world.province.pk, settings=settings, now=world.now
    )
    return sign_in("PROVINCE_OFFICER", world.province)


@pytest.fixture
def at_hour(crowd):
    """Set the clock to an hour of the activity's day."""

    def set_clock(hour, minute=0):
        return time_machine.travel(crowd.clock(hour, minute), tick=False)

    return set_clock


@pytest.fixture
def morning(at_hour):
    """7:05 on the activity's day."""
    with at_hour(7, 5):
        yield


@pytest.fixture
def page(crowd):
    """The address of a page of the activity, at the desk of Tả Lèng or another unit."""

    def address(path, unit=None):
        unit = unit or crowd.world.ta_leng
        return f"/dieu-phoi/{unit.pk}/hoat-dong/{crowd.activity.pk}/{path}"

    return address


@pytest.fixture
def asks_approval(crowd):
    """The activity wants every sign-up approved."""
    Activity.objects.filter(pk=crowd.activity.pk).update(needs_approval=True)
    crowd.activity.refresh_from_db()
    return crowd
