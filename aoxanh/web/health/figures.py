"""What this installation counts: answers by route, and the readings of every context, as OpenMetrics.

Several processes count in files of their own in one folder (`PROMETHEUS_MULTIPROC_DIR`, set by `aoxanh serve`); whoever
is asked adds them up.
"""

import os
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.openmetrics.exposition import generate_latest

from aoxanh.kernel import probes


_OWN = CollectorRegistry()
_ANSWERS = Counter(
    "aoxanh_answers", "Requests answered", ("route", "method", "status"), registry=_OWN
)
_SECONDS = Histogram(
    "aoxanh_answer_seconds",
    "Seconds an answer took",
    ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=_OWN,
)


class _Readings:
    """The probes of the contexts as gauges."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for reading in probes.readings(self._now):
            yield GaugeMetricFamily(f"aoxanh_{reading.name}", "See docs/van-hanh.md", reading.value)


def count(*, route: str, method: str, status: int, seconds: float) -> None:
    """One answer more. ``route`` is the name of the URL pattern, never the path."""
    _ANSWERS.labels(route, method, str(status)).inc()
    _SECONDS.labels(route).observe(seconds)


def told(now: datetime) -> bytes:
    """Everything counted by all processes, and the readings as of ``now``."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library names no types here
    else:
        registry = _OWN
    readings = CollectorRegistry()
    readings.register(_Readings(now))
    counted: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]  # as above
    read: bytes = generate_latest(readings)  # type: ignore[no-untyped-call]  # as above
    return counted.removesuffix(b"# EOF\n") + read
