"""Register numbers run without a gap and never twice."""

import os
import subprocess
import sys
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, connection, transaction

from aoxanh.documents import actions
from aoxanh.documents.errors import NoNumbersAsked
from aoxanh.documents.models import Series
from tests.documents.units import found


@pytest.fixture
def draw(system, now):
    def one(unit, year=2026, series="CN"):
        return actions.next_number(by=system, unit_id=unit.pk, year=year, series=series, now=now)

    return one


@pytest.mark.django_db
def test_numbers_follow_each_other_from_one(draw):
    unit = found()

    assert [draw(unit) for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
def test_each_unit_year_and_series_counts_for_itself(draw):
    unit, other = found(), found()
    draw(unit)

    assert draw(other) == 1
    assert draw(unit, year=2027) == 1
    assert draw(unit, series="GK") == 1
    assert draw(unit) == 2


@pytest.mark.django_db
def test_a_block_is_drawn_at_once(draw, system, now):
    unit = found()
    draw(unit)

    block = actions.next_numbers(
        by=system, unit_id=unit.pk, year=2026, series="CN", count=200, now=now
    )

    assert block == range(2, 202)
    assert draw(unit) == 202


@pytest.mark.django_db
def test_a_block_of_none_is_refused(system, now):
    unit = found()

    with pytest.raises(NoNumbersAsked), transaction.atomic():
        actions.next_numbers(by=system, unit_id=unit.pk, year=2026, series="CN", count=0, now=now)

    assert not Series.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_number_whose_transaction_fails_is_given_again(draw):
    unit = found()
    draw(unit)

    with suppress(RuntimeError), transaction.atomic():
        assert draw(unit) == 2
        raise RuntimeError

    assert draw(unit) == 2


@pytest.mark.django_db
def test_a_drawing_costs_two_statements(draw, statements):
    unit = found()
    draw(unit)

    with statements() as seen:
        draw(unit)

    assert seen.count == 2


@pytest.mark.django_db
def test_a_register_of_no_year_is_refused_by_the_database(draw):
    unit = found()

    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.create(unit=unit, year=26, code="CN", moved_at="2026-01-01T00:00Z")


def _address(tmp_path):
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'register.sqlite3'}"
    server = urlsplit(os.environ["TEST_DATABASE_URL"])
    return server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


_PLANT = """
import django; django.setup()
from django.core.management import call_command
for app in ("units", "documents"):
    call_command("migrate", app, verbosity=0)
from tests.documents.units import found
print(found().pk)
"""


@pytest.mark.whole
@pytest.mark.django_db(transaction=True)
def test_four_processes_draw_no_number_twice_and_leave_no_gap(tmp_path):
    env = os.environ | {
        "DATABASE_URL": _address(tmp_path),
        "AOXANH_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "aoxanh.config.settings",
    }
    plant = [sys.executable, "-c", _PLANT]
    unit = subprocess.run(plant, env=env, check=True, capture_output=True, text=True)

    drawing = [sys.executable, "-m", "tests.documents.drawing", unit.stdout.strip(), "30"]
    running = [
        subprocess.Popen(drawing, env=env, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    drawn = [process.communicate(timeout=60)[0].split() for process in running]

    assert sorted(int(number) for some in drawn for number in some) == list(range(1, 81))
