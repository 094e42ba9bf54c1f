"""Scans as devices made them, and the presence they add up to."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.devices import DoorDevice
from aoxanh.activities.models.shifts import Shift
from aoxanh.activities.models.signups import Pass, Signup
from aoxanh.activities.types import CheckInMethod, Direction, KeptReason, ScanOutcome
from aoxanh.kernel.scoping import ScopedQuerySet


class ScanQuerySet(ScopedQuerySet["Scan"]):
    unit_column = "activity__unit_id"

    def to_look_at(self) -> Self:
        """Kept, not set aside, and the person is not known to have come to that shift since."""
        came = Participation.objects.filter(
            shift_id=OuterRef("shift_id"), person_id=OuterRef("person_id")
        )
        rows = self.filter(outcome=ScanOutcome.KEPT, undoes__isnull=True, undone_by__isnull=True)
        return rows.exclude(Exists(came))


class Scan(models.Model):
    """An event at the door, made by a device. Never changed or removed: triggers refuse it.

    ``happened_at`` is the device's time when it was offline and not ahead of the server, else the server's.
    A scan with ``undoes`` takes another one back. What a ``door_device`` kept carries its number there and by how
    many seconds its clock was corrected.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    shift = models.ForeignKey(
        Shift, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    pass_held = models.ForeignKey(Pass, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    door_device = models.ForeignKey(
        DoorDevice, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uuid = models.UUIDField(unique=True)
    sequence = models.PositiveIntegerField(null=True)
    skew = models.IntegerField(null=True)
    raw = models.CharField(max_length=600, blank=True)
    direction = models.CharField(max_length=4, choices=Direction)
    method = models.CharField(max_length=8, choices=CheckInMethod)
    device_id = models.CharField(max_length=64, blank=True)
    offline = models.BooleanField(default=False)
    account_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=8, choices=ScanOutcome)
    reason = models.CharField(max_length=16, choices=KeptReason, blank=True)
    device_at = models.DateTimeField()
    device_offset = models.SmallIntegerField(_("phút so với UTC"))
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()

    objects = ScanQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("person", "shift"), name="scan_of_person_at_shift"),
            models.Index(fields=("shift", "person"), name="scan_at_shift_of_person"),
            models.Index(fields=("activity", "-received_at"), name="scan_of_activity"),
        )

    def __str__(self) -> str:
        return f"{self.uuid} {self.direction} {self.outcome}"


class ParticipationQuerySet(ScopedQuerySet["Participation"]):
    unit_column = "organiser_unit_id"


class Participation(models.Model):
    """That a person served in a shift: what hours, certificates and indicators rest on.

    The three attributions are those of ``day`` and never move (house decision 1).
    """

    shift = models.ForeignKey(
        Shift, on_delete=models.PROTECT, related_name="participations", db_index=False
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="participations", db_index=False
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signup = models.ForeignKey(Signup, on_delete=models.PROTECT, null=True, related_name="+")
    organiser_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    participant_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("ngày"))
    method = models.CharField(max_length=8, choices=CheckInMethod)
    device_id = models.CharField(max_length=64, blank=True)
    witness_account_id = models.BigIntegerField(null=True)
    checked_in_at = models.DateTimeField()
    checked_out_at = models.DateTimeField(null=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("shift", "person"), name="participation_once_a_shift"),
            models.CheckConstraint(
                condition=Q(checked_out_at__isnull=True)
                | Q(checked_out_at__gte=F("checked_in_at")),
                name="participation_out_after_in",
            ),
        )
        indexes = (
            models.Index(fields=("activity",), name="participation_of_activity"),
            models.Index(fields=("person", "-day"), name="participation_of_person"),
            models.Index(fields=("organiser_unit", "day"), name="participation_organised"),
            models.Index(fields=("participant_unit", "day"), name="participation_sent"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} @{self.shift_id}"
