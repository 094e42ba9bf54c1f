"""“Ba liên kết”: whom an activity or a campaign is done together with, in each dimension."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.reference import LinkDimension
from aoxanh.kernel.scoping import ScopedQuerySet


class LinkedPartyQuerySet(ScopedQuerySet["LinkedParty"]):
    unit_column = "activity__unit_id"


class LinkedParty(models.Model):
    """One party of one dimension; what is done by three links names one in each (ACT-14)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="linked")
    dimension = models.ForeignKey(LinkDimension, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("bên liên kết"), max_length=160)

    objects = LinkedPartyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "dimension", "name"), name="linked_party_once"
            ),
            models.CheckConstraint(condition=Q(name__gt=""), name="linked_party_has_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} {self.dimension_id} {self.name}"
