"""A small territory with its unions, for the tests of activities."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction

from aoxanh.access.rules.roles import ROLES
from aoxanh.activities import actions
from aoxanh.activities.models import Activity
from aoxanh.kernel.actors import Actor, ActorKind, Grant
from aoxanh.kernel.dates import at
from aoxanh.kernel.periods import BEGINNING, Period
from aoxanh.kernel.text import sort_key
from aoxanh.people import actions as people
from aoxanh.people.models import Post
from aoxanh.people.types import EnrolmentRow, MembershipGiven, PersonGiven, PostGiven
from aoxanh.places.models import Place
from aoxanh.places.rules.names import search_text
from aoxanh.programmes import actions as programmes
from aoxanh.programmes.models import Programme
from aoxanh.units import actions as units
from aoxanh.units import queries as unit_queries
from aoxanh.units.models import Unit
from aoxanh.units.types import Decision
from tests import reference
from tests.once import once, once_more


FOUNDED = date(2010, 3, 26)


@contextmanager
def refused(error):
    """Expect a refusal and go on: as after a request, what the action began is rolled back."""
    with pytest.raises(error) as refusal, transaction.atomic():
        yield refusal


@dataclass
class World:
    """Tỉnh đoàn Lai Châu with Tả Lèng and Bình Lư, each with its commune."""

    system: Actor
    day: date
    now: datetime
    places: dict[str, Place] = field(default_factory=dict)
    province: Unit = None
    ta_leng: Unit = None
    binh_lu: Unit = None

    def build(self) -> "World":
        return once(self, World._found_all)

    def _found_all(self) -> None:
        reference.kinds_of_activities(by=self.system, now=self.now)
        reference.kinds_of_units(by=self.system, now=self.now)
        self.place("Lai Châu", "12", level="PROVINCE", kind="PROVINCE")
        self.place("Tả Lèng", "03433", inside="Lai Châu", latitude=22.39, longitude=103.5)
        self.place("Bình Lư", "03405", inside="Lai Châu", latitude=22.28, longitude=103.63)
        self.province = self.found("Lai Châu", kind="tinh_doan", place="Lai Châu")
        self.ta_leng = self.found("Tả Lèng", parent=self.province, place="Tả Lèng")
        self.binh_lu = self.found("Bình Lư", parent=self.province, place="Bình Lư")

    def place(
        self, name, code, *, level="COMMUNE", kind="COMMUNE", inside=None, valid_from=None, **where
    ) -> Place:
        full_name = f"{'xã' if level == 'COMMUNE' else 'tỉnh'} {name}"
        self.places[name] = Place.objects.create(
            parent=self.places.get(inside),
            level=level,
            kind=kind,
            code=code,
            name=name,
            full_name=full_name,
            search_text=search_text(name, ()),
            sort_key=sort_key(name),
            valid_from=valid_from or BEGINNING,
            **where,
        )
        return self.places[name]

    def found(self, short_name, *, parent=None, kind="doan_xa", place=None, on=FOUNDED) -> Unit:
        return units.found(
            by=self.system,
            kind_code=kind,
            name=f"Đoàn {short_name}",
            short_name=short_name,
            parent_id=parent.pk if parent else None,
            place_id=self.places[place].pk if place else None,
            on=on,
            decision=Decision("01-QĐ/TĐTN", on, "Ban Thường vụ"),
            now=self.now,
        )

    def headed(self, unit, name) -> Post:
        """Somebody of this name heads the unit."""
        membership = MembershipGiven(kind="MEMBER", valid_from=self.day)
        row = EnrolmentRow(line=1, person=PersonGiven(full_name=name), membership=membership)
        (person,) = people.enrol_many(by=self.system, unit_id=unit.pk, rows=[row], now=self.now)
        return people.appoint(
            by=self.system,
            person_id=person.pk,
            unit_id=unit.pk,
            post=PostGiven(title="Bí thư", valid_from=self.day, is_head=True),
            now=self.now,
        )

    def officer(self, unit, role="COMMUNE_OFFICER", *, account_id=7, day=None) -> Actor:
        grant = Grant(role, unit.pk, Period(BEGINNING), ROLES[role].allows)
        return Actor(
            kind=ActorKind.ACCOUNT,
            day=day or self.day,
            account_id=account_id,
            grants=(grant,),
            tree=unit_queries.ClosureTree(),
        )

    def hours(self, *, in_days=5, begin=7, end=11) -> dict[str, datetime]:
        day = self.day + timedelta(days=in_days)
        return {"starts_at": at(day, time(begin)), "ends_at": at(day, time(end))}

    def opened(
        self, template="lop_so", *, unit=None, place="Tả Lèng", by=None, **given
    ) -> Activity:
        """A draft of Tả Lèng, made as officers make it."""
        unit = unit or self.ta_leng
        return actions.open_from_answers(
            by=by or self.officer(unit),
            unit_id=unit.pk,
            template_code=template,
            place_id=self.places[place].pk,
            now=self.now,
            **({"places": 12} | self.hours() | given),
        )

    def published(self, template="lop_so", *, by=None, **given) -> Activity:
        """An open activity that asks for no preparation."""
        draft = self.opened(template, by=by, **given)
        return actions.publish(by=by or self.system, activity_id=draft.pk, now=self.now)

    def published_once(self, **given) -> Activity:
        """The same; as the first thing that happens in this land, it is made by its actions once a process."""
        return once_more(self, World._found_all, self.published, **given)

    def _plans(self, *, paths) -> list[Programme]:
        return [
            programmes.load(by=self.system, unit_id=self.province.pk, path=path, now=self.now)
            for path in paths
        ]

    def plans_once(self, *paths) -> list[Programme]:
        """The province's programmes of these files; as the first thing that happens, they are loaded once a process."""
        return once_more(self, World._found_all, self._plans, paths=paths)

    def later(self, days) -> Actor:
        """The officer of Tả Lèng, ``days`` from now."""
        return self.officer(self.ta_leng, day=self.day + timedelta(days=days))
