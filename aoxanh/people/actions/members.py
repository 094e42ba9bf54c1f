"""Lists of members and volunteers, brought in whole (XCT-04)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.imports import Applied, Asked, Finding, ImportKind, Kept, Made, Values
from aoxanh.kernel.imports import Line as Read
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.statistics import Growth
from aoxanh.kernel.usage import users_of
from aoxanh.people.actions.bulk import write_lines
from aoxanh.people.actions.enrolment import known_keys
from aoxanh.people.errors import (
    AlreadyEnrolled,
    BirthImplausible,
    GuardianUnreadable,
    MinorNeedsGuardian,
)
from aoxanh.people.models import Consent, Guardian, Membership, Person
from aoxanh.people.rules import Line, is_minor, read_guardian, read_membership, stored_person
from aoxanh.people.rules.columns import (
    MEMBER_COLUMNS,
    PERSON_COLUMNS,
    guardian_given,
    person_given,
    person_key,
)
from aoxanh.people.types import MembershipGiven, PersonsTakenBack, PersonState


PERSON = "person"
_ONE_DAY = timedelta(days=1)
_USED_IN = {
    "access": _("đã có tài khoản"),
    "activities": _("đã đăng ký hoặc tham gia hoạt động"),
    "people": _("đã có tên ở đơn vị khác hoặc giữ chức danh"),
    "recognition": _("đã được cấp giấy chứng nhận"),
}


class MembersDesk:
    """One pass over a list of members."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.PERSON_EDIT, at=asked.unit_id)
        self._asked = asked
        self._built: dict[int, Line] = {}
        self._growth = Growth(Person, Membership, Consent)

    def check(self, lines: Sequence[Read]) -> Sequence[Finding]:
        """Births, periods, guardians, and whom the unit keeps already."""
        self._built = {}
        findings = [finding for line in lines for finding in self._faults(line)]
        return [*findings, *self._already_there()]

    def _faults(self, line: Read) -> Iterator[Finding]:
        try:
            read = stored_person(person_given(line.values), day=self._asked.day)
        except BirthImplausible as refusal:
            yield Finding(line.number, "birth", str(refusal))
            return
        try:
            belongs = read_membership(self._membership(line.values))
        except DomainError as refusal:
            yield Finding(line.number, "valid_to", str(refusal))
            return
        guardian = guardian_given(line.values)
        try:
            keeper = read_guardian(guardian) if guardian else None
        except GuardianUnreadable as refusal:
            missing = "guardian_phone" if guardian and guardian.full_name else "guardian_full_name"
            yield Finding(line.number, missing, str(refusal))
            return
        day = self._asked.day
        if keeper is None and is_minor(day, birth_date=read.birth_date, birth_year=read.birth_year):
            yield Finding(line.number, "guardian_full_name", str(MinorNeedsGuardian()))
            return
        self._built[line.number] = Line(
            number=line.number, person=read, membership=belongs, guardian=keeper
        )

    def _membership(self, values: Values) -> MembershipGiven:
        last = values.get("valid_to")
        return MembershipGiven(
            kind=values["kind"],
            valid_from=values.get("valid_from", self._asked.day),
            valid_to=last + _ONE_DAY if last else FOREVER,
            student_code=values.get("student_code", ""),
            class_name=values.get("class_name", ""),
            faculty=values.get("faculty", ""),
        )

    def _already_there(self) -> Iterator[Finding]:
        built = self._built.values()
        keys = [line.person.contact_key for line in built if line.person.contact_key]
        known = known_keys(self._asked.unit_id, keys) if keys else frozenset()
        born = _known_births(
            self._asked.unit_id, [line for line in built if not line.person.contact_key]
        )
        for number, line in list(self._built.items()):
            person = line.person
            if person.contact_key in known or (person.search_text, person.birth_date) in born:
                del self._built[number]
                column = "phone" if person.phone else "email" if person.email else "full_name"
                yield Finding(number, column, str(AlreadyEnrolled()))

    def apply(self, lines: Sequence[Read]) -> Applied:
        """Enrol the persons with their memberships; the unit keeps their papers."""
        asked = self._asked
        built = [self._built[line.number] for line in lines]
        keys = write_lines(by=asked.by, unit_id=asked.unit_id, lines=built, now=asked.now)
        self._growth.add(len(keys))
        return Applied(
            {line.number: [(PERSON, key)] for line, key in zip(lines, keys, strict=True)}
        )

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take the persons out of the records again, unless something hangs on them by now."""
        asked = self._asked
        lines = {
            key: line for line, things in made.items() for noun, key in things if noun == PERSON
        }
        persons = Person.objects.in_bulk(list(lines))
        kept = [
            Kept(lines[key], persons[key].full_name, str(why))
            for key, why in _in_use(persons, unit_id=asked.unit_id).items()
        ]
        gone = sorted(set(persons) - {key for key in lines if lines[key] in {k.line for k in kept}})
        belonged = Membership.objects.filter(person_id__in=gone).order_by("pk")
        touches = set(belonged.values_list("unit_id", "valid_from"))
        for table in (Consent, Guardian, Membership):
            table.objects.filter(person_id__in=gone).delete()
        Person.objects.filter(pk__in=gone).delete()
        audit.record(
            by=asked.by,
            event=PersonsTakenBack(len(gone)),
            unit_id=asked.unit_id,
            touches=touches,
            now=asked.now,
        )
        return kept


def _known_births(unit_id: int, lines: Sequence[Line]) -> set[tuple[str, date | None]]:
    """Names and birthdays, of people without contact, whom the unit keeps."""
    wanted = [line.person for line in lines if line.person.birth_date]
    if not wanted:
        return set()
    kept = Person.objects.filter(
        unit_id=unit_id,
        state=PersonState.VERIFIED,
        search_text__in={person.search_text for person in wanted},
        birth_date__in={person.birth_date for person in wanted},
    )
    return set(kept.order_by("pk").values_list("search_text", "birth_date"))


def _in_use(persons: Mapping[int, Person], *, unit_id: int) -> dict[int, str | Promise]:
    """Whom something else points at by now, and what."""
    used: dict[int, str | Promise] = {
        key: _USED_IN.get(context, _("đã có dữ liệu khác gắn với hồ sơ"))
        for key, context in users_of(
            Person, list(persons), apart={Membership, Guardian, Consent}
        ).items()
    }
    elsewhere = Membership.objects.filter(person_id__in=persons).exclude(unit_id=unit_id)
    for key in elsewhere.order_by("person_id").values_list("person_id", flat=True):
        used.setdefault(key, _USED_IN["people"])
    for key, person in persons.items():
        if person.account_id is not None:
            used.setdefault(key, _USED_IN["access"])
    return used


MEMBERS = ImportKind(
    code="members",
    label=_("Đoàn viên, hội viên, tình nguyện viên"),
    noun=_("người"),
    lead=_("Ghi cả danh sách vào đơn vị, mỗi dòng một người."),
    permission=Permission.PERSON_EDIT,
    columns=(*PERSON_COLUMNS, *MEMBER_COLUMNS),
    open=MembersDesk,
    key=person_key,
    key_column="full_name",
    icon="users-round",
    chunk=2000,
)
