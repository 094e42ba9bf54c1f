"""Programmes as data: the document with its bases, its editions, its phases and objectives."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet


class ProgrammeQuerySet(ScopedQuerySet["Programme"]):
    pass


class Programme(models.Model):
    """A plan document whose indicators are computed and whose tasks fall due."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(_("tên chương trình"), max_length=300)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    scope_kind = models.ForeignKey(
        "units.UnitKind", on_delete=models.PROTECT, null=True, related_name="+"
    )
    territory = models.CharField(_("địa bàn"), max_length=120, blank=True)
    subjects = models.CharField(_("đối tượng"), max_length=400, blank=True)
    bases = models.JSONField(_("căn cứ"), default=list)
    budget_sources = models.JSONField(_("nguồn kinh phí"), default=list)
    budgeting = models.JSONField(_("quy tắc kinh phí"), default=dict)
    valid_from = models.DateField()
    valid_to = models.DateField()
    closed_on = models.DateField(_("kết thúc ngày"), null=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="programme_period"
            ),
            models.UniqueConstraint(
                fields=("number", "issuer"),
                condition=~Q(number=""),
                name="programme_number_once_an_issuer",
            ),
        )

    def __str__(self) -> str:
        return self.code


class EditionQuerySet(ScopedQuerySet["Edition"]):
    unit_column = "programme__unit"


class Edition(models.Model):
    """The whole document of a programme as it was at one time: the newest one holds (PRG-06).

    Without ``in_force_on`` it is the first, or mends what was typed: then it holds from the beginning.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    document = models.JSONField()
    in_force_on = models.DateField(_("có hiệu lực từ ngày"), null=True)
    account_id = models.BigIntegerField(null=True)
    loaded_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="edition_once"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} #{self.number}"


class Phase(models.Model):
    """A stretch of a programme with its own targets."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="phases")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField()

    objects = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="phase_once"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="phase_period"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.code}"


class Objective(models.Model):
    """One purpose a programme states, with the clause that states it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    clause = models.CharField(_("mục"), max_length=40)
    text = models.CharField(_("mục tiêu"), max_length=600)

    objects = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "position"), name="objective_once"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.clause}"
