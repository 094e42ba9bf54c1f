"""`aoxanh worker`: background work by itself, for as long as it is let."""

import argparse

from django.utils.translation import gettext as _

from aoxanh.jobs import clock, waiting
from aoxanh.jobs.loop import Worker


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once", action="store_true", help=_("làm hết việc đang chờ một lượt rồi thoát")
    )


def run(options: argparse.Namespace) -> int:
    waiting.for_the_database()
    worker = _listening()
    if options.once:
        while worker.round() and not worker.stopping.is_set():
            continue
    else:
        worker.work()
    return 0


def work() -> None:
    """Rounds until told to stop."""
    _listening().work()


def _listening() -> Worker:
    worker = Worker(now=clock.read)
    worker.listen()
    return worker
