"""Passes and the sign-ups they carry."""

from typing import Self

from django.db import models
from django.db.models import Q

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.quotas import Nomination
from aoxanh.activities.models.shifts import Shift, Slot
from aoxanh.activities.types import ACTIVE_STATES, HOLDING_STATES, SignupState
from aoxanh.kernel.codes import PUBLIC_LENGTH, SHORT_LENGTH, new_code, new_token
from aoxanh.kernel.scoping import ScopedQuerySet


def new_short_code() -> str:
    """What a leader types at the door when no camera works."""
    return new_code(SHORT_LENGTH)


class PassQuerySet(ScopedQuerySet["Pass"]):
    unit_column = "activity__unit_id"


class Pass(models.Model):
    """What a person shows at the door of one activity. Who holds ``token`` may see and withdraw it.

    ``answers`` are those to the activity's extra questions, by the questions' codes; ``has_feedback`` says that its
    bearer told how it was, not what.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="passes", db_index=False
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    participant_unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    short_code = models.CharField(max_length=SHORT_LENGTH, default=new_short_code, editable=False)
    locale = models.CharField(max_length=5, default="vi")
    answers = models.JSONField(default=dict, blank=True)
    has_feedback = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PassQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "short_code"), name="pass_short_code_once_an_activity"
            ),
        )
        indexes = (models.Index(fields=("person", "-created_at"), name="pass_of_person"),)

    def __str__(self) -> str:
        return self.code


class SignupQuerySet(ScopedQuerySet["Signup"]):
    unit_column = "shift__activity__unit_id"

    def active(self) -> Self:
        """What may still lead to the door."""
        return self.filter(state__in=ACTIVE_STATES)

    def holding(self) -> Self:
        """What takes a place."""
        return self.filter(state__in=HOLDING_STATES)

    def waiting_in_order(self) -> Self:
        """The waiting list, first come first."""
        return self.filter(state=SignupState.WAITING).order_by("waiting_since", "pk")


class Signup(models.Model):
    """That a person wants to serve in one slot; at most one active row per person and shift.

    ``contact_key`` is the person's, a digest of contact and folded name: two persons may share a phone, one may
    not come twice. ``nomination`` is the list by which a unit sent the person; ``guardian_paper`` says that the
    consent noted with that list covers this minor.
    """

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="signups")
    shift = models.ForeignKey(
        Shift, on_delete=models.PROTECT, related_name="signups", db_index=False
    )
    pass_held = models.ForeignKey(Pass, on_delete=models.PROTECT, related_name="signups")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, null=True, blank=True, related_name="signups"
    )
    contact_key = models.CharField(max_length=64)
    guardian_paper = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=SignupState)
    note = models.CharField(max_length=300, blank=True)
    by_account_id = models.BigIntegerField(null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    promoted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SignupQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("shift", "contact_key"),
                condition=Q(state__in=ACTIVE_STATES),
                name="signup_once_a_shift",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignupState.WAITING) | Q(waiting_since__isnull=False),
                name="signup_waiting_since_when_waiting",
            ),
            models.CheckConstraint(
                condition=Q(nomination__isnull=True) | ~Q(state=SignupState.WAITING),
                name="signup_nominated_never_waits",
            ),
        )
        indexes = (
            models.Index(
                fields=("slot", "waiting_since", "id"),
                condition=Q(state=SignupState.WAITING),
                name="signup_waiting_in_order",
            ),
            models.Index(fields=("shift", "state"), name="signup_of_shift"),
            models.Index(fields=("person",), name="signup_of_person"),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"
