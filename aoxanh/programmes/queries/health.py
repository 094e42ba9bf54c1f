"""Whether figures keep up with what happens."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from aoxanh.audit import queries as audit
from aoxanh.kernel.probes import Reading, seconds_since
from aoxanh.programmes.types import FOLLOWER


BEHIND_BY = 300
"""Seconds figures may be behind the trail: the worker follows it every second or so."""


def health(now: datetime) -> Sequence[Reading]:
    """How old the first entry is that no figure speaks of yet: two statements."""
    first = audit.first_after(audit.position_of(FOLLOWER))
    return (
        Reading(
            "figures_behind_seconds",
            seconds_since(first, now),
            _("Số liệu chậm so với nhật ký"),
            BEHIND_BY,
            _("Kiểm tra tiến trình nền; nếu nó vẫn chạy, chạy “aoxanh measures rebuild”."),
        ),
    )
