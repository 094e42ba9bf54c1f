"""Units, their kinds, and each name and kind they bore for a time."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.places.types import Flag
from aoxanh.units.types import Family, Level, Verb


class UnitKind(models.Model):
    """A kind of unit, as data: its family, level and the words its names begin with."""

    code = models.CharField(max_length=40, primary_key=True)
    family = models.CharField(max_length=12, choices=Family)
    level = models.CharField(max_length=12, choices=Level)
    name = models.CharField(_("tên loại hình"), max_length=120)
    prefix = models.CharField(max_length=60, blank=True)
    is_sector = models.BooleanField(_("Đoàn trực thuộc"), default=False)
    is_territorial = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.code


class Change(models.Model):
    """One decision about the tree: the legal basis of every dated row."""

    verb = models.CharField(max_length=12, choices=Verb)
    on = models.DateField(_("có hiệu lực từ"))
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decision_on = models.DateField(_("ngày ký"), null=True, blank=True)
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200, blank=True)
    account_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.verb} {self.on} #{self.pk}"


class UnitQuerySet(ScopedQuerySet["Unit"]):
    unit_column = "pk"


class Unit(models.Model):
    """An organisation that can act: it keeps its id through every change of name, kind or parent."""

    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    counterpart = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    founding = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    closing = models.ForeignKey(Change, on_delete=models.PROTECT, null=True, related_name="+")
    founded_on = models.DateField(_("thành lập ngày"))
    closed_on = models.DateField(_("kết thúc ngày"), default=FOREVER)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(founded_on__lt=F("closed_on")), name="unit_closed_after_founded"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=FOREVER, closing__isnull=True)
                | (~Q(closed_on=FOREVER) & Q(closing__isnull=False)),
                name="unit_closed_by_a_decision",
            ),
        )

    def __str__(self) -> str:
        return self.code


class UnitVersionQuerySet(ScopedQuerySet["UnitVersion"]):
    def building_rural(self) -> Self:
        """Versions of commune unions while their place is building a new rural area."""
        own = self.filter(
            kind__family=Family.DOAN,
            kind__level=Level.COMMUNE,
            place__flags__flag=Flag.NEW_RURAL,
        )
        return own.annotate(
            counts_from=Greatest("valid_from", "place__flags__valid_from"),
            counts_to=Least("valid_to", "place__flags__valid_to"),
        ).filter(counts_from__lt=F("counts_to"))

    def on(self, day: date) -> Self:
        """Versions that hold on ``day``: of units that exist then, one each."""
        return self.filter(valid_from__lte=day, valid_to__gt=day)

    def decided(self) -> Self:
        """Versions of units whose founding names its decision."""
        return self.exclude(unit__founding__decision_number="")


class UnitVersion(models.Model):
    """What a unit was called and what kind it was for a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên đơn vị"), max_length=200)
    short_name = models.CharField(_("tên gọn"), max_length=120)
    header_superior = models.CharField(max_length=200, blank=True)
    header_body = models.CharField(max_length=200, blank=True)
    search_text = models.CharField(max_length=250)
    sort_key = models.CharField(max_length=250)
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="unit_version_period"
            ),
            models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_version_once_a_day"),
        )
        indexes = (models.Index(fields=("sort_key",), name="unit_version_sorted"),)

    def __str__(self) -> str:
        return f"{self.name} [{self.valid_from}, {self.valid_to})"


class UnitAliasQuerySet(ScopedQuerySet["UnitAlias"]):
    pass


class UnitAlias(models.Model):
    """Another name a unit is searched by."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    search_text = models.CharField(max_length=250)

    objects = UnitAliasQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "search_text"), name="unit_alias_once"),
        )

    def __str__(self) -> str:
        return self.name


class HoldQuerySet(ScopedQuerySet["Hold"]):
    pass


class Hold(models.Model):
    """Work of an upper context that a unit must see through before it may close."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    until = models.DateField()

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "key"), name="hold_once"),)

    def __str__(self) -> str:
        return f"{self.key} {self.until}"
