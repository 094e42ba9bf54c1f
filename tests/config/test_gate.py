"""Who is answered, who waits, who is sent away; and bodies that do not arrive."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO

import pytest
from django.http import FileResponse, HttpResponse

from aoxanh.config import arriving, gate
from aoxanh.config.gate import BUSY, TOO_MUCH, UNREADABLE, Gate, Limits, Words
from aoxanh.config.wsgi import application


WORDS = {
    BUSY: Words(b"busy page", b'{"code": "Busy"}'),
    TOO_MUCH: Words(b"too much", b"{}"),
    UNREADABLE: Words(b"in UTF-8", b"{}"),
}


class Asked:
    """One request to ``inner`` behind a gate, and what it was told."""

    def __init__(self, inner, *, at_once=1, room=1, together=()):
        limits = Limits(at_once=at_once, together=2, room=room, body=100)
        headers = {"X-Frame-Options": "DENY"}
        self.gate = Gate(inner, limits, WORDS, headers, together=together)
        self.status, self.headers = "", {}

    def start(self, status, headers):
        self.status, self.headers = status, dict(headers)

    def for_(self, path="/", body=b"", **more):
        environ = {"PATH_INFO": path, "wsgi.input": BytesIO(body), "REMOTE_ADDR": "192.0.2.1"}
        length = {"CONTENT_LENGTH": str(len(body))} if body else {}
        return self.gate(environ | length | more, self.start)


def _echo(environ, start):
    read = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start("200 OK", [])
    return [read]


def _showing(page):
    """An application that answers with ``page()`` of Django's."""

    def inner(_environ, start):
        answer = page()
        start("200 OK", [])
        return answer

    return inner


def _inside(asked, path="/"):
    """Ask once more while the first is being answered."""
    told = []

    def inner(_environ, start):
        if not told:
            told.append(None)
            told[0] = asked.for_(path)
        start("200 OK", [])
        return [b"done"]

    asked.gate.application = inner
    asked.for_()
    return told[0]


def test_a_body_reaches_the_application_whole():
    assert Asked(_echo).for_(body=b"ten places") == [b"ten places"]


def test_a_body_of_untold_length_is_measured():
    more = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(b"in pieces")}

    assert Asked(_echo).for_(**more) == [b"in pieces"]


def test_who_finds_no_room_is_told_when_to_come_back():
    asked = Asked(_echo)
    told = []

    def inner(_environ, start):
        told.append((asked.for_(), asked.status, asked.headers["Retry-After"]))
        start("200 OK", [])
        return [b""]

    asked.gate.application = inner
    asked.for_()

    ((page, status, again),) = told
    assert (page, status) == ([b"busy page"], BUSY)
    assert int(again) in range(gate.COME_BACK[0], gate.COME_BACK[1] + 1)


def test_other_systems_are_told_in_json():
    assert _inside(Asked(_echo), "/api/v1/activities") == [b'{"code": "Busy"}']


def test_monitors_need_no_room():
    assert _inside(Asked(_echo), "/he-thong/song/") == [b"done"]


def test_who_gets_no_turn_in_time_is_sent_away(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE", 0.01)

    assert _inside(Asked(_echo, room=2)) == [b"busy page"]


@pytest.mark.parametrize(("path", "told"), [("/door", [b"both"]), ("/", [b"busy page"])])
def test_those_who_wait_for_each_other_are_let_in_together(monkeypatch, path, told):
    monkeypatch.setattr(gate, "PATIENCE", 0.05)
    both = threading.Barrier(2)

    def inner(_environ, start):
        with suppress(threading.BrokenBarrierError):
            both.wait(0.5)
        start("200 OK", [])
        return [b"both" if not both.broken else b"one"]

    asked = [Asked(inner, room=2, together={"/door"})]
    asked.append(Asked(inner))
    asked[1].gate = asked[0].gate
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(each.for_, path) for each in asked]

    assert told in [each.result() for each in answers]


def test_room_is_given_back_whatever_happens():
    def broken(_environ, _start):
        raise ZeroDivisionError

    asked = Asked(broken)
    with pytest.raises(ZeroDivisionError):
        asked.for_()
    asked.gate.application = _echo

    assert asked.for_(body=b"next") == [b"next"]


