"""What several threads ask for at the same moment, done at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from aoxanh.kernel import together as module
from aoxanh.kernel.together import Together


PATIENCE = 10


class Counting:
    """Answers each number with its double; refuses nought. Its first call waits until it may end."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.began, self.may_end = threading.Event(), threading.Event()

    def __call__(self, numbers):
        self.calls.append(list(numbers))
        self.began.set()
        assert self.may_end.wait(PATIENCE)
        if 0 in numbers:
            raise ZeroDivisionError
        return [2 * number for number in numbers]


@pytest.fixture
def counting():
    return Counting()


def _together(do, *, most=10):
    return Together(do, most=most, faults=(ZeroDivisionError,))


def _gathered(counting, together, numbers, *, key="door"):
    """One is on its way while the others ask; what each is told."""
    with ThreadPoolExecutor(len(numbers) + 1) as pool:
        first = pool.submit(together, key, 100)
        assert counting.began.wait(PATIENCE)
        others = [pool.submit(together, key, number) for number in numbers]
        while len(together.waiting(key)) < len(numbers):
            threading.Event().wait(0.001)
        counting.may_end.set()
        assert first.result(PATIENCE) == 200
        return [other.exception(PATIENCE) or other.result() for other in others]


def test_who_is_alone_is_answered_alone(counting):
    counting.may_end.set()
    together = _together(counting)

    assert [together("door", number) for number in (1, 2)] == [2, 4]
    assert counting.calls == [[1], [2]]


def test_who_comes_meanwhile_is_answered_by_one_call(counting):
    told = _gathered(counting, _together(counting), [1, 2, 3])

    assert told == [2, 4, 6]
    assert [sorted(call) for call in counting.calls] == [[100], [1, 2, 3]]


def test_no_call_is_larger_than_it_may_be(counting):
    told = _gathered(counting, _together(counting, most=2), [1, 2, 3])

    assert told == [2, 4, 6]
    assert [len(call) for call in counting.calls] == [1, 2, 1]


def test_the_fault_of_one_is_nobody_elses(counting):
    told = _gathered(counting, _together(counting), [1, 0, 3])

    assert told[0] == 2
    assert isinstance(told[1], ZeroDivisionError)
    assert told[2] == 6


def test_nobody_waits_for_another_key():
    began, may_end = threading.Event(), threading.Event()

    def held_by_one(numbers):
        if 1 in numbers:
            began.set()
            assert may_end.wait(PATIENCE)
        return numbers

    together = _together(held_by_one)
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(together, "door", 1)
        assert began.wait(PATIENCE)
        assert together("another door", 5) == 5
        assert not held.done()
        may_end.set()
        assert held.result(PATIENCE) == 1


def test_a_fault_that_is_no_ones_is_everybodys(counting):
    asked = Together(counting, most=10, faults=(KeyError,))

    told = _gathered(counting, asked, [1, 0, 3])

    assert [type(each) for each in told] == 3 * [ZeroDivisionError]
    assert len(counting.calls) == 2


def test_who_came_together_is_waited_for_when_it_comes_back(counting, monkeypatch):
    monkeypatch.setattr(module, "RECENT", PATIENCE)
    together = _together(counting)
    _gathered(counting, together, [1, 2, 3])
    monkeypatch.setattr(module, "PATIENCE", PATIENCE)

    with ThreadPoolExecutor(3) as pool:
        came = [pool.submit(together, "door", number) for number in (4, 5)]
        threading.Event().wait(0.05)
        assert len(together.waiting("door")) == 2
        came.append(pool.submit(together, "door", 6))
        assert [each.result(PATIENCE) for each in came] == [8, 10, 12]

    assert sorted(counting.calls[-1]) == [4, 5, 6]


def test_who_does_not_come_back_keeps_nobody_waiting_for_long(counting):
    together = _together(counting)
    _gathered(counting, together, [1, 2, 3])

    assert [together("door", number) for number in (4, 5)] == [8, 10]
    assert counting.calls[-2:] == [[4], [5]]


def test_of_many_doors_not_all_are_remembered(counting, monkeypatch):
    monkeypatch.setattr(module, "KEYS", 2)
    counting.may_end.set()
    together = _together(counting)

    for key in range(5):
        together(key, 1)

    assert [len(together.waiting(key)) for key in (0, 1)] == [0, 0]
    with pytest.raises(KeyError):
        together.waiting(4)
