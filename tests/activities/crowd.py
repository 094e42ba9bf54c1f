"""People who sign up, come and go, for the tests of sign-ups, the door and hours."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from aoxanh.activities import actions
from aoxanh.activities.models import Activity, Pass, Shift, Signup, Slot
from aoxanh.activities.queries import signed_pass
from aoxanh.activities.types import Direction, ScanGiven, ShiftGiven
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import at
from tests.activities.world import World


@dataclass
class Crowd:
    """An open activity of Tả Lèng, five days ahead from 7 to 11, and who wants to come."""

    world: World
    activity: Activity
    officer: Actor
    invited: int = 0
    slots: list[Slot] = field(default_factory=list)

    @classmethod
    def at(cls, world: World, *, places=2, **columns) -> "Crowd":
        activity = world.published_once(places=places, by=world.system)
        if columns:
            Activity.objects.filter(pk=activity.pk).update(**columns)
            activity.refresh_from_db()
        return cls(world, activity, world.officer(world.ta_leng))

    @property
    def shift(self) -> Shift:
        return Shift.objects.select_related("activity").get(pk=self.slot.shift_id)

    @property
    def slot(self) -> Slot:
        return Slot.objects.filter(shift__activity=self.activity).order_by("pk").first()

    def guest(self) -> Actor:
        return Actor.guest(day=self.world.day)

    def sign_up(self, full_name="", contact="", *, slots=None, now=None, **given) -> Pass:
        self.invited += 1
        return actions.sign_up(
            by=self.guest(),
            activity_code=self.activity.code,
            slot_ids=slots or [self.slot.pk],
            full_name=full_name
            or f"Lò Văn {'ABCDEĐGHIK'[self.invited % 10] * (self.invited // 10 + 1)}",
            contact=contact or f"09123456{self.invited:02d}",
            now=now or self.world.now,
            **({"birth_year": 2000} | given),
        )

    def signup(self, held: Pass) -> Signup:
        return Signup.objects.get(pass_held=held)

    def state(self, held: Pass) -> str:
        return self.signup(held).state

    def withdraw(self, held: Pass, *, now=None, **which) -> Pass:
        return actions.withdraw(
            by=self.guest(), token=held.token, now=now or self.world.now, **which
        )

    def add_shift(self, *, begin=13, end=17, capacity=2, **given) -> Slot:
        day = self.activity.starts_on
        shift = actions.add_shift(
            by=self.world.system,
            activity_id=self.activity.pk,
            shift=ShiftGiven(
                starts_at=at(day, time(begin)),
                ends_at=at(day, time(end)),
                capacity=capacity,
                **given,
            ),
            now=self.world.now,
        )
        return Slot.objects.get(shift=shift)

    def clock(self, hour, minute=0, *, days=0) -> datetime:
        """An instant on the activity's day."""
        return at(self.activity.starts_on + timedelta(days=days), time(hour, minute))

    def scan(self, held: Pass | None = None, *, now=None, uuid: UUID | None = None, **given):
        moment = now or self.clock(7)
        raw = {"raw": signed_pass(held)} if held is not None else {}
        scan = ScanGiven(**({"uuid": uuid or uuid4(), "device_at": moment} | raw | given))
        return actions.check_in(
            by=self.officer, activity_id=self.activity.pk, scan=scan, now=moment
        )

    def leave(self, held: Pass, *, now=None, **given):
        return self.scan(held, now=now or self.clock(11), direction=Direction.OUT, **given)

    def close(self, *, now=None) -> Activity:
        """What the evaluation does at the end, without its papers."""
        now = now or self.clock(12)
        Activity.objects.filter(pk=self.activity.pk).update(state="CLOSED", closed_at=now)
        self.activity.refresh_from_db()
        return self.activity

    def settle(self, *, now=None):
        now = now or self.clock(12)
        return actions.settle(by=self.officer, activity_id=self.activity.pk, now=now)
