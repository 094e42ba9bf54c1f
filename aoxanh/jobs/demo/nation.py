"""The demo of the whole country: every provincial and commune union, and as many turns as asked for.

Units stand on the real map, everything else is invented. The same day, number and seed make the same data, apart
from random codes.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from aoxanh.access import actions as access
from aoxanh.activities import actions as activities
from aoxanh.activities.types import ActivityRow, ServedRow, ShiftGiven
from aoxanh.jobs.accounts import DemoAccount
from aoxanh.jobs.demo.names import invent
from aoxanh.jobs.demo.signins import PASSWORD
from aoxanh.jobs.demo.stage import REORGANISED_ON, Stage, dice, texts
from aoxanh.jobs.demo.tree import COMMUNE_KINDS
from aoxanh.kernel import numbers
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import local_day, start_of
from aoxanh.people import actions as people
from aoxanh.people.types import EnrolmentRow, MembershipGiven, MembershipKind, PersonGiven
from aoxanh.places import actions as territory
from aoxanh.places import queries as places
from aoxanh.places.types import PlaceKind, PlaceLevel
from aoxanh.programmes import actions as programmes
from aoxanh.units import actions as units
from aoxanh.units.types import Decision, Founding, InstanceSettings, Scale, SecondFactor


if TYPE_CHECKING:
    from aoxanh.places.models import Place

TURNS_A_PERSON = 20
CROWD = (30, 100)
"""How many come to one activity, at least and at most."""

FEWEST = 24
"""Members of the smallest union that does anything."""

OF_THE_PROVINCE = 0.04
"""The share of activities that a provincial union runs itself."""

_CITIES = frozenset({PlaceKind.MUNICIPALITY})
_FOUNDED = date(1975, 4, 30)
_FIRST_NUMBER = 900_000_001


@dataclass(slots=True)
class Branch:
    """A commune's union with those in its list."""

    place: "Place"
    unit_id: int
    province: str
    members: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Country:
    """The tree by the codes of its territory."""

    root_id: int
    provinces: dict[str, int]
    branches: list[Branch]


@dataclass(slots=True)
class Meter:
    """Tells how far the load has come, at most every few seconds."""

    say: Callable[[str], None]
    wanted: int
    began: float = field(default_factory=time.monotonic)
    told: float = 0.0

    def tell(self, done: int) -> None:
        now = time.monotonic()
        if now - self.told < 10 and done < self.wanted:
            return
        self.told = now
        left = (now - self.began) / done * (self.wanted - done)
        words = _("%(done)s / %(wanted)s lượt, còn chừng %(minutes)s phút.")
        say = {
            "done": numbers.number(done),
            "wanted": numbers.number(self.wanted),
            "minutes": numbers.number(left / 60, 1),
        }
        self.say(words % say)


def load(
    *, now: datetime, say: Callable[[str], None], participations: int, seed: str
) -> Iterable[DemoAccount]:
    """Fill an empty, migrated database that nobody else uses; gives the accounts to print."""
    stage = Stage(now, Actor.system(cause="demo", day=local_day(now)), say)
    say(_("Đang nạp địa bàn hành chính…"))
    territory.load(by=stage.by, now=now)
    units.load_kinds(by=stage.by, now=now)
    activities.load_reference(by=stage.by, now=now)
    country = _found(stage)
    say(_("Đã lập %(count)s đơn vị.") % {"count": numbers.number(len(country.branches) + 35)})
    active = _enrol(stage, country, participations, seed)
    meter = Meter(say, participations)
    rows = _served(stage, country, active, participations, seed)
    for loaded in activities.load_served(by=stage.by, rows=rows, now=now):
        meter.tell(loaded)
    say(
        _("Đã ghi %(count)s lượt và giờ; đang cộng số liệu…")
        % {"count": numbers.number(participations)}
    )
    cells = programmes.rebuild(by=stage.by, now=now)
    say(_("Đã tính %(cells)s ô số liệu.") % {"cells": numbers.number(cells)})
    return _accounts(stage, country)


def _found(stage: Stage) -> Country:
    """The Central Union, a union in each province, one in each commune."""
    provinces = list(places.at(day=stage.day, level=PlaceLevel.PROVINCE))
    communes = list(places.at(day=stage.day, level=PlaceLevel.COMMUNE))
    rows = [Founding(kind_code="trung_uong_doan", name="Trung ương Đoàn TNCS Hồ Chí Minh",
                     short_name="Trung ương", on=_FOUNDED, key="root", decision=Decision())]  # fmt: skip
    rows += [_provincial(place, stage.day) for place in provinces]
    rows += [_communal(place) for place in communes]
    founded = units.found_many(by=stage.by, rows=rows, now=stage.now)
    ids = {row.key: unit.pk for row, unit in zip(rows, founded, strict=True)}
    settings = InstanceSettings(
        scale=Scale.NATION,
        name="Cổng tình nguyện quốc gia (minh họa)",
        short_name="Tình nguyện Việt Nam",
        place_name="Hà Nội",
        document_code="TWĐTN",
        second_factor=SecondFactor.OPTIONAL,
        is_demo=True,
    )
    units.set_up_instance(by=stage.by, root_id=ids["root"], settings=settings, now=stage.now)
    branches = [
        Branch(place, ids[place.code], place.parent.code) for place in communes if place.parent
    ]
    return Country(ids["root"], {place.code: ids[place.code] for place in provinces}, branches)


