"""A new portal is set up from a file or two answers, wholly or not at all, and once."""

import pytest
from django.core.cache import cache

from aoxanh.access import errors as access_errors
from aoxanh.access.models import Invitation
from aoxanh.jobs import accounts, cli, founding
from aoxanh.jobs.accounts import DemoAccount
from aoxanh.jobs.commands import init
from aoxanh.places import actions as places
from aoxanh.units import queries as units
from aoxanh.units.models import Instance, Unit
from aoxanh.units.types import REFERENCE, Scale


@pytest.fixture
def init_with(monkeypatch, capsys, db):
    """Runs ``aoxanh init`` on the territory of one province."""
    monkeypatch.setattr(init, "migrate", lambda: None)
    monkeypatch.setattr(
        founding.territory,
        "load",
        lambda by, now, load=places.load: load(by=by, only_provinces=["12"], now=now),
    )

    def run(*arguments, admin="0912 345 678"):
        name = ("--admin", admin, "--admin-name", "Lò Văn Ơn")
        status = cli.main(["init", *arguments, *name])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_province_is_set_up_from_its_code_and_a_name(init_with):
    status, out, _ = init_with("--province", "12", "--name", "Cổng thử")

    portal = units.instance()
    assert status == 0
    assert (portal.name, portal.scale, portal.place_name) == ("Cổng thử", "PROVINCE", "Lai Châu")
    assert "/loi-moi/" in out
    assert Invitation.objects.get().role == "ADMIN"


def test_a_commune_is_set_up_under_its_own_name(init_with):
    assert init_with("--commune", "03390")[0] == 0

    assert units.instance().scale == Scale.COMMUNE
    assert Unit.objects.count() == 1


def test_a_portal_is_set_up_from_a_file(init_with):
    assert init_with("--instance", str(REFERENCE / "instances" / "lai-chau.yaml"))[0] == 0

    portal = units.instance()
    assert portal.name == "Cổng tình nguyện Lai Châu"
    assert not portal.is_demo


def test_a_second_setting_up_is_refused(init_with):
    init_with("--province", "12")

    status, _, err = init_with("--province", "12")

    assert status == 1
    assert "đã được thiết lập" in err
    assert Instance.objects.count() == 1


def test_nothing_real_is_set_up_in_a_demo(init_with):
    init_with("--province", "12")
    Instance.objects.update(is_demo=True)
    cache.clear()

    status, _, err = init_with("--province", "12")

    assert status == 1
    assert "dữ liệu minh họa" in err


def test_an_unreadable_administrator_leaves_no_half_portal(init_with):
    status, _, err = init_with("--province", "12", admin="nobody")

    assert status == 1
    assert err == f"{access_errors.ContactUnreadable()}\n"
    assert not units.instance().is_set_up
    assert not Unit.objects.exists()


def test_a_place_that_is_not_on_todays_map_is_refused(init_with):
    status, _, err = init_with("--province", "99")

    assert status == 1
    assert err.count("\n") == 1


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def test_the_sign_ins_of_a_demo_are_kept_for_their_owner_only(home):
    one = DemoAccount("Cán bộ tỉnh", "Tỉnh đoàn Lai Châu", "0900000001", "mat-khau-thu")

    accounts.keep([one])

    assert accounts.kept() == [one]
    assert (home / "demo-accounts.json").stat().st_mode & 0o777 == 0o600
    assert "0900000001  mat-khau-thu  Cán bộ tỉnh – Tỉnh đoàn Lai Châu" in accounts.listed([one])
    accounts.keep([])
    assert accounts.kept() == []
