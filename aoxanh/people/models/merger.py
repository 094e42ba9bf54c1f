"""Records that became one, so that they can be taken apart again, and what two units agree on before."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.people.models.person import Person
from aoxanh.people.types import PersonState, ProposalState


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


class MergeProposalQuerySet(ScopedQuerySet["MergeProposal"]):
    """Scoped by the unit that asked; the one that is asked reads them through its own queries."""

    unit_column = "from_unit_id"

    def waiting_on(self, day: date) -> Self:
        """Those that may still be answered on ``day``."""
        return self.filter(state=ProposalState.WAITING, open_until__gt=day)


class MergeProposal(models.Model):
    """That a unit asks another whether one of its own people is in the other's list too, and the answer.

    The asked unit sees who is meant, the asking one learns only the answer: not whether there was anybody alike.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    merger = models.OneToOneField(Merger, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.WAITING)
    proposed_by_id = models.BigIntegerField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    open_until = models.DateField()
    proposed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = MergeProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(state=ProposalState.WAITING),
                name="merge_proposal_waits_once",
            ),
            models.CheckConstraint(
                condition=~Q(from_unit=F("to_unit")), name="merge_proposal_to_another_unit"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.MERGED, merger__isnull=False)
                | (~Q(state=ProposalState.MERGED) & Q(merger__isnull=True)),
                name="merge_proposal_merged_by_a_merger",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, ended_at__isnull=True)
                | (~Q(state=ProposalState.WAITING) & Q(ended_at__isnull=False)),
                name="merge_proposal_ended_at_when_ended",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.person_id} @{self.from_unit_id} to @{self.to_unit_id} {self.state}"
