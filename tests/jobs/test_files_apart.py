"""Files apart from the archives: kept once, named by every backup, forgotten when nothing names them any longer."""

import os
from datetime import timedelta

import pytest

from aoxanh.files import actions as files
from aoxanh.files import queries
from aoxanh.files.types import FileKind
from aoxanh.jobs import backups
from aoxanh.jobs.commands import restore
from aoxanh.jobs.errors import FilesLost, NothingToRestore
from aoxanh.jobs.parsing import Parser
from aoxanh.kernel.actors import Actor
from tests.files.uploads import PDF


pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(settings, tmp_path, today, now):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.KEY_FOLDER = tmp_path / "keys"
    system = Actor.system(cause="test", day=today)
    return files.store(
        by=system, unit_id=1, kind=FileKind.PDF, name="giấy.pdf", content=PDF, now=now
    )


def _restore(*words):
    parser = Parser(prog="restore")
    restore.declare(parser)
    return restore.run(parser.parse_args([str(word) for word in words]))


def test_a_file_is_copied_once_and_comes_back_as_it_was(stored, settings, tmp_path, now):
    store = tmp_path / "store"

    counts = [backups.keep_files(store, now=now) for _ in range(2)]
    queries.location(stored.path).unlink()
    status = _restore("--files", store)

    assert (counts, status) == ([1, 1], 0)
    assert [path.read_bytes() for path in store.glob("??/*")] == [PDF]
    assert queries.content(stored) == PDF
    assert queries.location(stored.path).stat().st_mode & 0o777 == 0o600


def test_a_copy_cut_short_is_made_anew(stored, tmp_path, now):
    backups.keep_files(tmp_path / "store", now=now)
    os.truncate(tmp_path / "store" / stored.path, 3)

    backups.keep_files(tmp_path / "store", now=now)

    assert (tmp_path / "store" / stored.path).read_bytes() == PDF


@pytest.mark.parametrize("spoil", [lambda copy: copy.unlink(), lambda copy: copy.write_bytes(b"x")])
def test_a_file_that_is_not_as_it_was_is_told_and_not_brought(stored, tmp_path, now, spoil):
    backups.keep_files(tmp_path / "store", now=now)
    queries.location(stored.path).unlink()
    spoil(tmp_path / "store" / stored.path)

    with pytest.raises(FilesLost):
        _restore("--files", tmp_path / "store")

    assert not queries.location(stored.path).exists()


def test_what_was_let_go_is_forgotten_after_its_days_and_not_before(stored, tmp_path, now):
    store, later = tmp_path / "store", now + timedelta(days=31)
    backups.keep_files(store, now=now)
    backups.keep_files(store, now=later)
    kept = backups.forget(store, days=30, now=later)
    queries.location(stored.path).unlink()
    backups.keep_files(store, now=later + timedelta(days=31))

    forgotten = backups.forget(store, days=30, now=later + timedelta(days=31))

    assert (kept, forgotten) == (0, 1)
    assert list(store.glob("??/*")) == []


def test_restoring_nothing_is_refused_in_a_sentence():
    with pytest.raises(NothingToRestore):
        _restore()
