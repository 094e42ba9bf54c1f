"""Members and volunteers of the demo: some three thousand invented persons in the units' own lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from aoxanh.jobs.demo.names import Phones, invent
from aoxanh.jobs.demo.stage import REORGANISED_ON, Stage, dice, texts
from aoxanh.jobs.demo.tree import DemoUnit, Tree
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.text import fold
from aoxanh.people import actions as people
from aoxanh.people.types import (
    EnrolmentRow,
    GuardianGiven,
    MembershipGiven,
    MembershipKind,
    PersonGiven,
    YouthCategory,
)


if TYPE_CHECKING:
    from aoxanh.people.models import Person


OFFICERS = 3
"""The first so many of a unit's list are grown up: its officers come from them."""

_KIND_OF = {
    "COMMUNE": (MembershipKind.MEMBER, MembershipKind.MEMBER, MembershipKind.MEMBER,
                MembershipKind.FEDERATION_MEMBER, MembershipKind.VOLUNTEER),
    "STUDENTS": (MembershipKind.STUDENT_MEMBER,),
    "GROUP": (MembershipKind.VOLUNTEER,),
}  # fmt: skip
_CATEGORY_OF = {
    "SCHOOL": (YouthCategory.PUPIL,),
    "COLLEGE": (YouthCategory.STUDENT,),
    "STUDENTS": (YouthCategory.STUDENT,),
    "SECTOR": (YouthCategory.CIVIL_SERVANT,),
    "PROVINCE": (YouthCategory.CIVIL_SERVANT,),
    "GROUP": (YouthCategory.RURAL, YouthCategory.CIVIL_SERVANT, YouthCategory.INTELLECTUAL),
}
_ARMED = frozenset({"cong_an", "quan_su", "bien_phong"})
_USUAL = (YouthCategory.RURAL, YouthCategory.RURAL, YouthCategory.CIVIL_SERVANT,
          YouthCategory.WORKER, YouthCategory.ENTREPRENEUR)  # fmt: skip
_FACULTIES = ("Khoa Sư phạm", "Khoa Nông lâm", "Khoa Y dược", "Khoa Kinh tế - Kỹ thuật")
_SKILLS = ("tiếng Mông", "tiếng Thái", "tiếng Dao", "sơ cấp cứu", "chụp ảnh", "lái xe", "nấu ăn",
           "dạy học", "tin học", "xây dựng", "văn nghệ", "trò chơi tập thể")  # fmt: skip
_FREE = ("Cuối tuần", "Buổi tối", "Thứ Bảy, Chủ nhật", "Nghỉ hè", "Sau mùa vụ", "")


@dataclass(frozen=True, slots=True)
class Member:
    """A person in one unit's list for a time; ``zeal`` says how often they come along."""

    person: "Person"
    unit: DemoUnit
    since: date
    until: date
    zeal: float

    def belongs_on(self, day: date) -> bool:
        return self.since <= day < self.until


@dataclass(slots=True)
class Folk:
    """Everybody, by the key of the unit in whose list they stand."""

    members: dict[str, list[Member]] = field(default_factory=dict)
    phones: Phones = field(default_factory=Phones)

    @property
    def count(self) -> int:
        return len({member.person.pk for each in self.members.values() for member in each})

    def of(self, key: str) -> list[Member]:
        return self.members.get(key, [])

    def add(self, member: Member) -> None:
        self.members.setdefault(member.unit.key, []).append(member)


def enrol(stage: Stage, made: Tree) -> Folk:
    """Enrol every unit's list; most of the former district's list goes over to its communes."""
    folk = Folk()
    for unit in made.units.values():
        if unit.size:
            _enrol_unit(stage, unit, folk)
    _pass_over(stage, made, folk)
    return folk


def _enrol_unit(stage: Stage, unit: DemoUnit, folk: Folk) -> None:
    throws = dice(f"people of {unit.key}")
    rows = [_row(stage, unit, folk.phones, throws, line) for line in range(1, unit.size + 1)]
    persons = people.enrol_many(by=stage.by, unit_id=unit.unit_id, rows=rows, now=stage.now)
    for row, person in zip(rows, persons, strict=True):
        given = row.membership
        zeal = 0.15 + throws.random() ** 3 * 4
        folk.add(Member(person, unit, given.valid_from, given.valid_to, zeal))


