"""What waits on the printed accounts' desks, done through the same actions as their pages."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from aoxanh.access import actions as access
from aoxanh.activities import actions as activities
from aoxanh.activities import queries
from aoxanh.activities.errors import PresenceKnown
from aoxanh.activities.types import ActivityState, SignupState
from aoxanh.jobs.demo.past import Held
from aoxanh.jobs.demo.stage import Stage, dice, texts
from aoxanh.jobs.demo.world import World
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import at
from aoxanh.people import actions as people
from aoxanh.people.types import Succession


if TYPE_CHECKING:
    from aoxanh.activities.models import LateEntry


_LATE_ENTRIES = {"commune": ("03405", 4), "sibling": ("03394", 2), "leader": ("clb_ta_leng", 2)}
_HOURS = (time(8), time(11))


def fill(world: World, held: Sequence[Held], coming: Sequence[Held]) -> None:
    """Late entries, drafts, requests to hosts, decisions on sign-ups, a cancellation, invitations, a handover."""
    stage = world.stage
    _ask_late(world, held)
    for row in texts("drafts"):
        _draft(world, row)
    _decide(stage, coming, world.actor("commune"))
    _cancel(stage, coming)
    _sign_up(stage, coming)
    for row in texts("invitations"):
        access.invite(
            by=world.actor(row["by"]),
            unit_id=world.tree[row["unit"]].unit_id,
            role=row["role"],
            contact=row["contact"],
            full_name=row["name"],
            now=stage.now,
        )
    _hand_over(world)


def _hand_over(world: World) -> None:
    """The head of the provincial board leaves in three weeks; the successor has not signed yet."""
    stage, row = world.stage, texts("handover")
    account = world.accounts[row["by"]].account
    people.propose_handover(
        by=world.actor(row["by"]),
        unit_id=world.tree[row["unit"]].unit_id,
        outgoing_id=account.pk,
        succession=Succession(
            full_name=row["name"],
            contact=row["contact"],
            on=stage.day + timedelta(days=row["in_days"]),
            until=date(stage.day.year + row["years"], 10, 16),
        ),
        work=tuple(row["work"]),
        now=stage.now,
    )


def _ask_late(world: World, held: Sequence[Held]) -> None:
    """Hours nobody noted at the door; the province decides on the first two of them."""
    asked: list[LateEntry] = []
    for key, (unit, wanted) in _LATE_ENTRIES.items():
        own = [e for e in held if e.plan.unit.key == unit and e.plan.theme.earns_hours][-wanted:]
        for each, reason in zip(own, texts("reasons"), strict=False):
            asked += _late(world, world.actor(key), each, reason)
    note = "Chưa rõ người này làm ca nào, đề nghị ghi thêm."
    for late, confirm in zip(asked, (True, False), strict=False):
        activities.decide_late_entry(
            by=world.actor("province"),
            late_entry_id=late.pk,
            confirm=confirm,
            note="" if confirm else note,
            now=world.stage.now,
        )


def _late(world: World, officer: Actor, held: Held, reason: str) -> "list[LateEntry]":
    """A late entry for the last in the unit's list who was not there; none when all were."""
    shift = held.loaded.shifts[0]
    for member in reversed(world.folk.of(held.plan.unit.key)):
        with suppress(PresenceKnown):
            return [
                activities.ask_late_entry(
                    by=officer,
                    shift_id=shift.pk,
                    person_id=member.person.pk,
                    minutes=shift.minutes_cap - 30,
                    reason=reason,
                    now=world.stage.now,
                )
            ]
    return []


def _draft(world: World, row: Mapping[str, Any]) -> None:
    """A draft opened from four answers; one outside the unit's territory waits for the host's word."""
    stage, by = world.stage, world.actor(row["by"])
    day = stage.day + timedelta(days=row["in_days"])
    activity = activities.open_from_answers(
        by=by,
        unit_id=world.tree[row["unit"]].unit_id,
        template_code=row["template"],
        title=row["title"],
        starts_at=at(day, _HOURS[0]),
        ends_at=at(day, _HOURS[1]),
        place_id=world.land.communes[row["commune"]].place.pk,
        place_text=row["place_text"],
        spot=row["spot"],
        places=row["places"],
        now=stage.now,
    )
    if "host" in row:
        activities.ask_host(
            by=by,
            activity_id=activity.pk,
            host_unit_id=world.tree[row["host"]].unit_id,
            message=row["message"],
            now=stage.now,
        )
    if row.get("announced"):
        activities.announce(by=by, activity_id=activity.pk, now=stage.now)
    for item in row.get("checked", ()):
        activities.check_safety_item(by=by, activity_id=activity.pk, code=item, now=stage.now)


def _decide(stage: Stage, coming: Sequence[Held], officer: Actor) -> None:
    """Some sign-ups approved, one declined, and one given up where people wait: messages go out."""
    for each in coming:
        if each.plan.unit.key != "03405":
            continue
        signups = queries.signups(activity_id=each.activity_id, actor=officer)
        pending = list(signups.filter(state=SignupState.PENDING))
        for signup in pending[:4]:
            activities.approve(by=officer, signup_id=signup.pk, now=stage.now)
        for signup in pending[4:5]:
            note = "Đã đủ người làm việc này, mời bạn đăng ký buổi sau."
            activities.decline(by=officer, signup_id=signup.pk, note=note, now=stage.now)
        if signups.filter(state=SignupState.WAITING).exists():
            first = signups.filter(state=SignupState.CONFIRMED)[0]
            activities.withdraw_signup(by=officer, signup_id=first.pk, now=stage.now)


def _cancel(stage: Stage, coming: Sequence[Held]) -> None:
    """One activity far ahead falls; everybody who signed up is told."""
    far = [each for each in coming if each.loaded.activity.state == ActivityState.OPEN][-1:]
    for each in far:
        activities.cancel(
            by=stage.by,
            activity_id=each.activity_id,
            reason="Xã đề nghị lùi lại vì trùng ngày họp bản; đơn vị sẽ mở lịch mới.",
            now=stage.now,
        )


def _sign_up(stage: Stage, coming: Sequence[Held]) -> None:
    """Guests sign up as on the public page."""
    throws = dice("guests")
    open_now = [
        each
        for each in coming
        if each.loaded.activity.state == ActivityState.OPEN
        and not each.loaded.activity.needs_approval
        and each.plan.first_day > stage.day + timedelta(days=1)
    ][:-1]
    for number, name in enumerate(texts("guests"), start=1):
        each = throws.choice(open_now)
        since = timedelta(hours=throws.randint(1, 40), minutes=throws.randint(0, 59))
        activities.sign_up(
            by=Actor.guest(day=stage.day),
            activity_code=each.loaded.activity.code,
            slot_ids=[each.loaded.slots[0].pk],
            full_name=name,
            contact=f"khach{number}@example.org",
            birth_year=stage.day.year - 20 - number,
            now=stage.now - since,
        )
