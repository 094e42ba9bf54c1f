"""Certificates: what was issued to whom on what ground, as it stood on the day of issue."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.codes import CERTIFICATE_LENGTH, new_code
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.recognition.models.recognition import RecognitionRuleRow
from aoxanh.recognition.types import PARTICIPATION_SERIES, CertificateStatus


def new_certificate_code() -> str:
    return new_code(CERTIFICATE_LENGTH)


class CertificateQuerySet(ScopedQuerySet["Certificate"]):
    pass


class Certificate(models.Model):
    """One certificate. What it states never changes; only its status and what its holder shows do.

    Without a ``rule`` it states participation, with one that its holder earned the rule's paper: a ``person``, or a
    unit as ``collective``, whose ``people`` were there; ``person_name`` and ``person_units`` name either. ``wording``
    holds the issuer's words on the paper (letterhead, board, place); ``organisers`` the units that ran the
    activities, as they were called then, with their minutes; ``token`` the signed facts.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    collective = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.PROTECT, null=True, related_name="+"
    )
    rule = models.ForeignKey(
        RecognitionRuleRow, on_delete=models.PROTECT, null=True, related_name="+"
    )
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )

    code = models.CharField(
        max_length=CERTIFICATE_LENGTH, unique=True, default=new_certificate_code, editable=False
    )
    year = models.PositiveSmallIntegerField(_("năm vào sổ"))
    series = models.CharField(_("sổ"), max_length=8, default=PARTICIPATION_SERIES)
    number = models.PositiveIntegerField(_("số vào sổ"))
    issued_on = models.DateField(_("ngày cấp"))
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    minutes = models.PositiveIntegerField(_("số phút"))
    minutes_by_source = models.JSONField(default=dict)
    activities_count = models.PositiveIntegerField(_("số hoạt động"))
    people = models.PositiveIntegerField(_("số người"), default=1)
    activity_title = models.CharField(_("tên hoạt động"), max_length=200, blank=True)
    organisers = models.JSONField(default=list)
    confirmers = models.JSONField(default=list)
    unit_name = models.CharField(_("đơn vị cấp"), max_length=200)
    wording = models.JSONField(default=dict)
    person_name = models.CharField(_("người được chứng nhận"), max_length=120)
    birth_date = models.DateField(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    person_units = models.CharField(max_length=420, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120)
    signer_title = models.CharField(_("chức danh người ký"), max_length=120)
    token = models.TextField()

    status = models.CharField(
        max_length=8, choices=CertificateStatus, default=CertificateStatus.VALID
    )
    revoked_on = models.DateField(_("ngày thu hồi"), null=True)
    revoke_reason = models.CharField(_("lý do thu hồi"), max_length=300, blank=True)
    disclosed = models.BooleanField(_("cho xem họ tên"), default=False)
    created_at = models.DateTimeField()

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "year", "series", "number"), name="certificate_number_once"
            ),
            models.UniqueConstraint(
                fields=("unit", "person", "activity"),
                condition=Q(status=CertificateStatus.VALID, activity__isnull=False),
                name="certificate_of_activity_once",
            ),
            models.UniqueConstraint(
                fields=("unit", "person", "starts_on", "ends_on"),
                condition=Q(
                    status=CertificateStatus.VALID, activity__isnull=True, rule__isnull=True
                ),
                name="certificate_of_period_once",
            ),
            models.UniqueConstraint(
                fields=("person", "rule", "starts_on", "ends_on"),
                condition=Q(status=CertificateStatus.VALID, rule__isnull=False),
                name="certificate_by_rule_once",
            ),
            models.UniqueConstraint(
                fields=("collective", "rule", "starts_on", "ends_on"),
                condition=Q(status=CertificateStatus.VALID, collective__isnull=False),
                name="certificate_of_collective_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, collective__isnull=True)
                | Q(person__isnull=True, collective__isnull=False, rule__isnull=False),
                name="certificate_of_person_or_collective",
            ),
            models.CheckConstraint(
                condition=Q(rule__isnull=True) | Q(activity__isnull=True),
                name="certificate_by_rule_of_period",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")), name="certificate_period"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, activities_count__gt=0, people__gt=0),
                name="certificate_has_hours",
            ),
            models.CheckConstraint(
                condition=Q(status=CertificateStatus.VALID, revoked_on=None, replaced_by=None)
                | Q(
                    status=CertificateStatus.REVOKED,
                    revoked_on__isnull=False,
                    revoke_reason__gt="",
                ),
                name="certificate_revoked_with_reason",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-issued_on"), name="certificate_of_person"),
            models.Index(fields=("activity",), name="certificate_of_activity"),
        )

    def __str__(self) -> str:
        return self.register_number

    @property
    def register_number(self) -> str:
        """``0417/2026``; of another register ``0003/2026-TNTN``."""
        told = f"{self.number:04d}/{self.year}"
        return told if self.series == PARTICIPATION_SERIES else f"{told}-{self.series}"

    @property
    def paper_name(self) -> str:
        """What a paper earned by a rule is called; empty for participation."""
        return str(self.wording.get("paper", ""))
