"""Shifts of an activity and the places they hold."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.reference import ReminderRule
from aoxanh.kernel.scoping import ScopedQuerySet


class ShiftQuerySet(ScopedQuerySet["Shift"]):
    unit_column = "activity__unit_id"


class Shift(models.Model):
    """A stretch of hours in which people serve together.

    ``waiting_until`` is the cut-off up to which free places go to the waiting list by themselves; NULL means
    that no list is kept.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="shifts")
    name = models.CharField(_("tên ca"), max_length=120, blank=True)
    task = models.CharField(_("việc làm"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("bắt đầu"))
    ends_at = models.DateTimeField(_("kết thúc"))
    signup_until = models.DateTimeField(_("hạn đăng ký"))
    waiting_until = models.DateTimeField(_("hạn danh sách dự bị"), null=True, blank=True)
    minutes_cap = models.PositiveSmallIntegerField(_("số phút được ghi tối đa"))

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="shift_not_empty"),
            models.CheckConstraint(
                condition=Q(signup_until__lte=F("ends_at")), name="shift_signup_before_end"
            ),
            models.CheckConstraint(
                condition=Q(waiting_until__isnull=True) | Q(waiting_until__lte=F("ends_at")),
                name="shift_waiting_before_end",
            ),
        )
        indexes = (models.Index(fields=("activity", "starts_at"), name="shift_of_activity"),)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.starts_at}"


class SlotQuerySet(ScopedQuerySet["Slot"]):
    unit_column = "shift__activity__unit_id"


class Slot(models.Model):
    """The places of one role in one shift.

    ``taken`` counts sign-ups that hold a place (PENDING and CONFIRMED), ``held`` places kept for units that are
    asked to send people, ``waiting`` those in the list: all are changed only by guarded statements, never computed
    from a count (house decision 5).
    """

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="slots")
    role_code = models.CharField(max_length=40)
    role_name = models.CharField(_("vai trò"), max_length=120)
    capacity = models.PositiveIntegerField(_("số chỗ"))
    taken = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(taken__gte=0, held__gte=0, capacity__gte=F("taken") + F("held")),
                name="slot_never_oversold",
            ),
            models.CheckConstraint(condition=Q(waiting__gte=0), name="slot_waiting_not_negative"),
            models.UniqueConstraint(fields=("shift", "role_code"), name="slot_once_a_role"),
        )

    def __str__(self) -> str:
        return f"{self.role_code} {self.taken}/{self.capacity}"

    @property
    def spoken_for(self) -> int:
        """Places nobody else can have: taken, or kept for a unit."""
        return self.taken + self.held

    @property
    def free(self) -> int:
        return self.capacity - self.spoken_for


class ReminderQuerySet(ScopedQuerySet["Reminder"]):
    unit_column = "shift__activity__unit_id"


class Reminder(models.Model):
    """That those of a shift were reminded by a rule: once, whoever does it."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="+")
    rule = models.ForeignKey(ReminderRule, on_delete=models.PROTECT, related_name="+")
    told = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("shift", "rule"), name="reminder_once_a_shift"),
        )

    def __str__(self) -> str:
        return f"{self.shift_id} {self.rule_id}"
