"""Lists brought in from files and the clipboard: every line as it was, what is wrong with it, what it became."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.work.types import BatchState, RowState


class BatchQuerySet(ScopedQuerySet["Batch"]):
    pass


class Batch(models.Model):
    """One list that somebody brings into one unit: how its columns are read and how far it is.

    ``mapping`` holds a column code (or "") for each of the list's columns; ``fills`` the text for columns that the
    list lacks; ``subject_id`` the row it is about, in the kinds that have one. From ``forgotten_at`` on its
    lines are gone.
    """

    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=60)
    unit_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)
    job_id = models.BigIntegerField(null=True)
    name = models.CharField(_("tên danh sách"), max_length=160)
    headings = models.JSONField(default=list)
    headings_through = models.IntegerField(default=-1)
    mapping = models.JSONField(default=list)
    fills = models.JSONField(default=dict)
    ready = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    noted = models.PositiveIntegerField(default=0)
    applied = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.MAPPING)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("unit_id", "-id"), name="batch_of_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=BatchState.UNDONE) | Q(undone_at__isnull=False),
                name="batch_undone_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class BatchRowQuerySet(ScopedQuerySet["BatchRow"]):
    unit_column = "batch__unit_id"


class BatchRow(models.Model):
    """One line of a list, never changed: ``cells`` as they were read, ``mended`` what somebody corrected, by column.

    ``marks`` are (column, mark) of formulas and merged cells, ``findings`` (column code, sentence, is a fault),
    ``made`` (noun, id) of the rows that the line created.
    """

    batch = models.ForeignKey(  # found through ``batch_row_once_a_line``, in the order of the lines
        Batch, on_delete=models.PROTECT, related_name="rows", db_index=False
    )
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    mended = models.JSONField(null=True)
    marks = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    made = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=RowState, default=RowState.READY)

    objects = BatchRowQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("batch", "line"), name="batch_row_once_a_line"),
        )

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"
