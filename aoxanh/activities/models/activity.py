"""Activities: what a unit does with volunteers, on which days, where."""

from collections.abc import Mapping
from typing import Self

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.reference import (
    ActivityKind,
    FieldOfWork,
    LifecycleRow,
    ReminderRule,
    Template,
)
from aoxanh.activities.types import (
    HELD_STATES,
    INITIATED,
    PUBLIC_STATES,
    ActivityMode,
    ActivityState,
    Initiator,
    KindFamily,
    Proof,
)
from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.scoping import ScopedQuerySet


_SHOWN: Mapping[str, Q] = {
    Proof.PICTURE: Q(evidence__file__mime__startswith="image/"),
    Proof.PAPER: Q(evidence__paper__gt="") | Q(evidence__file__mime__startswith="application/"),
    Proof.ATTENDANCE: Q(declared_turns__gt=0) | Q(participations__day=F("starts_on")),
}
"""What each proof of an activity is found by."""


class ActivityQuerySet(ScopedQuerySet["Activity"]):
    def public(self) -> Self:
        """What anyone may see."""
        return self.filter(state__in=PUBLIC_STATES)

    def held(self) -> Self:
        """What took place."""
        return self.filter(state__in=HELD_STATES)

    def initiated(self) -> Self:
        """What took place and was begun by Union or Federation (ACT-12)."""
        return self.held().filter(initiated_by__in=INITIATED)

    def events(self) -> Self:
        """Events, each with the proofs there are: ``has_picture``, ``has_paper``, ``has_attendance``."""
        shown = {f"has_{proof.lower()}": self._shows(proof) for proof in Proof.values}
        return self.filter(kind__family=KindFamily.EVENT).annotate(
            **{name: ExpressionWrapper(is_so, BooleanField()) for name, is_so in shown.items()}
        )

    def evidenced(self) -> Self:
        """Events that took place and have every proof their kind asks for (EVT-13)."""
        rows = self.held().filter(kind__family=KindFamily.EVENT)
        for proof in Proof.values:
            asked = Q(kind__evidence__icontains=f'"{proof}"')
            rows = rows.filter(~asked | self._shows(proof))
        return rows

    def _shows(self, proof: str) -> Q:
        rows = self.model.objects.filter(_SHOWN[proof]).order_by()
        return Q(pk__in=rows.values("pk"))

    def only_recorded(self) -> Self:
        """What was put on record afterwards: declared figures, no presences."""
        return self.filter(state=ActivityState.RECORDED)


class Activity(models.Model):
    """Something volunteers can join or have done, run by exactly one unit.

    ``version`` grows with every change that shows. ``declared_turns`` and ``declared_persons`` belong to what
    was only recorded afterwards: they never become hours or participations.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(ActivityKind, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, null=True, related_name="+")
    lifecycle = models.ForeignKey(
        LifecycleRow, on_delete=models.PROTECT, null=True, related_name="+"
    )
    primary_field = models.ForeignKey(FieldOfWork, on_delete=models.PROTECT, related_name="+")
    other_fields = models.ManyToManyField(FieldOfWork, related_name="+", blank=True)
    reminders = models.ManyToManyField(ReminderRule, related_name="+", blank=True)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    practice = models.ForeignKey(
        "practices.Practice", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    idea = models.ForeignKey(
        "practices.Idea", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    leader = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    title = models.CharField(_("tên hoạt động"), max_length=200)
    summary = models.TextField(_("giới thiệu"), blank=True)
    mode = models.CharField(
        _("hình thức"), max_length=8, choices=ActivityMode, default=ActivityMode.REGULAR
    )
    initiated_by = models.CharField(max_length=12, choices=Initiator, default=Initiator.UNION)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    has_weekend = models.BooleanField(default=False)
    place_text = models.CharField(_("địa bàn"), max_length=200, blank=True)
    spot = models.CharField(_("địa điểm"), max_length=200, blank=True)
    meeting_point = models.CharField(_("điểm tập trung"), max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_large = models.BooleanField(_("đông người"), default=False)
    is_outdoor = models.BooleanField(_("ngoài trời"), default=False)
    is_disaster = models.BooleanField(_("ứng phó thiên tai"), default=False)
    is_outside = models.BooleanField(_("ngoài địa bàn"), default=False)
    needs_approval = models.BooleanField(_("duyệt từng người đăng ký"), default=False)
    min_age = models.PositiveSmallIntegerField(_("tuổi tối thiểu"), null=True, blank=True)
    bring = models.JSONField(_("cần mang theo"), default=list, blank=True)
    questions = models.JSONField(_("câu hỏi thêm"), default=list, blank=True)
    beneficiaries = models.CharField(_("đối tượng thụ hưởng"), max_length=200, blank=True)
    partners = models.CharField(_("đơn vị phối hợp"), max_length=300, blank=True)
    contact_phone = models.CharField(_("điện thoại liên hệ"), max_length=20, blank=True)
    scene = models.CharField(max_length=40, blank=True)
    evaluation = models.TextField(_("đánh giá"), blank=True)
    declared_turns = models.PositiveIntegerField(_("lượt người khai"), null=True, blank=True)
    declared_persons = models.PositiveIntegerField(_("số người khai"), null=True, blank=True)
    search_text = models.CharField(max_length=700)
    sort_key = models.CharField(max_length=250)
    version = models.PositiveIntegerField(default=1)

    state = models.CharField(max_length=12, choices=ActivityState, default=ActivityState.DRAFT)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")), name="activity_days_not_empty"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(ActivityState.OPEN, ActivityState.RUNNING))
                | Q(opened_at__isnull=False),
                name="activity_opened_at_when_open",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HELD_STATES) | Q(closed_at__isnull=False),
                name="activity_closed_at_when_held",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActivityState.CANCELLED)
                | Q(cancelled_at__isnull=False, cancel_reason__gt=""),
                name="activity_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=ActivityState.RECORDED)
                | Q(
                    template__isnull=False,
                    lifecycle__isnull=False,
                    declared_turns__isnull=True,
                    declared_persons__isnull=True,
                ),
                name="activity_declared_only_when_recorded",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "starts_on"), name="activity_of_unit_by_day"),
            models.Index(fields=("state", "starts_on"), name="activity_by_state_and_day"),
            models.Index(fields=("place", "starts_on"), name="activity_at_place_by_day"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
