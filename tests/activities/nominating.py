"""An activity of the province for which its communes are asked to send people."""

from dataclasses import dataclass
from datetime import date, timedelta

from aoxanh.activities import actions
from aoxanh.activities.models import Activity, Quota, Slot
from aoxanh.activities.types import NomineeGiven, PaperConsent, QuotasGiven
from aoxanh.people import actions as people
from aoxanh.people.types import GuardianGiven, MembershipGiven, PersonGiven
from tests.activities.crowd import Crowd
from tests.activities.world import World


NAMES = ("Giàng A Páo", "Lò Thị Mai", "Vàng A Sính", "Chẻo Láo San", "Lý Thị Dợ", "Tẩn A Dao")


@dataclass
class Call:
    """An activity five days ahead with ten places; units are asked up to two days from now."""

    world: World
    activity: Activity
    crowd: Crowd

    @classmethod
    def at(cls, world: World, *, places=10) -> "Call":
        draft = world.opened(unit=world.province, by=world.system, places=places)
        activity = actions.publish(by=world.system, activity_id=draft.pk, now=world.now)
        organiser = world.officer(world.province, "PROVINCE_OFFICER")
        return cls(world, activity, Crowd(world, activity, organiser))

    @property
    def slot(self) -> Slot:
        return Slot.objects.get(shift__activity=self.activity)

    @property
    def organiser(self):
        return self.crowd.officer

    @property
    def secretary(self):
        return self.world.officer(self.world.ta_leng, account_id=8)

    @property
    def due_on(self) -> date:
        return self.world.day + timedelta(days=2)

    def give(self, numbers=None, *, by=None, now=None, **given) -> list[Quota]:
        asked = actions.give_quotas(
            by=by or self.organiser,
            activity_id=self.activity.pk,
            given=QuotasGiven(
                **(
                    {
                        "slot_ids": [self.slot.pk],
                        "numbers": {self.world.ta_leng.pk: 4} if numbers is None else numbers,
                        "due_on": self.due_on,
                    }
                    | given
                )
            ),
            now=now or self.world.now,
        )
        return [quota for each in asked.values() for quota in each]

    def quota(self, unit=None) -> Quota:
        unit = unit or self.world.ta_leng
        return Quota.objects.get(slot__shift__activity=self.activity, unit=unit)

    def names(self, count: int, **given) -> list[NomineeGiven]:
        return [
            NomineeGiven(
                **({"full_name": name, "phone": f"091234560{n}", "birth_year": 2000} | given)
            )
            for n, name in enumerate(NAMES[:count])
        ]

    def send(self, nominees=2, *, by=None, now=None, quota=None, **given):
        return actions.nominate(
            by=by or self.secretary,
            quota_id=(quota or self.quota()).pk,
            nominees=self.names(nominees) if isinstance(nominees, int) else nominees,
            now=now or self.world.now,
            **given,
        )

    def counts(self):
        """(taken, held) of the slot, (filled, held) of Tả Lèng's quota."""
        slot, quota = self.slot, self.quota()
        return (slot.taken, slot.held), (quota.filled, quota.held)

    def later(self, days: int):
        """The instant ``days`` from now."""
        return self.world.now + timedelta(days=days)

    def member(self, name="Sùng A Chải", *, unit=None, guardian=None, **person):
        """Somebody whom Tả Lèng keeps."""
        return people.enrol(
            by=self.world.system,
            unit_id=(unit or self.world.ta_leng).pk,
            person=PersonGiven(
                full_name=name, **({"phone": "0977000111", "birth_year": 2001} | person)
            ),
            membership=MembershipGiven(kind="MEMBER", valid_from=date(2024, 1, 1)),
            guardian=guardian,
            now=self.world.now,
        )

    def paper(self, **given) -> PaperConsent:
        return PaperConsent(**({"collector": "Cô Lò Thị Mai", "on": self.world.day} | given))


MOTHER = GuardianGiven(full_name="Giàng Thị Mỷ", phone="0912999888")
