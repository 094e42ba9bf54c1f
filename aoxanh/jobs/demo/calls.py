"""The province asks communes and a school for people, and some have sent theirs."""

from collections.abc import Sequence
from datetime import timedelta

from aoxanh.activities import actions as activities
from aoxanh.activities.types import ActivityState, NomineeGiven, QuotasGiven
from aoxanh.jobs.demo.past import Held
from aoxanh.jobs.demo.world import World


_ASKED = {"03405": 6, "03394": 5, "03408": 5, "03388": 4, "thpt_le_quy_don": 8}
_SENT = {"03394": 3, "03388": 4}
_MESSAGE = "Ưu tiên bạn đã tham gia năm trước; mặc áo xanh, có mặt trước 15 phút."
LEAD = timedelta(days=4)


def call(world: World, coming: Sequence[Held]) -> None:
    """Numbers for the last open activity of the province; two units have answered, the others have not."""
    stage = world.stage
    own = [
        each
        for each in coming
        if each.plan.unit.key == "tinh_doan"
        and each.loaded.activity.state == ActivityState.OPEN
        and each.plan.first_day > stage.day + 2 * LEAD
    ]
    for held in own[-1:]:
        given = QuotasGiven(
            slot_ids=[held.loaded.slots[0].pk],
            numbers={world.tree[key].unit_id: number for key, number in _ASKED.items()},
            due_on=held.plan.first_day - LEAD,
            message=_MESSAGE,
            grows=True,
        )
        asked = activities.give_quotas(
            by=world.actor("province"), activity_id=held.activity_id, given=given, now=stage.now
        )
        by_unit = {quota.unit_id: quota for each in asked.values() for quota in each}
        for key, number in _SENT.items():
            activities.nominate(
                by=stage.by,
                quota_id=by_unit[world.tree[key].unit_id].pk,
                nominees=_members(world, key, held, number),
                now=stage.now,
            )


def _members(world: World, key: str, held: Held, number: int) -> list[NomineeGiven]:
    """The last grown-ups in the unit's list: those in front signed up by themselves."""
    grown = [
        each.person
        for each in reversed(world.folk.of(key))
        if each.belongs_on(held.plan.first_day)
        and each.person.birth_year
        and held.plan.first_day.year - each.person.birth_year >= 18
    ]
    return [NomineeGiven(person_id=person.pk) for person in grown[:number]]