def _row(stage: Stage, unit: DemoUnit, phones: Phones, throws: Random, line: int) -> EnrolmentRow:
    invented = invent(throws, _peoples(unit))
    born = _birth(stage.day, unit, throws, line)
    phone = phones.take()
    mail = fold(invented.full_name).replace(" ", ".") + f".{phone[-4:]}@example.com"
    guardian = None
    if (stage.day - born).days < 16 * 366:
        relation = throws.choice(("mẹ", "bố", "ông", "bà"))
        elder = invent(throws, _peoples(unit))
        guardian = GuardianGiven(full_name=elder.full_name, phone=phones.take(), relation=relation)
    person = PersonGiven(
        full_name=invented.full_name,
        phone=phone,
        email=mail if throws.random() < 0.3 else "",
        birth_date=born,
        gender=invented.gender,
        youth_category=_category(unit, throws),
        skills=tuple(throws.sample(_SKILLS, throws.choice((0, 0, 1, 1, 2)))),
        availability=throws.choice(_FREE),
    )
    membership = _membership(stage.day, unit, throws, line)
    return EnrolmentRow(line=line, person=person, membership=membership, guardian=guardian)


def _peoples(unit: DemoUnit) -> Sequence[str]:
    plan = texts("land")
    known: Sequence[str] = plan["peoples"].get(unit.commune, plan["others"])
    return known if unit.sort in {"COMMUNE", "BRANCH", "GROUP"} else plan["others"]


def _birth(day: date, unit: DemoUnit, throws: Random, line: int) -> date:
    if line <= OFFICERS or unit.sort == "PROVINCE":
        youngest, oldest = 26, 36
    elif unit.sort == "SCHOOL":
        youngest, oldest = 15, 17
    elif unit.sort in {"COLLEGE", "STUDENTS"}:
        youngest, oldest = 18, 22
    else:
        youngest, oldest = 17, 33
    return day - timedelta(days=throws.randint(youngest * 366, (oldest + 1) * 365))


def _category(unit: DemoUnit, throws: Random) -> str:
    if unit.key in _ARMED:
        return YouthCategory.ARMED_FORCES
    return throws.choice(_CATEGORY_OF.get(unit.sort, _USUAL))


def _membership(day: date, unit: DemoUnit, throws: Random, line: int) -> MembershipGiven:
    earliest = max(unit.founded_on, date(day.year - 4, 1, 1))
    if unit.sort == "SCHOOL" and line > OFFICERS:
        earliest = max(earliest, date(day.year - 2, 9, 5))
    latest = min(day, unit.closed_on) - timedelta(days=120)
    since = earliest
    if line > OFFICERS and throws.random() < 0.55 and latest > earliest:
        since = earliest + timedelta(days=throws.randint(0, (latest - earliest).days))
    studies = unit.sort in {"COLLEGE", "STUDENTS"}
    return MembershipGiven(
        kind=throws.choice(_KIND_OF.get(unit.sort, (MembershipKind.MEMBER,))),
        valid_from=since,
        valid_to=unit.closed_on,
        student_code=f"{unit.key[:2].upper()}{throws.randint(10000, 99999)}" if studies else "",
        class_name=_class(unit, throws),
        faculty=throws.choice(_FACULTIES) if studies else "",
    )


def _class(unit: DemoUnit, throws: Random) -> str:
    if unit.sort == "SCHOOL":
        return f"{throws.choice((10, 11, 12))}A{throws.randint(1, 8)}"
    return f"K{throws.randint(18, 21)}{throws.choice('ABC')}" if unit.sort == "COLLEGE" else ""


def _pass_over(stage: Stage, made: Tree, folk: Folk) -> None:
    """Two thirds of each district's list belong to one of its communes from 1 July 2025 on."""
    throws = dice("from districts to communes")
    for district in made.of_sort("DISTRICT"):
        communes = [each for each in made.of_sort("COMMUNE") if district.key in each.districts]
        for member in folk.of(district.key):
            if throws.random() > 0.66:
                continue
            commune = throws.choice(communes)
            given = MembershipGiven(kind=MembershipKind.MEMBER, valid_from=REORGANISED_ON)
            people.join(
                by=stage.by,
                person_id=member.person.pk,
                unit_id=commune.unit_id,
                membership=given,
                now=stage.now,
            )
            folk.add(Member(member.person, commune, REORGANISED_ON, FOREVER, member.zeal))
