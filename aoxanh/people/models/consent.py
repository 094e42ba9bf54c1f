"""Guardians, and who agreed to which version of a text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.people.models.person import Person
from aoxanh.people.types import ConsentGiver, ConsentPurpose


class GuardianQuerySet(ScopedQuerySet["Guardian"]):
    unit_column = "person__unit_id"


class Guardian(models.Model):
    """Who answers for a minor."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardians")
    full_name = models.CharField(_("họ và tên người giám hộ"), max_length=120)
    phone = models.CharField(_("số điện thoại người giám hộ"), max_length=20)
    relation = models.CharField(_("quan hệ"), max_length=40, blank=True)

    objects = GuardianQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.pk} of {self.person_id}"


class ConsentQuerySet(ScopedQuerySet["Consent"]):
    unit_column = "person__unit_id"


class Consent(models.Model):
    """That a person, or a guardian for them, agreed to one version of a text (reference/consents.yaml)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=16, choices=ConsentPurpose)
    version = models.PositiveSmallIntegerField()
    given_by = models.CharField(max_length=8, choices=ConsentGiver)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(given_by=ConsentGiver.GUARDIAN, guardian__isnull=False)
                | ~Q(given_by=ConsentGiver.GUARDIAN),
                name="consent_of_guardian_names_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} v{self.version} of {self.person_id}"
