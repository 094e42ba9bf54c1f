"""Issued papers: which number of which register a paper bears, and who signed it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.documents.types import PaperState
from aoxanh.kernel.scoping import ScopedQuerySet


class PaperQuerySet(ScopedQuerySet["Paper"]):
    pass


class Paper(models.Model):
    """One line of a unit's register of outgoing papers; its number is never given again.

    ``about_kind`` and ``about_id`` name the subject, which lives above this context. Signer and title stay as
    they were on the day of issue.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    about_kind = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    series = models.CharField(_("loại văn bản"), max_length=12)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    symbol = models.CharField(_("số, ký hiệu"), max_length=60)
    title = models.CharField(_("trích yếu"), max_length=300)
    issued_on = models.DateField(_("ngày ban hành"))
    signer_name = models.CharField(_("người ký"), max_length=120)
    signer_title = models.CharField(_("chức danh người ký"), max_length=120)
    issued_by_id = models.BigIntegerField(null=True, blank=True)

    state = models.CharField(max_length=8, choices=PaperState, default=PaperState.ISSUED)
    void_reason = models.CharField(_("lý do hủy số"), max_length=300, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "series", "year", "number"), name="paper_number_once"
            ),
            models.UniqueConstraint(
                fields=("about_kind", "about_id", "template"),
                condition=Q(state=PaperState.ISSUED),
                name="paper_once_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(state=PaperState.ISSUED, void_reason="", voided_at__isnull=True)
                | Q(state=PaperState.VOID, void_reason__gt="", voided_at__isnull=False),
                name="paper_void_with_reason",
            ),
        )
        indexes = (models.Index(fields=("unit", "-issued_on"), name="paper_of_unit"),)

    def __str__(self) -> str:
        return self.symbol