def _provincial(place: "Place", day: date) -> Founding:
    is_city = place.kind in _CITIES
    word = "Thành đoàn" if is_city else "Tỉnh đoàn"
    return Founding(
        kind_code="thanh_doan" if is_city else "tinh_doan",
        name=f"{word} {place.name}",
        short_name=place.name,
        on=min(place.valid_from, day),
        key=place.code,
        parent_key="root",
        place_id=place.pk,
        decision=Decision(),
    )


def _communal(place: "Place") -> Founding:
    kind, word = COMMUNE_KINDS[PlaceKind(place.kind)]
    return Founding(
        kind_code=kind,
        name=f"{word} {place.name}",
        short_name=place.name,
        on=max(place.valid_from, REORGANISED_ON),
        key=place.code,
        parent_key=place.parent.code if place.parent else "root",
        place_id=place.pk,
        decision=Decision(),
    )


def _enrol(stage: Stage, country: Country, participations: int, seed: str) -> list[Branch]:
    """Members of as many unions as the turns can fill; gives those unions."""
    throws = dice("nation: people", seed)
    persons = max(FEWEST, participations // TURNS_A_PERSON)
    count = min(len(country.branches), max(1, persons // FEWEST))
    active = sorted(throws.sample(country.branches, count), key=lambda branch: branch.place.code)
    each, more = divmod(persons, count)
    enrolled = 0
    for number, branch in enumerate(active):
        rows = [_member(throws, stage.day, line) for line in range(1, each + (number < more) + 1)]
        made = people.enrol_many(by=stage.by, unit_id=branch.unit_id, rows=rows, now=stage.now)
        branch.members = [person.pk for person in made]
        enrolled += len(made)
        if number % 500 == 499:
            stage.say(_("Đã ghi danh %(count)s người.") % {"count": numbers.number(enrolled)})
    return active


def _member(throws: Random, day: date, line: int) -> EnrolmentRow:
    invented = invent(throws, texts("nation")["peoples"])
    born = day - timedelta(days=throws.randint(17 * 366, 33 * 365))
    person = PersonGiven(full_name=invented.full_name, birth_date=born, gender=invented.gender)
    membership = MembershipGiven(kind=MembershipKind.MEMBER, valid_from=REORGANISED_ON)
    return EnrolmentRow(line=line, person=person, membership=membership)


def _served(
    stage: Stage, country: Country, active: Sequence[Branch], participations: int, seed: str
) -> Iterator[ServedRow]:
    """Activities since the reorganisation, union after union, until the turns are used up."""
    throws = dice("nation: activities", seed)
    days = (stage.day - REORGANISED_ON).days
    left = participations
    while left:
        for branch in active:
            crowd = min(left, len(branch.members), throws.randint(*CROWD))
            day = REORGANISED_ON + timedelta(days=throws.randrange(days))
            by_province = throws.random() < OF_THE_PROVINCE
            unit_id = country.provinces[branch.province] if by_province else branch.unit_id
            row = _held(stage, unit_id, branch.place, throws.choice(texts("nation")["works"]), day)
            present = throws.sample(branch.members, crowd)
            yield ServedRow(row, [(person_id, branch.unit_id) for person_id in present])
            left -= crowd
            if not left:
                return


def _held(
    stage: Stage, unit_id: int, place: "Place", plan: dict[str, Any], day: date
) -> ActivityRow:
    begins = start_of(day) + timedelta(hours=plan["begins"])
    ends = begins + timedelta(hours=plan["hours"])
    return ActivityRow(
        unit_id=unit_id,
        template_code=plan["template"],
        title=plan["title"].format(noi=place.name),
        place_id=place.pk,
        first_day=day,
        last_day=day,
        created_at=min(stage.now, begins - timedelta(days=9)),
        shifts=(ShiftGiven(starts_at=begins, ends_at=ends, capacity=CROWD[1]),),
        evaluation=texts("nation")["evaluation"],
    )


def _accounts(stage: Stage, country: Country) -> list[DemoAccount]:
    """Sign-ins at the centre, in a province and in a commune."""
    communes = {branch.place.code: branch for branch in country.branches}
    printed = []
    for number, row in enumerate(texts("nation")["accounts"], start=_FIRST_NUMBER):
        at = row["at"]
        unit_id = (
            country.root_id if at == "root" else country.provinces.get(at) or communes[at].unit_id
        )
        phone = f"+84{number}"
        account = access.register(
            by=stage.by, contact=phone, full_name=row["name"], password=PASSWORD, now=stage.now
        )
        access.grant(
            by=stage.by, account_id=account.pk, role=row["role"], unit_id=unit_id, now=stage.now
        )
        printed.append(DemoAccount(row["told"], row["unit"], f"0{number}", PASSWORD))
    return printed
