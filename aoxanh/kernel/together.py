"""What several threads ask for at the same moment, done at once by one of them for all."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar


Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(slots=True, eq=False)
class _Asked(Generic[Item, Result]):
    """What one thread asks for, and what came of it."""

    item: Item
    is_done: bool = False
    result: Result | None = None
    fault: Exception | None = None


@dataclass(slots=True)
class _Queue(Generic[Item, Result]):
    """What is asked for under one key: one thread at a time does all that waits."""

    users: int = 0
    turn: Lock = field(default_factory=Lock)
    waiting: list[_Asked[Item, Result]] = field(default_factory=list)


class Together(Generic[Item, Result]):
    """Calls ``do`` with everything that threads of this process ask for while another call is on its way.

    Who is alone is answered at once, by a call with one item; nobody waits in the hope of others. A call that fails
    is made again for each of its items alone, so that one thread's fault is nobody else's: ``do`` leaves nothing
    behind when it raises.
    """

    def __init__(self, do: Callable[[Sequence[Item]], Sequence[Result]], *, most: int) -> None:
        self._do = do
        self._most = most
        self._lock = Lock()
        self._queues: dict[Hashable, _Queue[Item, Result]] = {}

    def __call__(self, key: Hashable, item: Item) -> Result:
        """What ``do`` gives for ``item``, asked for together with others of the same ``key``; raises what it raises."""
        asked = _Asked[Item, Result](item)
        queue = self._joined(key, asked)
        try:
            with queue.turn:
                while not asked.is_done:
                    self._answer(self._next(queue))
        finally:
            self._leave(key, queue)
        if asked.fault is not None:
            raise asked.fault
        return asked.result  # type: ignore[return-value]  # it is done and did not fail

    def waiting(self, key: Hashable) -> list[Item]:
        """What is asked for under ``key`` and by no call yet."""
        with self._lock:
            queue = self._queues.get(key)
            return [asked.item for asked in queue.waiting] if queue else []

    def _joined(self, key: Hashable, asked: _Asked[Item, Result]) -> _Queue[Item, Result]:
        with self._lock:
            queue = self._queues.setdefault(key, _Queue())
            queue.users += 1
            queue.waiting.append(asked)
            return queue

    def _next(self, queue: _Queue[Item, Result]) -> list[_Asked[Item, Result]]:
        with self._lock:
            taken = queue.waiting[: self._most]
            del queue.waiting[: self._most]
            return taken

    def _leave(self, key: Hashable, queue: _Queue[Item, Result]) -> None:
        with self._lock:
            queue.users -= 1
            if not queue.users:
                self._queues.pop(key, None)

    def _answer(self, asked: Sequence[_Asked[Item, Result]]) -> None:
        try:
            results = self._do([each.item for each in asked])
        except Exception as fault:  # noqa: BLE001  it is raised where it belongs
            if len(asked) > 1:
                for each in asked:
                    self._answer([each])
                return
            asked[0].fault = fault
        else:
            for each, result in zip(asked, results, strict=True):
                each.result = result
        for each in asked:
            each.is_done = True
