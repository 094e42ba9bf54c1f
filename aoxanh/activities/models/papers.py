"""Lists signed on paper, photographed and entered after a shift."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.shifts import Shift
from aoxanh.kernel.scoping import ScopedQuerySet


class PaperRollQuerySet(ScopedQuerySet["PaperRoll"]):
    unit_column = "activity__unit_id"


class PaperRoll(models.Model):
    """A signed list as it was photographed, and how many people were entered from it: 0 until its names are entered.

    ``is_late``: it came after its time, so that its people only became late entries. ``named_at``: when the names
    were entered, where the photograph was sent alone.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True)
    persons = models.PositiveIntegerField(_("số người"))
    is_late = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    named_at = models.DateTimeField(null=True, blank=True)
    named_by_id = models.BigIntegerField(null=True)

    objects = PaperRollQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(persons__gt=0) | Q(named_at__isnull=True, is_late=False),
                name="paper_roll_names_somebody",
            ),
            models.UniqueConstraint(fields=("file",), name="paper_roll_of_one_file"),
        )

    def __str__(self) -> str:
        return f"{self.shift_id} {self.persons}"
