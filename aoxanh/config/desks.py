"""A few threads that work, and many that wait for them in a row: who waits takes hardly any memory."""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Generic, TypeVar


Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class _Turn(Generic[Asked, Answer]):
    """What one asks, and what it comes to."""

    __slots__ = ("answer", "asked", "begun", "done", "fault")

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.answer: Answer
        self.fault: BaseException | None = None
        self.begun, self.done = threading.Lock(), threading.Lock()
        self.done.acquire()


class Desks(Generic[Asked, Answer]):
    """``number`` threads that do ``work``, for one after the other in the order in which they came."""

    def __init__(self, work: Callable[[Asked], Answer], number: int) -> None:
        self._work = work
        self._number = number
        self._row: SimpleQueue[_Turn[Asked, Answer] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._opening = threading.Lock()

    def answer(self, asked: Asked, *, patience: float) -> Answer | None:
        """What it comes to; None when nobody began with it in so many seconds. Raises what the work raises."""
        if not self._threads:
            self._open()
        turn: _Turn[Asked, Answer] = _Turn(asked)
        self._row.put(turn)
        if not turn.done.acquire(timeout=patience):
            if turn.begun.acquire(blocking=False):
                return None
            turn.done.acquire()
        if turn.fault is not None:
            raise turn.fault
        return turn.answer

    def close(self) -> None:
        """End the threads; who asks next begins new ones. A process does so before it forks: threads stay behind."""
        with self._opening:
            for _ in self._threads:
                self._row.put(None)
            for each in self._threads:
                each.join()
            self._threads = []

    def _open(self) -> None:
        with self._opening:
            if not self._threads:
                threads = [
                    threading.Thread(target=self._sit, name="answering", daemon=True)
                    for _ in range(self._number)
                ]
                for each in threads:
                    each.start()
                self._threads = threads

    def _sit(self) -> None:
        while (turn := self._row.get()) is not None:
            if turn.begun.acquire(blocking=False):
                try:
                    turn.answer = self._work(turn.asked)
                except BaseException as fault:  # noqa: BLE001  raised again where it was asked
                    turn.fault = fault
                turn.done.release()
            del turn
