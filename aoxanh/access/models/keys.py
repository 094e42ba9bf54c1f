"""Keys with which other systems ask in the name of a unit."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.access.models.account import Account
from aoxanh.access.types import RoleCode
from aoxanh.kernel.scoping import ScopedQuerySet


class ApiKeyQuerySet(ScopedQuerySet["ApiKey"]):
    pass


class ApiKey(models.Model):
    """One role at one unit for another system, given by an officer who may hand that role on.

    Only the digest of the secret is kept. What is done with it is done in the name of who gave it.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("vai trò"), max_length=24, choices=RoleCode)
    name = models.CharField(_("dùng cho"), max_length=80)
    secret_digest = models.CharField(max_length=64, unique=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="api_key_period"
            ),
        )
        indexes = (models.Index(fields=("unit", "-id"), name="api_key_of_unit"),)

    def __str__(self) -> str:
        return f"{self.name} {self.role} @{self.unit_id}"
