"""A few threads that work, and many that wait for them in a row: who waits takes hardly any memory."""

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Generic, TypeVar


Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


LONG = 0.5
"""Seconds after which somebody else is called to the side of a thread that still works on the same thing."""


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
    """``number`` threads that do ``work``, for one after the other in the order in which they came.

    Up to ``reserve`` more while some take long, so that a few long exports keep nobody waiting. The first who asks
    calls them: a process that is forked before has none.
    """

    def __init__(self, work: Callable[[Asked], Answer], number: int, *, reserve: int = 0) -> None:
        self._work = work
        self._number, self._reserve = number, reserve
        self._row: SimpleQueue[_Turn[Asked, Answer]] = SimpleQueue()
        self._threads: set[threading.Thread] = set()
        self._since: dict[threading.Thread, float] = {}
        """Since when each of them that works has worked on the same thing."""
        self._changing = threading.Lock()

    def answer(self, asked: Asked, *, patience: float) -> Answer | None:
        """What it comes to; None when nobody began with it in so many seconds. Raises what the work raises."""
        if not self._threads:
            self._call()
        turn: _Turn[Asked, Answer] = _Turn(asked)
        self._row.put(turn)
        if not turn.done.acquire(timeout=min(LONG, patience)) and not self._waited(turn, patience):
            return None
        if turn.fault is not None:
            raise turn.fault
        return turn.answer

    def _waited(self, turn: _Turn[Asked, Answer], patience: float) -> bool:
        """Whether the turn came after all."""
        self._call()
        if turn.done.acquire(timeout=max(0.0, patience - LONG)):
            return True
        if turn.begun.acquire(blocking=False):
            return False
        turn.done.acquire()
        return True

    def _call(self) -> None:
        """Let there be enough beside those that take long."""
        with self._changing:
            missing = self._number - len(self._threads) + self._taking_long()
            room = self._number + self._reserve - len(self._threads)
            for _ in range(min(missing, room)):
                thread = threading.Thread(target=self._sit, name="answering", daemon=True)
                self._threads.add(thread)
                thread.start()

    def _taking_long(self) -> int:
        now = time.monotonic()
        return sum(now - since > LONG for since in list(self._since.values()))

    def _sit(self) -> None:
        here = threading.current_thread()
        while True:
            turn = self._row.get()
            if turn.begun.acquire(blocking=False):
                self._since[here] = time.monotonic()
                try:
                    turn.answer = self._work(turn.asked)
                except BaseException as fault:  # noqa: BLE001  raised again where it was asked
                    turn.fault = fault
                del self._since[here]
                turn.done.release()
            del turn
            if len(self._threads) > self._number and self._leaves(here):
                return

    def _leaves(self, here: threading.Thread) -> bool:
        """Whether one is here too many, now that others have come back from what took long."""
        with self._changing:
            is_over = len(self._threads) - self._taking_long() > self._number
            if is_over:
                self._threads.remove(here)
            return is_over
