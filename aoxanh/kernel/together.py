"""What several threads ask for at the same moment, done at once by one of them for all."""

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar


Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE, RECENT = 0.004, 0.01
"""Seconds: how long to wait for those who asked at the same time before, and until when they are expected."""

KEYS = 1000
"""Of whom it is remembered how many asked at once."""


def _shut() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@dataclass(slots=True, eq=False)
class _Asked(Generic[Item, Result]):
    """What one thread asks for, and what came of it. ``told`` opens when it is done, or when it is to lead."""

    item: Item
    told: Lock = field(default_factory=_shut)
    is_done: bool = False
    result: Result | None = None
    fault: Exception | None = None


@dataclass(slots=True, eq=False)
class _Row(Generic[Item, Result]):
    """Who waits under one key. ``expected`` asked at once last time, and are waited for ``until`` (monotonic seconds).

    ``full`` opens when they are there.
    """

    waiting: deque[_Asked[Item, Result]] = field(default_factory=deque)
    is_led: bool = False
    expected: int = 1
    until: float = 0.0
    full: "Lock | None" = None


class Together(Generic[Item, Result]):
    """Calls ``do`` with everything that threads of this process ask for while another call is on its way.

    Who is alone is answered at once, by a call with one item. Where several asked at the same time a moment ago, the
    next call waits up to ``PATIENCE`` for as many: they come back when they have been answered. A call that fails in
    one of the ways of ``faults`` is made again for each of its items alone, so that one thread's fault is nobody
    else's: ``do`` leaves nothing behind when it raises. Other faults are everybody's.
    """

    def __init__(
        self,
        do: Callable[[Sequence[Item]], Sequence[Result]],
        *,
        most: int,
        faults: tuple[type[Exception], ...],
    ) -> None:
        self._do = do
        self._most = most
        self._faults = faults
        self._changing = Lock()
        self._rows: dict[Hashable, _Row[Item, Result]] = {}

    def __call__(self, key: Hashable, item: Item) -> Result:
        """What ``do`` gives for ``item``, asked for together with others of the same ``key``; raises what it raises."""
        asked = _Asked[Item, Result](item)
        with self._changing:
            row = self._rows.setdefault(key, _Row())
            row.waiting.append(asked)
            leads, row.is_led = not row.is_led, True
            if row.full is not None and len(row.waiting) >= row.expected:
                row.full.release()
                row.full = None
        if not leads:
            asked.told.acquire()
        if not asked.is_done:
            self._lead(key, row)
        if asked.fault is not None:
            raise asked.fault
        return asked.result  # type: ignore[return-value]  # it is done and did not fail

    def waiting(self, key: Hashable) -> Sequence[Item]:
        """Who waits under this key at this moment."""
        with self._changing:
            return [asked.item for asked in self._rows[key].waiting]

    def _lead(self, key: Hashable, row: _Row[Item, Result]) -> None:
        """Answer all who wait; the first of those who came meanwhile goes on."""
        taken = self._gathered(row)
        try:
            self._answer(taken)
        finally:
            self._go_on(key, row, seen=len(taken))
            for asked in taken[1:]:
                asked.told.release()

    def _gathered(self, row: _Row[Item, Result]) -> Sequence[_Asked[Item, Result]]:
        with self._changing:
            full = None
            if len(row.waiting) < row.expected and monotonic() < row.until:
                full = row.full = _shut()
        if full is not None:
            full.acquire(timeout=PATIENCE)
        with self._changing:
            row.full = None
            return [row.waiting.popleft() for _ in range(min(len(row.waiting), self._most))]

    def _go_on(self, key: Hashable, row: _Row[Item, Result], *, seen: int) -> None:
        with self._changing:
            row.expected = min(seen + len(row.waiting), self._most)
            row.until = monotonic() + RECENT
            row.is_led = bool(row.waiting)
            if row.is_led:
                row.waiting[0].told.release()
            elif len(self._rows) > KEYS:
                del self._rows[key]

    def _answer(self, asked: Sequence[_Asked[Item, Result]]) -> None:
        try:
            results = self._do([each.item for each in asked])
        except Exception as fault:  # noqa: BLE001  it is raised where it belongs
            if len(asked) > 1 and isinstance(fault, self._faults):
                for each in asked:
                    self._answer([each])
                return
            for each in asked:
                each.fault = fault
        else:
            for each, result in zip(asked, results, strict=True):
                each.result = result
        for each in asked:
            each.is_done = True
