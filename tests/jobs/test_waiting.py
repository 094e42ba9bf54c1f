"""A database that is only coming up is waited for; one that refuses for another reason is not."""

import threading
from types import SimpleNamespace

import pytest
from psycopg.pq import Ping

from aoxanh.jobs import waiting


@pytest.fixture
def answers(monkeypatch):
    """What PostgreSQL answers, one after the other; the last one from then on."""

    def given(*pings, vendor="postgresql"):
        left, asked = list(pings), []

        class Link:
            @staticmethod
            def ping(where):
                asked.append(where.decode())
                return left.pop(0) if len(left) > 1 else left[0]

        told = {
            "host": "10.1.2.3", "port": 5432, "user": "aoxanh", "dbname": "cổng",
            "password": "not told", "pool": {}, "context": None,
        }  # fmt: skip
        monkeypatch.setattr(waiting, "PGconn", Link)
        link = SimpleNamespace(vendor=vendor, get_connection_params=lambda: told)
        monkeypatch.setattr(waiting, "connection", link)
        monkeypatch.setattr(waiting.time, "sleep", lambda _seconds: None)
        return asked

    return given


def test_a_database_that_comes_up_is_waited_for_and_that_is_said_once(answers, capsys):
    asked = answers(Ping.NO_RESPONSE, Ping.REJECT, Ping.REJECT, Ping.OK)

    waiting.for_the_database()

    assert len(asked) == 4
    assert capsys.readouterr().out.count("đang chờ") == 1


@pytest.mark.parametrize("answer", [Ping.OK, Ping.NO_ATTEMPT])
def test_nothing_is_waited_for_where_waiting_changes_nothing(answers, capsys, answer):
    asked = answers(answer)

    waiting.for_the_database()

    assert asked == ["host=10.1.2.3 port=5432 user=aoxanh dbname=cổng"]
    assert capsys.readouterr().out == ""


def test_patience_ends(answers, monkeypatch):
    answers(Ping.NO_RESPONSE)
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.01)
    ended = threading.Thread(target=waiting.for_the_database, daemon=True)

    ended.start()
    ended.join(timeout=20)

    assert not ended.is_alive()


def test_sqlite_has_no_server_to_wait_for(answers):
    asked = answers(Ping.NO_RESPONSE, vendor="sqlite")

    waiting.for_the_database()

    assert asked == []
