"""A unit to keep registers for."""

from aoxanh.kernel.periods import BEGINNING
from aoxanh.units.models import Change, Unit


def found() -> Unit:
    change = Change.objects.create(verb="FOUND", on=BEGINNING, recorded_at="2026-01-01T00:00Z")
    return Unit.objects.create(founding=change, founded_on=BEGINNING)
