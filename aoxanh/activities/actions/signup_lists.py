"""Lists of sign-ups for one activity: from Excel or a form's CSV, through the same guard as every sign-up."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext_lazy as _

from aoxanh.activities.actions.signups import sign_up
from aoxanh.activities.actions.withdrawals import turns_of, withdraw_rows
from aoxanh.activities.errors import (
    AlreadySignedUp,
    AlreadyWithdrawn,
    ShiftFull,
    SlotUnclear,
)
from aoxanh.activities.models import Activity, Participation, Pass, Signup, Slot
from aoxanh.activities.queries.questions import questions_of
from aoxanh.activities.rules.columns import answer_columns, answers_in
from aoxanh.activities.rules.places import (
    Hours,
    check_activity_takes_signups,
    check_shift_takes_signups,
    list_moves,
)
from aoxanh.activities.rules.questions import typed_answers
from aoxanh.activities.rules.signups import check_age
from aoxanh.kernel import cells
from aoxanh.kernel.dates import vn_date, vn_time
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.imports import (
    Applied,
    Asked,
    Column,
    Finding,
    ImportKind,
    Kept,
    Line,
    Made,
    Values,
)
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.people import queries as people
from aoxanh.people.errors import ContactUnreadable, MinorNeedsGuardian
from aoxanh.people.queries import guardian_given, list_columns, person_given


PASS = "pass"  # noqa: S105  a noun
_PERSON = ("full_name", "phone", "email", "birth", "guardian_full_name", "guardian_phone")
_SLOT = Column(
    code="slot",
    label=_("Ca, vai trò"),
    read=cells.words,
    can_fill=True,
    hint=_("Để trống nếu hoạt động chỉ có một ca, một vai trò"),
    example="Ca sáng",
    synonyms=("ca", "vai trò", "ca đăng ký", "chọn ca", "nhiệm vụ", "đăng ký ca"),
)


class SignupsDesk:
    """One pass over a list; it counts the places that the lines before have taken."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        rows = Activity.objects.visible_to(asked.by, Permission.SIGNUP_VIEW)
        activity = rows.filter(pk=asked.subject_id or 0, unit_id=asked.unit_id).first()
        if activity is None:
            raise Missing
        asked.by.require(Permission.SIGNUP_DECIDE, at=activity.unit_id)
        self._activity = activity
        slots = Slot.objects.filter(shift__activity=activity).select_related("shift")
        self._slots = {slot.pk: slot for slot in slots.order_by("shift__starts_at", "pk")}
        self._free = {slot.pk: slot.free for slot in self._slots.values()}
        active = Signup.objects.active().filter(shift__activity=activity).order_by("pk")
        self._signed = set(active.values_list("shift_id", "contact_key"))
        self._chosen: dict[int, Slot] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Contacts, ages, guardians, shifts; who has signed up already; how many places are left."""
        return [finding for line in lines for finding in self._said(line)]

    def _said(self, line: Line) -> Iterator[Finding]:
        values, column = line.values, "slot"
        try:
            slot = self._slot(values.get("slot", ""))
            check_activity_takes_signups(self._activity.state)
            check_shift_takes_signups(_hours(slot), self._asked.now)
            column = "phone"
            contact = values.get("phone") or values.get("email")
            if not contact:
                raise ContactUnreadable
            if (slot.shift_id, people.contact_key(contact, values["full_name"])) in self._signed:
                raise AlreadySignedUp
            column = "birth"
            self._check_person(values)
            column = "slot"
            waits = self._free[slot.pk] <= 0
            if waits and not list_moves(slot.shift.waiting_until, self._asked.now):
                raise ShiftFull
        except DomainError as refusal:
            at = "guardian_full_name" if isinstance(refusal, MinorNeedsGuardian) else column
            yield Finding(line.number, at, str(refusal))
            return
        self._free[slot.pk] -= 1
        self._chosen[line.number] = slot
        if waits:
            yield Finding(
                line.number, "full_name", str(_("Hết chỗ: vào Danh sách dự bị.")), is_fault=False
            )

    def _check_person(self, values: Values) -> None:
        person = person_given(values)
        year = person.birth_date.year if person.birth_date else person.birth_year
        check_age(
            min_age=self._activity.min_age, birth_year=year, year=self._activity.starts_on.year
        )
        is_minor = people.is_minor(
            self._asked.day, birth_date=person.birth_date, birth_year=person.birth_year
        )
        if is_minor and guardian_given(values) is None:
            raise MinorNeedsGuardian

    def _slot(self, text: str) -> Slot:
        """The slot that a text names by its shift, its role or both; the only one when nothing is said."""
        wanted = fold(text)
        found = [
            slot
            for slot in self._slots.values()
            if not wanted or wanted in {fold(name) for name in _names(slot)}
        ]
        if len(found) != 1:
            offered = "; ".join(_names(slot)[0] for slot in self._slots.values())
            raise SlotUnclear(offered=offered)
        return found[0]

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Sign everybody up, slot by slot in the order of their keys and line by line."""
        made: dict[int, list[Made]] = {}
        findings = []
        for line in sorted(lines, key=lambda each: (self._chosen[each.number].pk, each.number)):
            try:
                made[line.number] = [(PASS, self._sign_up(line).pk)]
            except DomainError as refusal:
                findings.append(Finding(line.number, "full_name", str(refusal)))
        return Applied(made, findings)

    def _sign_up(self, line: Line) -> Pass:
        values, person = line.values, person_given(line.values)
        return sign_up(
            by=self._asked.by,
            activity_code=self._activity.code,
            slot_ids=[self._chosen[line.number].pk],
            full_name=person.full_name,
            contact=person.phone or person.email,
            birth_year=person.birth_date.year if person.birth_date else person.birth_year,
            guardian=guardian_given(values),
            answers=typed_answers(answers_in(values)),
            now=self._asked.now,
        )

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Withdraw the sign-ups; who has come, or whose shift has begun, is kept."""
        keys = {key: line for line, things in made.items() for _noun, key in things}
        passes = Pass.objects.select_related("person").in_bulk(list(keys))
        came = Participation.objects.filter(signup__pass_held_id__in=passes)
        kept = dict.fromkeys(came.order_by("pk").values_list("signup__pass_held_id", flat=True))
        begun = Signup.objects.active().filter(
            pass_held_id__in=passes, shift__starts_at__lte=self._asked.now
        )
        kept |= dict.fromkeys(begun.order_by("pk").values_list("pass_held_id", flat=True))
        gone = Signup.objects.active().filter(pass_held_id__in=set(passes) - set(kept))
        with suppress(AlreadyWithdrawn):  # everybody has gone by themselves
            withdraw_rows(turns_of(gone.order_by("pk")), by=self._asked.by, now=self._asked.now)
        why = str(_("đã điểm danh hoặc ca đã bắt đầu"))
        return [Kept(keys[key], passes[key].person.full_name, why) for key in kept]


def _hours(slot: Slot) -> Hours:
    shift = slot.shift
    return Hours(shift.starts_at, shift.ends_at, shift.signup_until)


def _names(slot: Slot) -> list[str]:
    """What lists call a slot: the fullest first."""
    begins = slot.shift.starts_at
    hour = f"{vn_time(begins)} {vn_date(begins.date())}"
    parts = [part for part in (slot.shift.name or hour, slot.role_name) if part]
    return [" – ".join(parts), *parts, " ".join(parts), hour]


def _questions(unit_id: int, activity_id: int) -> Sequence[Column]:
    """The extra questions of an activity, as columns."""
    asked = Activity.objects.filter(pk=activity_id, unit_id=unit_id).only("questions").first()
    return answer_columns(questions_of(asked)) if asked else ()


def _key(values: Values) -> Hashable | None:
    contact: Any = values.get("phone") or values.get("email")
    return (contact, fold(values["full_name"]), fold(values.get("slot", ""))) if contact else None


SIGNUPS = ImportKind(
    code="signups",
    label=_("Người đăng ký một hoạt động"),
    noun=_("người"),
    lead=_("Danh sách từ Excel hoặc biểu mẫu thành đăng ký; hết chỗ thì vào Danh sách dự bị."),
    permission=Permission.SIGNUP_DECIDE,
    columns=(*list_columns(_PERSON), _SLOT),
    open=SignupsDesk,
    key=_key,
    key_column="full_name",
    icon="ticket",
    about="activity",
    more=_questions,
    chunk=25,
)
