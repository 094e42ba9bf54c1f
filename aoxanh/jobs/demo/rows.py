"""Rows for the bulk actions, as far as plans and members alone say what stands in them."""

from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from aoxanh.activities.types import ActivityRow, ActivityState, HistoryRow
from aoxanh.jobs.demo.folk import OFFICERS, Folk, Member
from aoxanh.jobs.demo.plans import Plan


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Shift, Slot


def activity_row(
    plan: Plan, state: ActivityState, *, folk: Folk, throws: Random, created_at: datetime
) -> ActivityRow:
    """A planned activity in a state, led by one of the unit's officers."""
    officers = folk.of(plan.unit.key)[:OFFICERS]
    leader = throws.choice(officers).person if officers else None
    return ActivityRow(
        unit_id=plan.unit.unit_id,
        template_code=plan.theme.template,
        title=plan.title,
        summary=plan.summary,
        place_id=plan.place.pk,
        place_text=plan.place.full_name,
        spot=plan.spot,
        latitude=plan.latitude,
        longitude=plan.longitude,
        first_day=plan.first_day,
        last_day=plan.last_day,
        created_at=created_at,
        state=state,
        shifts=plan.shifts,
        beneficiaries=plan.words.into(plan.theme.beneficiaries),
        partners=plan.words.into(plan.theme.partners),
        leader_id=leader.pk if leader else None,
        contact_phone=leader.phone if leader else "",
    )


def signup_row(
    activity: "Activity", shift: "Shift", slot: "Slot | None", member: Member, *, at: datetime
) -> HistoryRow:
    """A member's confirmed sign-up, made ``at``; without a slot a walk-in."""
    return HistoryRow(
        activity_id=activity.pk,
        organiser_unit_id=activity.unit_id,
        participant_unit_id=member.unit.unit_id,
        place_id=activity.place_id,
        shift_id=shift.pk,
        slot_id=slot.pk if slot else None,
        shift_starts_at=shift.starts_at,
        person_id=member.person.pk,
        contact_key=member.person.contact_key,
        signed_up_at=at,
    )
