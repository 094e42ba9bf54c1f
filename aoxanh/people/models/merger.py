"""Records that became one, so that they can be taken apart again."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.people.models.person import Person
from aoxanh.people.types import PersonState


class MergerQuerySet(ScopedQuerySet["Merger"]):
    unit_column = "person__unit_id"


class Merger(models.Model):
    """That one record was found to be another's person, and what it was until then.

    ``account_id`` is the account that went over with it, ``carried`` the records that had become part of it before.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mergers")
    account_id = models.BigIntegerField(null=True)
    carried = models.JSONField(default=list)
    state_before = models.CharField(max_length=12, choices=PersonState)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    merged_by_id = models.BigIntegerField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = MergerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(undone_at__isnull=True), name="merger_stands_once"
            ),
            models.CheckConstraint(condition=~Q(person=F("into")), name="merger_of_two"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} into {self.into_id}"
