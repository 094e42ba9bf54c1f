"""Who is in charge of a programme, as a whole or in one matter, through time (ORG-05)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.models.programme import Programme
from aoxanh.programmes.models.tasks import Task


class BoardQuerySet(ScopedQuerySet["Board"]):
    unit_column = "programme__unit"


class Board(models.Model):
    """What is delegated under a programme: the whole of it to the standing one, or one matter.

    One that a later edition leaves out is withdrawn; one added by hand stays until it is taken back.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="boards")
    code = models.CharField(max_length=30)
    name = models.CharField(_("phụ trách việc gì"), max_length=200)
    body_name = models.CharField(_("văn bản giao cho"), max_length=200, blank=True)
    clause = models.CharField(_("mục"), max_length=40, blank=True)
    groups = models.JSONField(_("nhóm đối tượng"), default=list)
    tasks = models.ManyToManyField(Task, related_name="boards")
    position = models.PositiveSmallIntegerField()
    is_standing = models.BooleanField(_("thường trực"), default=False)
    is_by_hand = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="board_once_a_programme"),
            models.UniqueConstraint(
                fields=("programme",),
                condition=Q(is_standing=True, withdrawn_on=None),
                name="board_standing_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.code}"


class BoardTermQuerySet(ScopedQuerySet["BoardTerm"]):
    pass


class BoardTerm(models.Model):
    """That a unit, or a department of it, is in charge from a day up to another."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    department = models.CharField(_("ban, bộ phận"), max_length=200, blank=True)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), default=FOREVER)

    objects = BoardTermQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="board_term_period"
            ),
        )
        indexes = (models.Index(fields=("unit", "valid_to"), name="board_term_of_unit"),)

    def __str__(self) -> str:
        return f"{self.board_id} @{self.unit_id} {self.valid_from}"
