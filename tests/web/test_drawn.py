"""A crowd at one public page has it drawn once; a form outlives the hour, not the day."""

from datetime import timedelta

import pytest
from django.core.cache import caches

from aoxanh.web.guards import form_token, is_fresh_form


@pytest.fixture
def _keeps(settings):
    settings.PUBLIC_PAGES_DRAWN_EVERY = 2
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.mark.usefixtures("crowd", "_keeps")
def test_a_page_is_drawn_once_for_a_crowd(client, statements):
    first = client.get("/hoat-dong/")

    with statements() as counted:
        second = client.get("/hoat-dong/")

    assert counted.count == 0
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())


@pytest.mark.usefixtures("crowd", "_keeps")
def test_another_address_is_another_page(client):
    whole = client.get("/hoat-dong/").content

    assert client.get("/hoat-dong/?q=khong-co").content != whole


@pytest.mark.usefixtures("crowd", "_keeps")
def test_a_kept_page_is_answered_without_a_body_to_who_has_it(client):
    tag = client.get("/hoat-dong/")["ETag"]

    assert client.get("/hoat-dong/", HTTP_IF_NONE_MATCH=tag).status_code == 304


@pytest.mark.usefixtures("_keeps")
def test_a_missing_page_is_not_kept(client, db):
    assert client.get("/hoat-dong/KHONGCOMA0/").status_code == 404

    assert client.get("/hoat-dong/KHONGCOMA0/").status_code == 404


def test_a_form_is_the_same_within_the_hour_and_fresh_for_twelve(time_machine, now):
    time_machine.move_to(now, tick=False)
    token = form_token()

    time_machine.move_to(now + timedelta(minutes=59), tick=False)
    assert form_token() == token

    time_machine.move_to(now + timedelta(hours=12), tick=False)
    assert is_fresh_form(token)

    time_machine.move_to(now + timedelta(hours=13), tick=False)
    assert not is_fresh_form(token)


@pytest.mark.parametrize("token", ["", "form", "12:abc"])
def test_a_forged_form_is_not_fresh(token):
    assert not is_fresh_form(token)
