"""Files that are kept: what they are, whose they are and until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from aoxanh.files.types import FileKind
from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet


class StoredFileQuerySet(ScopedQuerySet["StoredFile"]):
    def expired(self, day: date) -> Self:
        return self.filter(keep_until__lte=day).order_by("pk")


class StoredFile(models.Model):
    """One file of one unit; its content lies under ``MEDIA_ROOT`` at ``path``."""

    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    unit_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=10, choices=FileKind)
    name = models.CharField(max_length=120)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=80, unique=True)
    keep_until = models.DateField(default=FOREVER, db_index=True)
    created_at = models.DateTimeField()

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_has_content"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
