"""Commendations of persons and collectives: proposed with evidence, then decided or not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.recognition.types import (
    CommendationForm,
    CommendationLevel,
    CommendationOccasion,
    CommendationState,
)


class CommendationQuerySet(ScopedQuerySet["Commendation"]):
    pass


class Commendation(models.Model):
    """That somebody is proposed for a commendation or was commended, as ``unit`` keeps it.

    A person's commendation names the person; a collective's ``collective`` only when it is a unit here.
    ``deeds`` is what the ledger held of them on the day of the proposal.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    collective = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )

    name = models.CharField(_("người, tập thể được khen"), max_length=200)
    is_collective = models.BooleanField(_("tập thể"), default=False)
    form = models.CharField(_("hình thức"), max_length=12, choices=CommendationForm)
    level = models.CharField(_("cấp khen"), max_length=12, choices=CommendationLevel)
    occasion = models.CharField(
        _("dịp khen"),
        max_length=12,
        choices=CommendationOccasion,
        default=CommendationOccasion.PERIODIC,
    )
    merit = models.CharField(_("thành tích"), max_length=500)
    evidence = models.CharField(_("minh chứng"), max_length=500, blank=True)
    deeds = models.JSONField(default=dict)
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    authority = models.CharField(_("cấp có thẩm quyền"), max_length=200, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    state = models.CharField(
        max_length=12, choices=CommendationState, default=CommendationState.PROPOSED
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = CommendationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_collective=True, person__isnull=True)
                | Q(is_collective=False, person__isnull=False, collective__isnull=True),
                name="commendation_of_person_or_collective",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommendationState.DECIDED)
                | Q(decision_number__gt="", decided_on__isnull=False, authority__gt=""),
                name="commendation_decided_by_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommendationState.DECLINED) | Q(reason__gt=""),
                name="commendation_declined_with_reason",
            ),
            models.UniqueConstraint(
                fields=("person", "decision_number", "decided_on"),
                condition=Q(state=CommendationState.DECIDED, person__isnull=False),
                name="commendation_of_person_once",
            ),
            models.UniqueConstraint(
                fields=("unit", "name", "decision_number", "decided_on"),
                condition=Q(state=CommendationState.DECIDED, is_collective=True),
                name="commendation_of_collective_once",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-decided_on"), name="commendation_of_person"),
            models.Index(fields=("unit", "state"), name="commendation_of_unit"),
        )

    def __str__(self) -> str:
        return self.name
