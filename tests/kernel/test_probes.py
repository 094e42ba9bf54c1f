"""What an installation says of its own health."""

from datetime import UTC, datetime, timedelta

import pytest

from aoxanh.kernel import probes
from aoxanh.kernel.probes import Reading, seconds_since


NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def _one(now):
    return [Reading("one", 1, "Một")]


def test_a_probe_is_asked_where_it_stands(monkeypatch):
    monkeypatch.setattr(probes, "_PATHS", {})

    probes.register(one=f"{__name__}._one")

    assert [reading.name for reading in probes.readings(NOW)] == ["one"]


def test_a_name_has_one_owner(monkeypatch):
    monkeypatch.setattr(probes, "_PATHS", {"one": "somewhere"})

    with pytest.raises(ValueError, match="registered twice: one"):
        probes.register(one="elsewhere")


@pytest.mark.parametrize(("limit", "is_over"), [(None, False), (5, False), (4.9, True)])
def test_somebody_should_look_beyond_the_limit(limit, is_over):
    assert Reading("x_seconds", 5, "x", limit).is_over is is_over


@pytest.mark.parametrize(
    ("then", "seconds"),
    [(None, 0), (NOW + timedelta(seconds=9), 0), (NOW - timedelta(seconds=9), 9)],
)
def test_what_never_was_or_lies_ahead_is_no_age(then, seconds):
    assert seconds_since(then, NOW) == seconds
