"""The server of an empty home prints the link that starts it, the same one until a portal stands."""

import pytest

from aoxanh.jobs import first_run
from aoxanh.units import queries


ADDRESS = "http://localhost:8000"


@pytest.fixture
def link(db, settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    monkeypatch.setattr(first_run.founding, "load_reference", lambda **_: None)
    return lambda: first_run.link(address=ADDRESS)


def _token(link):
    return link.rstrip("/").rpartition("/")[2]


def test_the_printed_link_opens_the_first_run(link):
    printed = link()

    assert printed.startswith(f"{ADDRESS}/bat-dau/")
    assert queries.beginning_of(_token(printed))


def test_the_link_of_yesterday_goes_on_working(link):
    assert link() == link()


def test_its_secret_is_kept_for_the_owner_only(link, tmp_path):
    link()

    assert (tmp_path / "secrets" / "begin").stat().st_mode & 0o777 == 0o600


def test_a_portal_that_stands_prints_none_and_forgets_the_secret(
    link, tmp_path, system, now, monkeypatch
):
    link()
    info = queries.instance()
    monkeypatch.setattr(first_run.tree, "instance", lambda: type(info)(
        scale=info.scale, name="X", short_name="X", place_name="X", root_id=1, root_code="",
    ))  # fmt: skip

    assert link() == ""
    assert not (tmp_path / "secrets" / "begin").exists()
