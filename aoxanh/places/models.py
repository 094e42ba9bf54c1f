"""Administrative units as they were, each for one validity, and how they passed into one another."""

from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.periods import FOREVER
from aoxanh.places.types import Flag, PlaceKind, PlaceLevel, Share


class PlaceQuerySet(models.QuerySet["Place"]):
    def on(self, day: date) -> Self:
        """Units that exist on ``day``."""
        return self.filter(valid_from__lte=day, valid_to__gt=day)

    def with_parents(self) -> Self:
        """With what a label needs: the parent and its parent."""
        return self.select_related("parent", "parent__parent")

    def sorted(self) -> Self:
        return self.order_by("sort_key", "code", "valid_from", "pk")


class Place(models.Model):
    """One administrative unit as it was during one validity.

    The official code alone is no identity: codes recur in the maps before and after 1 July 2025, so a unit is
    (level, code, valid_from). ``parent`` is the parent on the first day; a parent that changes later keeps its code.
    """

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.CharField(max_length=8, choices=PlaceLevel)
    code = models.CharField(_("mã"), max_length=5, validators=[RegexValidator(r"^\d{2,5}$")])
    kind = models.CharField(_("loại"), max_length=16, choices=PlaceKind)
    name = models.CharField(_("tên"), max_length=80)
    full_name = models.CharField(_("tên đầy đủ"), max_length=100)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    area_km2 = models.FloatField(_("diện tích (km²)"), null=True, blank=True)
    search_text = models.CharField(max_length=400)
    sort_key = models.CharField(max_length=250)
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("level", "code", "valid_from"), name="place_once_per_validity"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="place_period_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(level=PlaceLevel.PROVINCE, parent__isnull=True)
                | (~Q(level=PlaceLevel.PROVINCE) & Q(parent__isnull=False)),
                name="place_parent_unless_province",
            ),
        )
        indexes = (models.Index(fields=("code", "valid_from"), name="place_code_valid_from"),)

    def __str__(self) -> str:
        return self.full_name


class PlaceAlias(models.Model):
    """Another spelling under which documents name a place."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="aliases")
    alias = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("place", "alias"), name="place_alias_once"),)

    def __str__(self) -> str:
        return self.alias


class PlaceSuccession(models.Model):
    """On a day a place passed, whole or in part, into another."""

    predecessor = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="successions_after"
    )
    successor = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="successions_before"
    )
    on = models.DateField()
    share = models.CharField(max_length=5, choices=Share)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("predecessor", "successor", "on"), name="place_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="place_succeeds_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} {self.on:%Y-%m-%d}"


class PlaceFlag(models.Model):
    """A place is counted as something (border, island, …) for a time."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="flags")
    flag = models.CharField(max_length=16, choices=Flag)
    note = models.CharField(_("căn cứ"), max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("place", "flag", "valid_from"), name="place_flag_once_per_validity"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="place_flag_period_not_empty"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.flag}"
