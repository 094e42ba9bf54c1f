"""What ties a person to a unit for a time."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.people.models.person import Person
from aoxanh.people.types import MembershipKind


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    pass


class Membership(models.Model):
    """That a person belongs to a unit for a time; several may hold at once."""

    person = models.ForeignKey(  # found through ``membership_once``
        Person, on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    unit = models.ForeignKey(  # found through ``membership_of_unit``
        "units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20, choices=MembershipKind)
    student_code = models.CharField(_("mã sinh viên, học sinh"), max_length=30, blank=True)
    class_name = models.CharField(_("lớp"), max_length=60, blank=True)
    faculty = models.CharField(_("khoa"), max_length=120, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(default=FOREVER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="membership_period"
            ),
            models.UniqueConstraint(
                fields=("person", "unit", "kind", "valid_from"), name="membership_once"
            ),
        )
        indexes = (
            models.Index(fields=("unit", "valid_from", "valid_to"), name="membership_of_unit"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} @{self.unit_id} {self.kind}"


class PostQuerySet(ScopedQuerySet["Post"]):
    def specialised(self) -> Self:
        """Posts for volunteering alone."""
        return self.filter(is_specialised=True)


class Post(models.Model):
    """An officer's post in a unit for a term: who was in post on a day is counted from here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("chức danh"), max_length=120)
    is_head = models.BooleanField(_("đứng đầu"), default=False)
    is_full_time = models.BooleanField(_("chuyên trách công tác Đoàn, Hội"), default=False)
    is_specialised = models.BooleanField(_("chuyên trách phụ trách tình nguyện"), default=False)
    in_charge_of_volunteering = models.BooleanField(_("phụ trách tình nguyện"), default=False)
    is_provisional = models.BooleanField(_("lâm thời"), default=False)
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(default=FOREVER)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="post_period"),
            models.CheckConstraint(
                condition=Q(is_provisional=False) | Q(valid_to__lt=FOREVER),
                name="post_provisional_ends",
            ),
        )
        indexes = (models.Index(fields=("unit", "valid_from", "valid_to"), name="post_of_unit"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.title} @{self.unit_id}"


class FocalPointQuerySet(ScopedQuerySet["FocalPoint"]):
    pass


class FocalPoint(models.Model):
    """The person and department that a unit names for volunteer coordination (ORG-06)."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    department = models.CharField(_("bộ phận"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại công việc"), max_length=20)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(default=FOREVER)

    objects = FocalPointQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="focal_point_period"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} @{self.unit_id}"