@pytest.mark.django_db
def test_a_page_is_closed_before_it_is_sent():
    page = HttpResponse("page")

    assert Asked(_showing(lambda: page)).for_() == [b"page"]
    assert page.closed


@pytest.mark.django_db
def test_a_file_keeps_its_room_until_it_is_read():
    asked = Asked(_showing(lambda: FileResponse(BytesIO(b"long"))))
    file = asked.for_()

    assert asked.for_() == [b"busy page"]
    assert b"".join(file) == b"long"
    file.close()
    assert b"".join(asked.for_()) == b"long"


def test_a_cut_body_is_answered_by_nobody():
    asked = Asked(_echo)

    assert asked.for_(body=b"half", CONTENT_LENGTH="40") == []
    assert asked.status.startswith("408")


@pytest.mark.parametrize(
    "more", [{"CONTENT_LENGTH": "101"}, {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}]
)
def test_more_than_is_taken_is_refused(more):
    asked = Asked(_echo)

    assert asked.for_(body=b"x" * 101, **more) == [b"too much"]
    assert asked.status == TOO_MUCH


def test_a_full_disk_sends_away(monkeypatch):
    def full(**_limits):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(arriving.tempfile, "SpooledTemporaryFile", full)

    assert Asked(_echo).for_(body=b"x") == [b"busy page"]


@pytest.mark.local_network
def test_a_client_that_stalls_is_cut_off_and_others_are_not(monkeypatch):
    monkeypatch.setattr(arriving, "STALLED", 0.0)
    monkeypatch.setattr(arriving, "LOOKED_AFTER", 0.01)
    monkeypatch.setattr(arriving, "_watch", arriving.Watch())
    here = ("127.0.0.1", 0)
    with socket.create_server(here) as server, socket.create_server(here) as other:
        client, ours = socket.create_connection(server.getsockname()), server.accept()[0]
        bystander, theirs = socket.create_connection(other.getsockname()), other.accept()[0]
        bystander.sendall(b"late")
        environ = {
            "CONTENT_LENGTH": "5", "REMOTE_ADDR": "127.0.0.1", "wsgi.input": ours.makefile("rb"),
            "SERVER_PORT": str(server.getsockname()[1]),
        }  # fmt: skip

        with pytest.raises(arriving.Cut), arriving.arrived(environ, limit=100):
            pass

        assert theirs.recv(10) == b"late"
        for each in (client, ours, bystander, theirs):
            each.close()


def test_who_is_sent_away_gets_headers_as_every_page():
    asked = Asked(_echo)

    asked.for_(CONTENT_LENGTH="101")

    assert (asked.status, asked.headers["X-Frame-Options"]) == (TOO_MUCH, "DENY")


def test_the_product_sends_them_along():
    held = dict(application._headers)

    assert held["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in held["Content-Security-Policy"]


UTF_8 = (
    "text/plain",
    "text/plain; charset=utf-8",
    'text/plain; charset="UTF8"',
    "multipart/form-data; boundary=b",
)
NOT_UTF_8 = (
    *(
        f"text/plain; charset={name}"
        for name in ("rot13", "utf-7", "unicode_escape", "undefined", "none")
    ),
    "text/plain; charset*=klingon''a",
    "text/plain; charset*=undefined''a",
    f"text/plain; a*{9:0>5000}=1",
)


@pytest.mark.parametrize("kind", UTF_8)
def test_what_is_written_in_utf_8_or_says_nothing_of_it_is_let_through(kind):
    assert Asked(_echo).for_(body=b"page", CONTENT_TYPE=kind) == [b"page"]


@pytest.mark.parametrize("kind", NOT_UTF_8)
def test_what_is_written_otherwise_is_refused_before_anybody_reads_it(kind):
    asked = Asked(_echo)

    assert asked.for_(CONTENT_TYPE=kind) == [b"in UTF-8"]
    assert asked.status == UNREADABLE


@pytest.mark.django_db
@pytest.mark.parametrize("kind", NOT_UTF_8)
def test_no_page_is_asked_in_letters_that_nobody_can_keep(kind):
    told = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/hoat-dong/", "QUERY_STRING": "q=%2B2AA-", "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "wsgi.input": BytesIO(), "CONTENT_TYPE": kind,
    }  # fmt: skip

    page = b"".join(application(environ, lambda status, _headers: told.append(status)))

    assert told == [UNREADABLE]
    assert "chưa đúng" in page.decode()
