"""The words of calendars that other programs may fetch."""

from dataclasses import dataclass

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CalendarOpened(Event):
    feed_id: int


@dataclass(frozen=True, slots=True)
class CalendarRevoked(Event):
    feed_id: int
