"""Pages for monitors, metrics, and logs that name no path."""

import json
import logging

import pytest
from django.db import DatabaseError, connection

from aoxanh.config.logs import Json, Lines
from aoxanh.web.health import versions


METRICS = "/he-thong/so-do/"


def test_a_process_that_answers_lives_without_asking_the_database(client):
    answer = client.get("/he-thong/song/")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_it_is_ready_when_the_database_answers_and_is_current(client):
    answer = client.get("/he-thong/san-sang/")

    assert answer.json() == {"ready": True, "database": True, "migrations": True}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_it_is_not_ready_while_changes_wait(client, monkeypatch):
    def waits():
        raise versions._Pending

    monkeypatch.setattr(versions, "_known_as_current", waits)

    answer = client.get("/he-thong/san-sang/")

    assert (answer.status_code, answer.json()["ready"]) == (503, False)


def test_it_is_not_ready_while_the_database_is_away(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)

    answer = client.get("/he-thong/san-sang/")

    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": False})


@pytest.mark.django_db
def test_metrics_are_there_for_who_shows_the_secret(client, settings):
    settings.METRICS_TOKEN = "of-the-monitor"

    answer = client.get(METRICS, headers={"Authorization": "Bearer of-the-monitor"})

    text = answer.content.decode()
    assert "aoxanh_jobs_waiting 0.0" in text
    assert text.endswith("# EOF\n")
    assert text.count("# EOF") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("wanted", "shown"), [("", ""), ("a", "b"), ("a", "")])
def test_metrics_are_not_there_for_anybody_else(client, settings, wanted, shown):
    settings.METRICS_TOKEN = wanted

    assert client.get(METRICS, headers={"Authorization": f"Bearer {shown}"}).status_code == 404


@pytest.mark.django_db
def test_answers_are_counted_by_route_and_never_by_path(client, settings):
    settings.METRICS_TOKEN = "a"
    client.get("/ma/khong-co-ma-nay/")

    text = client.get(METRICS, headers={"Authorization": "Bearer a"}).content.decode()

    assert 'aoxanh_answers_total{method="GET",route="passes:show",status="404"}' in text
    assert "khong-co-ma-nay" not in text


@pytest.mark.django_db
def test_no_line_of_the_log_names_a_path(client, caplog):
    caplog.set_level(logging.INFO)
    with_paths = logging.getLogger().handlers[:]
    stderr = next(
        each for each in with_paths if any("WithoutPaths" in type(f).__name__ for f in each.filters)
    )

    client.get("/ma/khong-co-ma-nay/")

    lines = [stderr.format(record) for record in caplog.records if stderr.filter(record)]
    assert any("404 passes:show" in line for line in lines)
    assert not any("khong-co-ma-nay" in line for line in lines)


@pytest.mark.parametrize("formatter", [Lines("%(message)s"), Json("%(message)s")])
def test_a_fault_is_told_by_its_class_and_place_and_never_by_its_text(formatter):
    try:
        raise ValueError("Giàng A Páo 0912345678")  # noqa: TRY301  what a log must not hold
    except ValueError as fault:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "failed", (), (type(fault), fault, fault.__traceback__)
        )

    line = formatter.format(record)

    assert "ValueError" in line
    assert "test_health.py" in line
    assert "0912345678" not in line


def test_a_line_for_machines_is_one_object():
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "answered", (), None)
    record.route = "front:home"

    assert json.loads(Json("%(message)s").format(record)) == {
        "message": "answered",
        "route": "front:home",
    }


def test_the_number_of_a_request_goes_through(client):
    given = client.get("/he-thong/song/", headers={"X-Request-ID": "abc123"})
    strange = client.get("/he-thong/song/", headers={"X-Request-ID": "a b\tc"})

    assert given["X-Request-ID"] == "abc123"
    assert len(strange["X-Request-ID"]) == 32


@pytest.mark.parametrize("kind", [Lines, Json])
def test_every_line_carries_its_time_with_the_zone(kind):
    record = logging.LogRecord("aoxanh", logging.WARNING, "", 1, "x", (), None)
    record.created = 1_795_399_200.0

    assert "2026-11-23T02:00:00.000+00:00" in kind("%(asctime)s %(message)s").format(record)
