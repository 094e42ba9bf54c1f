"""Roles at units for a time, and the invitations that lead to them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.access.models.account import Account
from aoxanh.access.types import RoleCode
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet


class RoleGrantQuerySet(ScopedQuerySet["RoleGrant"]):
    pass


class RoleGrant(models.Model):
    """A role that an account holds at one unit for a time."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="role_grants")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("vai trò"), max_length=24, choices=RoleCode)
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)
    is_provisional = models.BooleanField(_("lâm thời"), default=False)
    granted_by_id = models.BigIntegerField(null=True)
    ended_reason = models.CharField(max_length=200, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="role_grant_period"
            ),
            models.UniqueConstraint(
                fields=("account", "unit", "role", "valid_from"), name="role_grant_once"
            ),
            models.CheckConstraint(
                condition=Q(is_provisional=False) | Q(valid_to__lt=FOREVER),
                name="role_grant_provisional_ends",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "valid_from", "valid_to"), name="role_grant_at_unit"),
            models.Index(fields=("valid_to",), name="role_grant_ending"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} @{self.unit_id}"


class InvitationQuerySet(ScopedQuerySet["Invitation"]):
    pass


class Invitation(models.Model):
    """A link with which one person may take up a role."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("vai trò"), max_length=24, choices=RoleCode)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    has_link = models.BooleanField(default=True)
    """Whether its link was ever made: a list that is brought in makes none."""
    valid_until = models.DateTimeField()
    role_until = models.DateField(default=FOREVER)
    is_provisional = models.BooleanField(_("lâm thời"), default=False)
    invited_by_id = models.BigIntegerField(null=True)
    accepted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="invitation_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_not_both_accepted_and_revoked",
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="invitation_can_be_sent"
            ),
            models.CheckConstraint(
                condition=Q(has_link=True) | Q(accepted_at__isnull=True),
                name="invitation_accepted_by_link",
            ),
            models.CheckConstraint(
                condition=Q(is_provisional=False) | Q(role_until__lt=FOREVER),
                name="invitation_provisional_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} @{self.unit_id}"
