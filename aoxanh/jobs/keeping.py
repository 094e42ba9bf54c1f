"""What `aoxanh serve` becomes once everything is ready: it keeps the processes together, without Django's weight.

Run as ``python -m aoxanh.jobs.keeping FD`` by ``become``, which leaves the orders in an open pipe: they hold words
that are nobody's business on a list of processes.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import NoReturn

from aoxanh.jobs.errors import ServerStopped
from aoxanh.jobs.processes import Company
from aoxanh.jobs.speaking import complain, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """The call of the server, where it answers, and what to say when it does and when it ends by itself."""

    server: Sequence[str]
    with_worker: bool
    host: str
    port: int
    greeting: Sequence[str]
    ended: str


def become(orders: Orders) -> NoReturn:
    """Put the keeper in the place of this process."""
    reading, writing = os.pipe()
    os.set_inheritable(reading, True)  # noqa: FBT003  Python's own signature
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        json.dump(asdict(orders), pipe)
    sys.stdout.flush()
    call = [sys.executable, "-m", "aoxanh.jobs.keeping", str(reading)]
    os.execv(sys.executable, call)  # noqa: S606  our own interpreter and module


def keep(orders: Orders) -> int:
    """Until told to stop (0), or until the server ends by itself (1)."""
    company = Company(orders.server, with_worker=orders.with_worker, env=os.environ)
    company.listen()
    try:
        company.start()
        company.wait_until_answering(orders.host, orders.port)
        for line in orders.greeting:
            say(line)
        company.wait()
    except ServerStopped:
        complain(orders.ended)
        return 1
    finally:
        company.end()
    return 0


def main() -> int:
    with os.fdopen(int(sys.argv[1]), encoding="utf-8") as pipe:
        orders = Orders(**json.load(pipe))
    return keep(orders)


if __name__ == "__main__":
    sys.exit(main())
