"""Who can sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(Q(phone=username) | Q(email=username))


class Account(AbstractBaseUser):
    """A sign-in of one person, by phone or e-mail, with a password."""

    phone = models.CharField(_("số điện thoại"), max_length=20, null=True, blank=True, unique=True)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    language = models.CharField(max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "phone"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(phone__isnull=False) | Q(email__isnull=False),
                name="account_can_be_reached",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk}"

    def natural_key(self) -> tuple[Any, ...]:
        return (self.phone or self.email,)
