"""F10: clients that send or read slowly, stall, vanish, click twice: nobody waits for them, nothing is kept twice."""

import os
import socket
import threading
import time
from contextlib import ExitStack
from urllib.parse import urlencode, urlsplit

import pytest

from bench.journeys import People
from bench.wire import Connection
from tests.drills.databases import NEEDS_POSTGRESQL
from tests.drills.serving import form_of, serving


ROUNDS = max(1, int(os.environ.get("AOXANH_ROUNDS", "10")) // 5)
EACH = 10
"""Clients of each bad manner: more than work is done at once."""

SOON = 3.0
"""Seconds in which a sign-up beside them is answered."""

pytestmark = [pytest.mark.local_network, *NEEDS_POSTGRESQL]


def _submission(address, code, fields):
    body = urlencode(fields)
    return (
        f"POST /hoat-dong/{code}/dang-ky/ HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n"
        "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def _connected(address, *, reads=True):
    place = urlsplit(address)
    client = socket.socket()
    if not reads:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(SOON)
    client.connect((place.hostname, place.port))
    return client


class Visitor:
    """Somebody with the form of an activity before them."""

    def __init__(self, address, code, slot):
        client = Connection(address)
        self.address, self.code = address, code
        self.fields = {"form": form_of(client, code), "slots": str(slot)}
        client.close()

    def filled(self, person):
        return _submission(self.address, self.code, self.fields | person)

    def send(self, words):
        """(status, address of the pass, seconds) of the answer; None when there is none soon."""
        began = time.monotonic()
        with _connected(self.address) as client:
            client.sendall(words)
            try:
                head = client.recv(65536).decode("latin-1")
            except TimeoutError:
                return None
        places = [line for line in head.split("\r\n") if line.lower().startswith("location:")]
        return int(head[9:12]), places[0] if places else "", time.monotonic() - began

    def vanish(self, words):
        with _connected(self.address) as client:
            client.sendall(words)


def _twice(visitor, words):
    """The same form from two tabs in the same moment."""
    answers = []
    tabs = [threading.Thread(target=lambda: answers.append(visitor.send(words))) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    return answers


def _bad_company(held, visitor, people):
    """Clients who hold on to their connections: half a head, half a form, a large file they do not read."""
    whole = visitor.filled(people.one())
    large = b"GET /static/dist/zxing_reader.wasm HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    for words, reads in ((whole[:60], True), (whole[:-20], True), (large, False)):
        for _ in range(EACH):
            client = held.enter_context(_connected(visitor.address, reads=reads))
            client.sendall(words)
    time.sleep(0.3)


def test_nobody_waits_for_bad_clients_and_nothing_is_kept_twice(scene, told):
    environment, clerk = scene
    waits, people = [], People(1)
    with serving(environment, workers=1) as server:
        for _ in range(ROUNDS):
            opened = clerk.call("open", places=20_000, waiting=False)
            visitor = Visitor(server.address, **opened)
            with ExitStack() as held:
                _bad_company(held, visitor, people)
                answered = [visitor.send(visitor.filled(people.one())) for _ in range(5)]
            again = visitor.filled(people.one())
            twice = [*_twice(visitor, again), visitor.send(again)]
            gone = visitor.filled(people.one())
            visitor.vanish(gone)
            visitor.vanish(visitor.filled(people.one())[:-5])
            back = visitor.send(gone)

            assert [status for status, _, _ in answered] == [303] * 5
            assert [status for status, _, _ in [*twice, back]].count(303) >= 1
            assert {status for status, _, _ in [*twice, back]} <= {303, 409}
            kept = clerk.call("check", slot=opened["slot"])
            assert (kept["holding"], kept["taken"], kept["doubles"]) == (7, 7, 0)
            waits += [wait for _, _, wait in answered]

    told(
        "F10 bad clients, PostgreSQL",
        f"{3 * EACH} that stall, beside them sign-ups, double clicks, two tabs, vanished clients, {ROUNDS} rounds",
        f"longest wait of the others {max(waits):.2f} s",
        "0 kept twice, 0 half kept, all others answered",
    )


def test_without_the_gate_stalled_forms_keep_everybody_waiting(scene):
    environment, clerk = scene
    broken = environment | {"AOXANH_BROKEN": "gate"}
    application = "tests.drills.broken:application"
    opened = clerk.call("open", places=20_000, waiting=False)

    with serving(broken, workers=1, application=application, threads=4) as server:
        visitor = Visitor(server.address, **opened)
        with ExitStack() as held:
            _bad_company(held, visitor, People(2))
            answered = visitor.send(visitor.filled(People(3).one()))

    assert answered is None
