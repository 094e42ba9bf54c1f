"""Few work, many wait in a row."""

import threading
import time

import pytest

from aoxanh.config.desks import Desks


class Work:
    """Work that is finished when it is let: ``begun`` in the order in which it was taken up."""

    def __init__(self):
        self.begun, self.let = [], threading.Semaphore(0)

    def __call__(self, asked):
        self.begun.append(asked)
        self.let.acquire()
        return f"{asked} done"


@pytest.fixture
def work():
    return Work()


def _asking(desks, asked, heard, *, patience=10.0):
    asker = threading.Thread(
        target=lambda: heard.append(desks.answer(asked, patience=patience)), daemon=True
    )
    asker.start()
    return asker


def _until(holds):
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.001)


def test_who_comes_first_is_answered_first_and_so_many_at_once(work):
    row, heard = Desks(work, 2), []
    askers = []
    for asked in range(6):
        askers.append(_asking(row, asked, heard))
        _until(lambda asked=asked: len(work.begun) + row._row.qsize() == asked + 1)

    assert len(work.begun) == 2
    for _ in askers:
        work.let.release()
    for each in askers:
        each.join()

    assert work.begun == list(range(6))
    assert sorted(heard) == [f"{asked} done" for asked in range(6)]


def test_whose_patience_ends_is_passed_over(work):
    row, heard = Desks(work, 1), []
    first = _asking(row, "first", heard)
    _until(lambda: work.begun)

    assert row.answer("second", patience=0.01) is None

    work.let.release()
    first.join()
    work.let.release()
    assert row.answer("third", patience=10) == "third done"
    assert work.begun == ["first", "third"]


def test_who_is_being_answered_waits_for_the_end(work):
    row, heard = Desks(work, 1), []
    asker = _asking(row, "slow", heard, patience=0.01)
    _until(lambda: work.begun)
    time.sleep(0.05)

    work.let.release()
    asker.join()

    assert heard == ["slow done"]


def test_somebody_is_called_for_those_who_take_long_and_leaves_when_they_are_done(
    work, monkeypatch
):
    monkeypatch.setattr("aoxanh.config.desks.LONG", 0.01)
    before = threading.active_count()
    row, heard = Desks(work, 1, reserve=1), []
    askers = [_asking(row, asked, heard) for asked in ("export", "page", "third")]
    _until(lambda: len(work.begun) == 2)
    time.sleep(0.05)

    assert len(work.begun) == 2, "there is one in reserve, not more"

    for _ in askers:
        work.let.release()
    for each in askers:
        each.join()
    _until(lambda: threading.active_count() == before + 1)
    work.let.release()
    assert row.answer("again", patience=10) == "again done"


def test_nobody_is_called_for_many_who_are_each_answered_soon(monkeypatch):
    monkeypatch.setattr("aoxanh.config.desks.LONG", 0.05)
    seen, heard = set(), []

    def soon(_asked):
        seen.add(threading.current_thread())
        time.sleep(0.004)

    row = Desks(soon, 1, reserve=3)
    askers = [_asking(row, asked, heard) for asked in range(40)]
    for each in askers:
        each.join()

    assert len(seen) == 1


def test_what_fails_fails_where_it_was_asked_and_nowhere_else():
    row = Desks(lambda asked: 1 // asked, 1)

    with pytest.raises(ZeroDivisionError):
        row.answer(0, patience=10)

    assert row.answer(1, patience=10) == 1
