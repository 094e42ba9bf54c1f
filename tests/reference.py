"""What every land leans on, kinds of units and of activities: read once a process, written again for each test."""

from django.db import transaction

from aoxanh.activities import actions as activities
from aoxanh.activities.models import (
    ActivityKind,
    CampaignType,
    Criterion,
    FieldOfWork,
    Force,
    LifecycleRow,
    LinkDimension,
    OutputMetric,
    ReminderRule,
    SafetyRule,
    Template,
)
from aoxanh.units import actions as units
from aoxanh.units.models import UnitKind


_OF_UNITS = (UnitKind,)
_OF_ACTIVITIES = (
    FieldOfWork,
    ActivityKind,
    LifecycleRow,
    SafetyRule,
    OutputMetric,
    ReminderRule,
    Template,
    CampaignType,
    Criterion,
    Force,
    LinkDimension,
)
_read = {}


def kinds_of_units(*, by, now):
    _lay_down(_OF_UNITS, units.load_kinds, by=by, now=now)


def kinds_of_activities(*, by, now):
    _lay_down(_OF_ACTIVITIES, activities.load_reference, by=by, now=now)


def _lay_down(tables, load, *, by, now):
    """Write the rows that ``load`` once wrote; the files themselves are the business of the tests of loading."""
    if load not in _read:
        with transaction.atomic():
            load(by=by, now=now)
            _read[load] = [(table, list(table.objects.order_by("pk"))) for table in tables]
            transaction.set_rollback(True)
    for table, rows in _read[load]:
        table.objects.bulk_create(rows, ignore_conflicts=True)
