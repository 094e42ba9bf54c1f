"""How many people units are asked to send, and the lists by which they send them."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.shifts import Slot
from aoxanh.kernel.scoping import ScopedQuerySet


class QuotaQuerySet(ScopedQuerySet["Quota"]):
    """Scoped by the unit that is asked; the organiser reads them through the activity."""

    def standing(self) -> Self:
        """What is still asked; a number taken back to nought is not."""
        return self.filter(number__gt=0)


class Quota(models.Model):
    """How many people one unit is asked to send to one slot, and up to which day (included).

    ``held`` places of the slot are kept for the unit until then; ``filled`` were taken by people it sent. Both are
    changed only together with the slot, whose row is locked first (house decision 5).
    """

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="quotas")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("chỉ tiêu"))
    filled = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    due_on = models.DateField(_("hạn cử"))
    message = models.CharField(_("lời nhắn"), max_length=300, blank=True)
    given_by_id = models.BigIntegerField(null=True, blank=True)
    given_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("slot", "unit"), name="quota_once_a_unit"),
            models.CheckConstraint(
                condition=Q(filled__gte=0, held__gte=0, number__gte=F("filled") + F("held")),
                name="quota_never_exceeded",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(held=0),
                name="quota_released_holds_nothing",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "due_on"), name="quota_of_unit_by_day"),
            models.Index(
                fields=("due_on",), condition=Q(held__gt=0), name="quota_to_release_by_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.filled}/{self.number} @{self.slot_id}"


class NominationQuerySet(ScopedQuerySet["Nomination"]):
    unit_column = "quota__unit_id"


class Nomination(models.Model):
    """One list of people that a unit sent for a quota; ``raw`` is what was pasted, untouched (house decision 10).

    Consent that guardians gave on paper is noted once for the list: who collected it, on which day, the scan when
    one was kept; ``minors`` is how many it covers.
    """

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="nominations")
    consent_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    raw = models.TextField(blank=True)
    persons = models.PositiveIntegerField()
    minors = models.PositiveIntegerField(default=0)
    consent_collector = models.CharField(_("người thu đơn đồng ý"), max_length=120, blank=True)
    consent_on = models.DateField(_("ngày thu"), null=True, blank=True)
    sent_by_id = models.BigIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField()

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(minors=0) | Q(consent_collector__gt="", consent_on__isnull=False),
                name="nomination_of_minors_has_consent",
            ),
        )
        indexes = (models.Index(fields=("quota", "sent_at"), name="nomination_of_quota"),)

    def __str__(self) -> str:
        return f"#{self.pk} {self.persons} @{self.quota_id}"
