"""Content lives exactly as long as its row."""

import gc
import os
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from aoxanh.audit.models import Entry
from aoxanh.files import actions, queries
from aoxanh.files.errors import FileGone, FileInUse
from aoxanh.files.models import StoredFile
from aoxanh.files.types import FileKind
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from tests.files import uploads
from tests.work.tree import officer, plant


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def store(system, now):
    def keep(unit_id=1, **more):
        return actions.store(
            by=system,
            unit_id=unit_id,
            kind=FileKind.DOCUMENT,
            name="a.pdf",
            content=uploads.PDF,
            now=now,
            **more,
        )

    return keep


def contents(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_committed_file_stays_and_is_readable_by_its_owner_only(store, commit, tmp_path):
    with commit(execute=True):
        stored = store()
    gc.collect()

    (path,) = contents(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert queries.content(stored) == uploads.PDF
    assert Entry.objects.filter(event="files.FileStored", subject_id=stored.pk).exists()


def test_a_rolled_back_file_is_removed_at_once(store, tmp_path):
    def fail_after_storing():
        with transaction.atomic():
            store()
            assert len(contents(tmp_path)) == 1
            raise KeyError

    with pytest.raises(KeyError):
        fail_after_storing()

    assert contents(tmp_path) == []
    assert not StoredFile.objects.exists()


def test_only_what_was_rolled_back_is_removed(store, tmp_path):
    def fail_inside():
        with transaction.atomic():
            store()
            raise KeyError

    with transaction.atomic():
        store()
        with pytest.raises(KeyError):
            fail_inside()

    assert len(contents(tmp_path)) == StoredFile.objects.count() == 1


def test_dropped_content_goes_when_the_drop_commits_and_not_before(
    store, system, commit, now, tmp_path
):
    stored = store()

    with commit(execute=True):
        actions.drop(by=system, file_id=stored.pk, now=now)
        assert len(contents(tmp_path)) == 1

    assert contents(tmp_path) == []
    with pytest.raises(FileGone):
        queries.content(stored)


def test_the_sweep_drops_what_need_not_be_kept_any_longer(store, system, commit, now, tmp_path):
    store(keep_until=system.day)
    kept = store(keep_until=system.day + timedelta(days=1))

    with commit(execute=True):
        swept = actions.sweep(by=system, now=now)

    assert swept.expired == 1
    assert list(StoredFile.objects.all()) == [kept]
    assert len(contents(tmp_path)) == 1


def test_the_sweep_removes_content_that_a_crash_left_without_a_row(store, system, now, tmp_path):
    stored = store()
    crashed, writing = tmp_path / "ab" / ("ab" * 16), tmp_path / "ab" / ("cd" * 16)
    crashed.parent.mkdir()
    for path, age in ((crashed, 7), (writing, 1), (queries.location(stored.path), 9)):
        path.write_bytes(b"x")
        at = (now - timedelta(hours=age)).timestamp()
        os.utime(path, (at, at))

    swept = actions.sweep(by=system, now=now)

    assert swept.orphans == 1
    assert sorted(contents(tmp_path)) == sorted([writing, queries.location(stored.path)])


def test_a_file_that_something_shows_cannot_be_dropped(store, system, now, monkeypatch):
    stored = store(keep_until=date(2026, 1, 1))
    monkeypatch.setattr(type(StoredFile.objects.all()), "delete", _protected)

    with pytest.raises(FileInUse), transaction.atomic():
        actions.drop(by=system, file_id=stored.pk, now=now)
    assert actions.sweep(by=system, now=now).expired == 0


def _protected(rows):
    message = "shown elsewhere"
    raise ProtectedError(message, set())


def test_files_are_seen_from_above_and_not_from_beside(store):
    tree = plant()
    stored = store(unit_id=tree.commune)

    above = officer(tree.province, Permission.FILE_VIEW)
    assert queries.file(stored.code, actor=above) == stored
    with pytest.raises(Missing):
        queries.file(stored.code, actor=officer(tree.sibling, Permission.FILE_VIEW))
