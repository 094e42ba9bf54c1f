"""The worker: jobs, the trail, messages and the schedule, round after round, until told to stop."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections

from aoxanh.activities import actions as activities
from aoxanh.jobs import running, schedule
from aoxanh.jobs.clock import Clock, system
from aoxanh.notices import actions as notices
from aoxanh.programmes import actions as programmes


_log = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
JOBS_A_ROUND = 20
TICK_EVERY = timedelta(seconds=30)
REMIND_EVERY = timedelta(minutes=1)


class Worker:
    """Does what is due in rounds. A step that fails is logged and met again in the next round."""

    def __init__(self, *, now: Clock) -> None:
        self.now = now
        self.stopping = threading.Event()
        self._ticked: datetime | None = None
        self._reminded: datetime | None = None

    def stop(self, *_signal: object) -> None:
        """Finish what is being done, begin nothing new."""
        self.stopping.set()

    def listen(self) -> None:
        """Stop when the terminal or the service manager asks."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def work(self) -> None:
        """Rounds until stopped; without a pause while there is work."""
        while not self.stopping.is_set():
            close_old_connections()
            if not self.round():
                self.stopping.wait(IDLE_SECONDS)

    def round(self) -> bool:
        """One turn of every step; whether any of them found something to do."""
        steps = (self._tick, self._remind, self._run_jobs, self._follow, self._deliver)
        found = [self._guarded(step) for step in steps]
        return any(found)

    def _guarded(self, step: Callable[[], bool]) -> bool:
        try:
            return not self.stopping.is_set() and step()
        except Exception as fault:  # noqa: BLE001  the loop outlives a lost database and any bug
            _log.error("worker: %s: %s", step.__name__, running.described(fault))
            return False

    def _tick(self) -> bool:
        now = self.now()
        if self._ticked is not None and now - self._ticked < TICK_EVERY:
            return False
        schedule.tick(by=system("schedule", now), now=now)
        self._ticked = now
        return False

    def _remind(self) -> bool:
        now = self.now()
        if self._reminded is not None and now - self._reminded < REMIND_EVERY:
            return False
        told = activities.remind(by=system("schedule", now), now=now)
        self._reminded = now
        return told > 0

    def _run_jobs(self) -> bool:
        ran = 0
        while ran < JOBS_A_ROUND and not self.stopping.is_set() and running.run_next(now=self.now):
            ran += 1
        return ran > 0

    def _follow(self) -> bool:
        now = self.now()
        return programmes.follow(by=system("worker", now), now=now) > 0

    def _deliver(self) -> bool:
        return notices.deliver(now=self.now()).sent > 0
