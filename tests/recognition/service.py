"""Who served, written straight into the ledger: certificates are tested from there on."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from aoxanh.activities import actions as activities
from aoxanh.activities.models import Activity, HoursEntry, Participation, Shift
from aoxanh.kernel.actors import Actor, ActorKind
from aoxanh.kernel.dates import at, start_of
from aoxanh.kernel.text import fold, person_sort_key
from aoxanh.people.models import Membership, Person, Post
from aoxanh.recognition import actions
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import Scope
from aoxanh.units.models import Instance
from tests.activities.world import World


SERVED_ON = date(2026, 10, 18)


@dataclass
class Service:
    """Tả Lèng's road building on 18 October, and those who came."""

    world: World
    activity: Activity = None
    officer: Actor = None
    signer: Person = None
    shifts: dict[int, Shift] = field(default_factory=dict)

    def build(self) -> "Service":
        world = self.world
        names = {
            "root": world.province,
            "scale": "PROVINCE",
            "name": "Cổng tình nguyện Lai Châu",
            "short_name": "Lai Châu",
            "place_name": "Lai Châu",
            "document_code": "TĐTN-ĐKTHTN",
        }
        Instance.objects.update_or_create(
            pk=1, defaults=names, create_defaults=names | {"created_at": world.now}
        )
        self.officer = world.officer(world.ta_leng)
        self.activity = self.held("Làm đường liên bản Hồ Pên")
        self.signer = self.person("Lò Thị Mai")
        self.appoint(self.signer, world.ta_leng, "Bí thư")
        return self

    def held(self, title, *, unit=None, day=SERVED_ON) -> Activity:
        """An activity with one shift on ``day``."""
        unit = unit or self.world.ta_leng
        made = activities.open_from_answers(
            by=Actor.system(cause="test", day=day),
            unit_id=unit.pk,
            template_code="lop_so",
            title=title,
            place_id=self.world.places["Tả Lèng"].pk,
            places=200,
            starts_at=at(day, time(7)),
            ends_at=at(day, time(17)),
            now=start_of(day),
        )
        shift = Shift.objects.get(activity=made)
        self.shifts[made.pk] = shift
        return made

    def person(self, name, *, unit=None, birth_date=date(2004, 3, 12)) -> Person:
        """A verified member of ``unit``, of Tả Lèng unless said otherwise."""
        unit = unit or self.world.ta_leng
        made = Person.objects.create(
            unit=unit,
            full_name=name,
            search_text=fold(name),
            sort_key=person_sort_key(name),
            birth_date=birth_date,
            state="VERIFIED",
            created_at=self.world.now,
        )
        Membership.objects.create(
            person=made, unit=unit, kind="MEMBER", valid_from=date(2020, 1, 1)
        )
        return made

    def appoint(self, person, unit, title, *, is_head=True) -> Post:
        return Post.objects.create(
            person=person, unit=unit, title=title, is_head=is_head, valid_from=date(2022, 1, 1)
        )

    def serve(self, person, minutes=240, *, activity=None, day=SERVED_ON, **entry) -> HoursEntry:
        """The ledger's entry of a presence; ``source`` SCAN unless said otherwise."""
        return self.enter(self.came(person, activity=activity, day=day), minutes, **entry)

    def came(self, person, *, activity=None, day=SERVED_ON) -> Participation:
        """A presence whose minutes are not written yet."""
        activity = activity or self.activity
        return Participation.objects.create(
            shift=self.shifts[activity.pk],
            activity=activity,
            person=person,
            organiser_unit=activity.unit,
            participant_unit=person.unit,
            place=activity.place,
            day=day,
            method="CAMERA",
            checked_in_at=at(day, time(7)),
            checked_out_at=at(day, time(11)),
        )

    def enter(self, presence, minutes, *, source="SCAN", **entry) -> HoursEntry:
        return HoursEntry.objects.create(
            participation=presence,
            activity=presence.activity,
            person=presence.person,
            organiser_unit=presence.organiser_unit,
            participant_unit=presence.participant_unit,
            place=presence.place,
            day=presence.day,
            minutes=minutes,
            source=source,
            recorded_at=self.world.now,
            **entry,
        )

    def take_back(self, entry) -> HoursEntry:
        return self.enter(
            entry.participation,
            -entry.minutes,
            source=entry.source,
            role="REVERSAL",
            corrects=entry,
            reason="Ghi nhầm người",
        )

    def crowd(self, count, *, activity=None) -> list[Person]:
        people = [self.person(f"Sùng A Dơ {number}") for number in range(count)]
        for person in people:
            self.serve(person, activity=activity)
        return people

    @property
    def scope(self) -> Scope:
        return Scope(activity_id=self.activity.pk)

    def issue(self, person, *, by=None, scope=None, unit=None, **given) -> Certificate:
        return actions.issue(
            by=by or self.officer,
            unit_id=(unit or self.world.ta_leng).pk,
            scope=scope or self.scope,
            holder_id=person.pk,
            now=self.world.now,
            **given,
        )

    def holder(self, person, *, days=0) -> Actor:
        """The person signed in as a volunteer, without any grant."""
        return Actor(
            kind=ActorKind.ACCOUNT,
            day=self.world.day + timedelta(days=days),
            account_id=99,
            person_id=person.pk,
        )
