"""Number registers: which number of a series a unit gave out last in a year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet


class SeriesQuerySet(ScopedQuerySet["Series"]):
    pass


class Series(models.Model):
    """One register ("sổ") of a unit and year: its numbers run from 1 without a gap."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    code = models.CharField(_("loại sổ"), max_length=12)
    last_number = models.PositiveIntegerField(_("số cuối"), default=0)
    moved_at = models.DateTimeField()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "year", "code"), name="series_once"),
            models.CheckConstraint(
                condition=Q(year__gte=1930, year__lte=9999), name="series_year_is_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.year} @{self.unit_id}: {self.last_number}"
