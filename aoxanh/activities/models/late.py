"""Late entries that wait to join the ledger, and the links by which receiving bodies answer for them."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.shifts import Shift
from aoxanh.activities.types import LateState
from aoxanh.activities.types.late import Confirmer, ReceiverProof
from aoxanh.kernel.scoping import ScopedQuerySet


class ReceiverLinkQuerySet(ScopedQuerySet["ReceiverLink"]):
    unit_column = "activity__unit_id"


class ReceiverLink(models.Model):
    """A link by which a body that received help answers once for late entries of an activity.

    It is sent to ``contact`` and shown to nobody of the organiser; only a digest of its secret is stored. ``proof``
    says how surely that body answered.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(_("nơi nhận"), max_length=160)
    receiver_key = models.CharField(max_length=160, default="", editable=False)
    contact = models.CharField(_("liên hệ của nơi nhận"), max_length=254, default="")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    answered_name = models.CharField(_("người xác nhận"), max_length=120, blank=True)
    answered_title = models.CharField(_("chức vụ"), max_length=120, blank=True)
    proof = models.CharField(max_length=8, choices=ReceiverProof, blank=True)
    asked_by_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ReceiverLinkQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(receiver__gt=""), name="receiver_link_names_one"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, proof="") | Q(answered_at__isnull=False),
                name="receiver_link_proven_when_answered",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__lt=F("valid_until")), name="receiver_link_lasts"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_name__gt=""),
                name="receiver_link_answered_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("contact",), name="receiver_link_contact"),)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.receiver}"

    def has_ended(self, now: datetime) -> bool:
        """Whether it was answered, withdrawn or has expired."""
        is_used = self.answered_at is not None or self.revoked_at is not None
        return is_used or self.valid_until <= now


class LateEntryQuerySet(ScopedQuerySet["LateEntry"]):
    unit_column = "activity__unit_id"


class SentLateEntryQuerySet(ScopedQuerySet["LateEntry"]):
    """Late entries as the participants' own units reach them."""

    unit_column = "participant_unit_id"


class HostedLateEntryQuerySet(ScopedQuerySet["LateEntry"]):
    """Late entries as the units reach them that let the activity come."""

    unit_column = "activity__hosts__host_unit_id"


class LateEntry(models.Model):
    """A presence nobody recorded at the door, asked for afterwards and confirmed from outside the organising unit."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="late_entries")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    participant_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    receiver_link = models.ForeignKey(
        ReceiverLink, on_delete=models.PROTECT, null=True, related_name="entries"
    )
    minutes = models.PositiveSmallIntegerField(_("số phút"))
    reason = models.CharField(_("lý do"), max_length=300)
    note = models.CharField(_("ý kiến"), max_length=300, blank=True)
    asked_by_id = models.BigIntegerField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    confirmer = models.CharField(max_length=10, choices=Confirmer, blank=True)
    state = models.CharField(max_length=12, choices=LateState, default=LateState.WAITING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = LateEntryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("shift", "person"),
                condition=~Q(state=LateState.RETURNED),
                name="late_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(state=LateState.WAITING, decided_at__isnull=True)
                | ~Q(state=LateState.WAITING) & Q(decided_at__isnull=False),
                name="late_entry_decided_at_when_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=LateState.CONFIRMED)
                | Q(decided_unit__isnull=False)
                | Q(receiver_link__isnull=False),
                name="late_entry_confirmed_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"
