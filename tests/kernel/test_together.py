"""What several threads ask for at the same moment, done at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

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
    together = Together(counting, most=10)

    assert [together("door", number) for number in (1, 2)] == [2, 4]
    assert counting.calls == [[1], [2]]


def test_who_comes_meanwhile_is_answered_by_one_call(counting):
    told = _gathered(counting, Together(counting, most=10), [1, 2, 3])

    assert told == [2, 4, 6]
    assert [sorted(call) for call in counting.calls] == [[100], [1, 2, 3]]


def test_no_call_is_larger_than_it_may_be(counting):
    told = _gathered(counting, Together(counting, most=2), [1, 2, 3])

    assert told == [2, 4, 6]
    assert [len(call) for call in counting.calls] == [1, 2, 1]


def test_the_fault_of_one_is_nobody_elses(counting):
    told = _gathered(counting, Together(counting, most=10), [1, 0, 3])

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

    together = Together(held_by_one, most=10)
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(together, "door", 1)
        assert began.wait(PATIENCE)
        assert together("another door", 5) == 5
        assert not held.done()
        may_end.set()
        assert held.result(PATIENCE) == 1


def test_nothing_is_kept_of_what_was_answered(counting):
    counting.may_end.set()
    together = Together(counting, most=10)

    together("door", 1)

    assert together.waiting("door") == []
