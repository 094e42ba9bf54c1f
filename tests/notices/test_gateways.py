"""Texts leave by hand unless the installation has a gateway; a gateway learns no more than it needs."""

import json
import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import HTTPError, URLError

import pytest

from aoxanh.audit.models import Entry
from aoxanh.notices import actions, rules
from aoxanh.notices.actions import gateways
from aoxanh.notices.errors import NotTold
from aoxanh.notices.models import Notice
from aoxanh.notices.types import Channel, Receiver
from tests.work.tree import account


pytestmark = pytest.mark.django_db

BODY = {
    "phone": "{phone}",
    "template_id": "7001",
    "template_data": {"noi_dung": "{text}", "so": ["{local_phone}"]},
    "tracking_id": "{key}",
}


@pytest.fixture
def text(system, now):
    return actions.post(
        by=system,
        key="signup:1:cancelled",
        channel=Channel.TEXT,
        address="+84912345678",
        subject="Hoạt động đã hủy",
        body="Hoạt động “Lớp số” đã hủy.",
        path="/h/K9X4T6Q8AB/",
        now=now,
    )


class _Answer:
    status = 200

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


@pytest.fixture
def provider(settings, monkeypatch):
    """A provider that keeps what it was sent."""
    settings.TEXT_GATEWAY = "https://sms.example/send"
    settings.TEXT_GATEWAY_TOKEN = "khóa"
    settings.TEXT_GATEWAY_BODY = BODY
    asked = []

    def take(request, timeout):
        asked.append(request)
        return _Answer()

    monkeypatch.setattr(gateways, "urlopen", take)
    return asked


def test_without_a_gateway_a_text_waits_for_a_hand(text, now):
    assert actions.deliver(now=now).sent == 0

    text.refresh_from_db()
    assert text.state == "WAITING"


def test_a_gateway_gets_what_its_body_asks_for_and_nothing_else(text, now, provider):
    assert actions.deliver(now=now).sent == 1

    (request,) = provider
    sent = json.loads(request.data)
    assert request.full_url == "https://sms.example/send"
    assert request.headers["Authorization"] == "Bearer khóa"
    assert sent["phone"] == "84912345678"
    assert sent["template_data"]["so"] == ["0912345678"]
    assert sent["template_data"]["noi_dung"].endswith("/h/K9X4T6Q8AB/")
    assert sent["tracking_id"] == f"notice-{text.pk}"
    assert set(sent) == set(BODY)
    text.refresh_from_db()
    assert (text.state, text.told_by_id) == ("SENT", None)


@pytest.mark.parametrize(
    "fault",
    [URLError("down"), TimeoutError(), HTTPError("https://sms.example", 500, "no", {}, None)],
)
def test_a_provider_that_fails_is_tried_again_and_the_text_comes_back_to_the_hand(
    text, now, provider, monkeypatch, fault
):
    def fail(*_, **__):
        raise fault

    monkeypatch.setattr(gateways, "urlopen", fail)
    at = now
    for attempt in range(1, rules.MAX_ATTEMPTS + 1):
        actions.deliver(now=at)
        at += rules.pause_before_retry(attempt)

    text.refresh_from_db()
    assert text.state == "FAILED"
    assert actions.mark_told(by=account(7), notice_ids=[text.pk], unit_id=None, now=at) == 1
    text.refresh_from_db()
    assert (text.state, text.told_by_id) == ("SENT", 7)


def test_what_a_gateway_sent_cannot_be_taken_back(text, now, provider):
    actions.deliver(now=now)

    with pytest.raises(NotTold):
        actions.take_back_told(by=account(7), notice_id=text.pk, unit_id=None, now=now)


def test_who_left_no_phone_is_never_handed_to_a_gateway(system, now, provider):
    actions.post(by=system, key="k", channel=Channel.TEXT, subject="Hủy", body="Đã hủy.", now=now)

    assert actions.deliver(now=now).sent == 0
    assert provider == []


def test_the_console_names_neither_the_phone_nor_the_text(text, now, settings, caplog):
    settings.TEXT_GATEWAY = "console"

    with caplog.at_level(logging.WARNING):
        assert actions.deliver(now=now).sent == 1

    assert "678" in caplog.text
    assert "912345" not in caplog.text
    assert "Lớp số" not in caplog.text


def test_many_receivers_make_one_entry_and_the_same_keys_none(system, now):
    receivers = [
        Receiver(key=f"k{number}", channel=Channel.TEXT, address="+84912345678")
        for number in range(3)
    ]

    def post():
        return actions.post_all(
            by=system, receivers=receivers, unit_id=None, subject="Hủy", body="Đã hủy.", now=now
        )

    assert (post(), post()) == (3, 0)
    assert Notice.objects.count() == 3
    assert Entry.objects.filter(event="notices.NoticesPosted").count() == 1


@pytest.mark.local_network
def test_a_gateway_leads_nowhere_else():
    asked = []

    class Leads(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            return None

    with ThreadingHTTPServer(("127.0.0.1", 0), Leads) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        way = gateways.Http(
            address=f"http://127.0.0.1:{server.server_port}/send", token="khóa", body=BODY
        )
        taken = way.send(phone="+84912345678", text="x", key="1")
        server.shutdown()

    assert (taken, asked) == (False, ["/send"])


def test_a_body_is_filled_wherever_a_name_stands_in_it():
    body = {"to": "{phone}", "parts": ["{text}", 7], "flash": False, "id": None}

    assert rules.filled(body, {"phone": "0912345678", "text": "Mai {phone}"}) == {
        "to": "0912345678", "parts": ["Mai {phone}", 7], "flash": False, "id": None,
    }  # fmt: skip
