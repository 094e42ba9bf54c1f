"""The ledger of hours."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.scans import Participation
from aoxanh.activities.types import EntryRole, HoursSource
from aoxanh.kernel.scoping import ScopedQuerySet


class HoursEntryQuerySet(ScopedQuerySet["HoursEntry"]):
    unit_column = "organiser_unit_id"


class HoursEntry(models.Model):
    """Signed minutes of one participation. Never changed or removed: a correction is new entries.

    The sum of a participation's entries is its time; ``out_assumed`` marks minutes counted up to the end of the
    shift because nobody checked out.
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="entries"
    )
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organiser_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    participant_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    day = models.DateField(_("ngày"))
    minutes = models.SmallIntegerField(_("số phút"))
    role = models.CharField(max_length=12, choices=EntryRole, default=EntryRole.CREDIT)
    source = models.CharField(_("nguồn"), max_length=12, choices=HoursSource)
    out_assumed = models.BooleanField(default=False)
    device_id = models.CharField(max_length=64, blank=True)
    witness_account_id = models.BigIntegerField(null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    objects = HoursEntryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("participation",),
                condition=Q(role=EntryRole.CREDIT),
                name="hours_entry_credited_once",
            ),
            models.UniqueConstraint(
                fields=("corrects", "role"),
                condition=~Q(role=EntryRole.CREDIT),
                name="hours_entry_corrected_once",
            ),
            models.CheckConstraint(
                condition=Q(role=EntryRole.CREDIT, corrects__isnull=True, minutes__gte=0)
                | Q(role=EntryRole.REVERSAL, corrects__isnull=False, minutes__lte=0, reason__gt="")
                | Q(
                    role=EntryRole.REPLACEMENT,
                    corrects__isnull=False,
                    minutes__gte=0,
                    reason__gt="",
                ),
                name="hours_entry_role",
            ),
            models.CheckConstraint(
                condition=~Q(source=HoursSource.LATE) | Q(confirmed_by_unit__isnull=False),
                name="hours_entry_late_is_confirmed",
            ),
        )
        indexes = (
            models.Index(fields=("person", "day"), name="hours_of_person"),
            models.Index(fields=("activity",), name="hours_of_activity"),
            models.Index(fields=("organiser_unit", "day"), name="hours_organised"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.minutes:+d}"
