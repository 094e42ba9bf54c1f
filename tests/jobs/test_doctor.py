"""`aoxanh doctor` tells what is wrong, and what to do."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection

from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.jobs import cli, clock, doctor
from aoxanh.work import actions as work
from aoxanh.work.models import Job
from aoxanh.work.types import JobState


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_clock(monkeypatch, now):
    """The database's clock stands where the tests' does."""
    monkeypatch.setattr(doctor, "_their_time", lambda: now)
    monkeypatch.setattr(doctor, "_ticks", lambda: 0.0)


@pytest.fixture
def faults(now):
    return lambda **how: {
        found.part: found.stands for found in doctor.examine(now=now, **how) if found.is_fault
    }


@pytest.fixture
def job(system, now):
    return work.enqueue(by=system, kind="trail.seal", arguments={}, now=now)


def test_a_sound_installation_has_no_fault(faults):
    assert faults(thorough=True) == {}


def test_a_job_that_nobody_takes_points_to_the_worker(faults, job, now):
    Job.objects.update(run_after=now - timedelta(minutes=11))

    assert faults() == {"Việc nền chờ lâu nhất": "660 giây"}


def test_a_failed_job_is_told_for_a_day(faults, job, now):
    Job.objects.update(state=JobState.FAILED, finished_at=now - timedelta(hours=23))
    told = faults()
    Job.objects.update(finished_at=now - timedelta(hours=25))

    assert (told, faults()) == ({"Việc nền hỏng trong một ngày qua": "1"}, {})


def test_a_trail_that_is_not_sealed_is_told(job, now, monkeypatch):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    later = now + timedelta(hours=3)

    found = {each.part for each in doctor.examine(now=later) if each.is_fault}

    assert {"Nhật ký chờ niêm phong", "Số liệu chậm so với nhật ký"} <= found


def test_a_clock_that_is_wrong_is_told_where_the_database_has_its_own(faults, monkeypatch, now):
    monkeypatch.setattr(doctor, "_their_time", lambda: now + timedelta(seconds=6))

    has_own = connection.vendor == "postgresql"
    assert faults() == ({"Đồng hồ": "lệch 6,0 giây so với cơ sở dữ liệu"} if has_own else {})


def test_the_time_that_the_doctor_needs_is_no_wrong_clock(faults, monkeypatch, now):
    ticks = iter((0.0, 30.0))
    monkeypatch.setattr(doctor, "_ticks", lambda: next(ticks))
    monkeypatch.setattr(doctor, "_their_time", lambda: now + timedelta(seconds=30))

    assert faults() == {}


def test_a_secret_that_others_read_is_told(faults, settings, tmp_path):
    settings.HOME = tmp_path
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "session").write_text("x")
    (tmp_path / "secrets" / "session").chmod(0o644)

    assert faults() == {"secrets": "1 tệp người khác đọc được"}


def test_a_folder_that_takes_nothing_is_told(faults, settings, tmp_path):
    settings.HOME = tmp_path / "gone"

    assert list(faults()) == ["Thư mục AOXANH_HOME"]


def test_a_full_disk_is_told(faults, monkeypatch):
    monkeypatch.setattr(doctor, "LEAST_FREE", 1 << 60)

    assert list(faults()) == ["Thư mục AOXANH_HOME"]


def test_an_address_without_tls_is_a_fault_and_one_for_trying_out_is_a_remark(faults, settings):
    settings.SITE_ADDRESS, settings.BEHIND_TLS = "http://tinhnguyen.example", False
    open_address = faults()
    settings.SITE_ADDRESS = "http://localhost:8000"

    assert open_address["Địa chỉ"] == "http://tinhnguyen.example"
    assert faults() == {}


@pytest.mark.parametrize(("answers", "told"), [(True, {}), (False, {"Valkey": "không trả lời"})])
def test_a_cache_that_is_away_is_told(faults, settings, monkeypatch, answers, told):
    settings.VALKEY_ADDRESS = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(caches["default"], "answers", lambda: answers, raising=False)

    assert faults() == told


def test_a_database_that_is_away_ends_the_examination(faults, monkeypatch):
    def away():
        raise ConnectionError

    monkeypatch.setattr(connection, "cursor", away)

    assert faults() == {"Cơ sở dữ liệu": "ConnectionError"}


def test_changes_that_wait_are_told(faults, monkeypatch):
    monkeypatch.setattr(doctor, "pending", lambda: 3)

    assert faults() == {"Phiên bản dữ liệu": "3 thay đổi chưa áp dụng"}


def test_the_command_ends_with_one_when_something_is_wrong(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "_their_time", clock.read)
    sound = cli.main(["doctor"])
    monkeypatch.setattr(doctor, "pending", lambda: 1)
    unsound = cli.main(["doctor"])

    assert (sound, unsound) == (0, 1)
    assert (
        "✗ Phiên bản dữ liệu: 1 thay đổi chưa áp dụng\n    → Sao lưu rồi chạy"
        in capsys.readouterr().out
    )
