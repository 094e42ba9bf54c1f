"""A model of work, its earlier wordings, and what in it deserves a look."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.practices.types import (
    PARTNER_KINDS,
    FlagKind,
    Mate,
    MateKind,
    PracticeKind,
    PracticeLevel,
    PracticeState,
    Replicability,
)


class PracticeQuerySet(ScopedQuerySet["Practice"]):
    def listed(self) -> "PracticeQuerySet":
        """What anyone may read."""
        return self.filter(state=PracticeState.LISTED)

    def within(self, unit_id: int) -> "PracticeQuerySet":
        """What a unit keeps and what those keep that are or were below it."""
        below = self.model.objects.filter(unit__ancestry__ancestor=unit_id)
        return self.filter(pk__in=below.order_by().values("pk"))


class Practice(models.Model):
    """One model of work as one unit keeps it, in the eight fields of the compiled tables (MOD-01).

    ``place`` is the province that the text is about, as it was in ``year``; ``province_text`` is how it was written.
    ``mates`` are the units and partners that do it as well; ``marks`` are signs of all of these by which it is found.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=12, choices=PracticeKind, default=PracticeKind.PRACTICE)
    year = models.PositiveSmallIntegerField(_("năm"))
    province_text = models.CharField(_("tỉnh, thành phố như đã ghi"), max_length=100, blank=True)

    title = models.CharField(_("tên mô hình"), max_length=500)
    level_text = models.CharField(_("cấp thực hiện"), max_length=300, blank=True)
    scope = models.TextField(_("phạm vi"), blank=True)
    purpose = models.TextField(_("mục đích"), blank=True)
    content = models.TextField(_("nội dung, cách làm"), blank=True)
    result = models.TextField(_("kết quả"), blank=True)
    replicability_text = models.TextField(_("khả năng nhân rộng"), blank=True)
    recommendation = models.TextField(_("kiến nghị, đề xuất"), blank=True)
    summary = models.CharField(_("một câu giới thiệu"), max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(default=1)

    level = models.CharField(max_length=12, choices=PracticeLevel)
    replicability = models.CharField(max_length=12, choices=Replicability)
    classes_confirmed_at = models.DateTimeField(null=True, blank=True)
    mates = models.JSONField(_("cùng làm"), default=list, blank=True)
    marks = models.TextField(default="")
    field_codes = models.JSONField(_("lĩnh vực"), default=list, blank=True)
    started_on = models.DateField(_("bắt đầu"), null=True, blank=True)
    ended_on = models.DateField(_("kết thúc"), null=True, blank=True)

    source_line = models.PositiveIntegerField(null=True, blank=True)
    source_raw = models.TextField(blank=True)
    repairs = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64)
    search_text = models.TextField()
    sort_key = models.CharField(max_length=250)
    state = models.CharField(max_length=8, choices=PracticeState, default=PracticeState.DRAFT)
    listed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="practice_has_title"),
            models.CheckConstraint(
                condition=~Q(state=PracticeState.LISTED) | Q(listed_at__isnull=False),
                name="practice_listed_since",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(started_on__lte=models.F("ended_on")),
                name="practice_ends_after_start",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "sort_key"), name="practice_of_unit_sorted"),
            models.Index(fields=("state", "-listed_at", "-id"), name="practice_listed_latest"),
            models.Index(fields=("digest",), name="practice_by_digest"),
            models.Index(fields=("place", "year"), name="practice_of_place"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def known_mates(self) -> list[Mate]:
        """Who does it together with the unit that keeps it, and who was declined as a partner."""
        return [Mate(**{**each, "kind": MateKind(each["kind"])}) for each in self.mates]

    @property
    def partners(self) -> list[Mate]:
        """Those that are no units of the organisation."""
        return [each for each in self.known_mates if each.kind in PARTNER_KINDS]

    @property
    def units_too(self) -> list[Mate]:
        """The units that do it as well."""
        return [each for each in self.known_mates if each.kind == MateKind.UNIT]


class WordingQuerySet(ScopedQuerySet["Wording"]):
    unit_column = "practice__unit_id"


class Wording(models.Model):
    """The texts of a model as they stood before one edit."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="wordings")
    version = models.PositiveSmallIntegerField()
    texts = models.JSONField()
    account_id = models.BigIntegerField(null=True, blank=True)
    until = models.DateTimeField()

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "version"), name="wording_once_per_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.practice_id} v{self.version}"


class PracticeFlagQuerySet(ScopedQuerySet["PracticeFlag"]):
    unit_column = "practice__unit_id"


class PracticeFlag(models.Model):
    """One thing about a model that somebody should look at; nothing was corrected."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="flags")
    other = models.ForeignKey(
        Practice, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=FlagKind)
    about = models.CharField(max_length=200, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = PracticeFlagQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=("practice",), condition=Q(resolved_at__isnull=True), name="flag_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.practice_id}"
