"""Lists of participants to print or to take away: the same people, ordered by given name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import yaml

from aoxanh.activities.models import Participation, Signup
from aoxanh.activities.queries.public import shifts_of
from aoxanh.activities.queries.questions import questions_of
from aoxanh.activities.rules.questions import spoken
from aoxanh.activities.rules.sheets import cells, read_kind, totals
from aoxanh.activities.types import REFERENCE, ShiftShown, SignupState
from aoxanh.activities.types.sheets import ListedParticipant, SheetAsked, SheetKind
from aoxanh.documents import queries as documents
from aoxanh.documents.types import Letterhead
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.dates import local_day, vn_date, vn_long_date, vn_time
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Sheet
from aoxanh.people import queries as people
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Pass
    from aoxanh.people.models import Person

LAYOUT: Final = "people_sheet"
_EXPECTED = (SignupState.CONFIRMED, SignupState.PENDING)


@lru_cache(maxsize=1)
def sheet_kinds() -> Mapping[str, SheetKind]:
    """Every list that can be printed, by its code, in order."""
    raw = yaml.safe_load((REFERENCE / "sheets.yaml").read_text("utf-8"))
    return {each["code"]: read_kind(each) for each in raw["people"]}


@lru_cache(maxsize=1)
def duty_sheet_kind() -> SheetKind:
    """The roster of teams at one site."""
    raw = yaml.safe_load((REFERENCE / "sheets.yaml").read_text("utf-8"))
    return read_kind(raw["duties"])


def participants(
    *, activity: "Activity", actor: Actor, came: bool, shift_id: int | None = None
) -> list[ListedParticipant]:
    """Those with a place, or those who came, each once, with the unit they count for: five statements.

    Contacts and births only for who decides on sign-ups; of who took consent back a number and nothing else.
    """
    rows = _came(activity, actor, shift_id) if came else _expected(activity, actor, shift_id)
    shifts: dict[int, list[int]] = defaultdict(list)
    held: dict[int, tuple[Person, Pass | None, int | None]] = {}
    for person, carried, unit_id, at_shift in rows:
        shifts[person.pk].append(at_shift)
        held.setdefault(person.pk, (person, carried, unit_id))
    unit_names = _unit_names(held, activity, actor)
    gone = people.took_consent_back(held.keys())
    names = people.names_to_write({pk: row[0].full_name for pk, row in held.items()}, gone=gone)
    shows = actor.may(Permission.SIGNUP_DECIDE, at=activity.unit_id)
    codes = [question.code for question in questions_of(activity)]
    return [
        ListedParticipant(
            person_id=pk,
            full_name=names[pk],
            birth=_birth(person) if shows and pk not in gone else "",
            phone=spoken_phone(person.phone) if shows and person.phone and pk not in gone else "",
            unit=unit_names.get(pk, ""),
            shift_ids=tuple(shifts[pk]),
            answers=_answers(carried, codes) if pk not in gone else {},
        )
        for pk, (person, carried, _unit) in held.items()
    ]


def _answers(carried: "Pass | None", codes: Sequence[str]) -> dict[str, str]:
    return {code: spoken(carried.answers.get(code)) for code in codes} if carried else {}


def _expected(
    activity: "Activity", actor: Actor, shift_id: int | None
) -> "Iterable[tuple[Person, Pass | None, int | None, int]]":
    rows = Signup.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(
        shift__activity=activity, state__in=_EXPECTED
    )
    if shift_id is not None:
        rows = rows.filter(shift_id=shift_id)
    found = people.listed(rows.select_related("person", "pass_held"), "shown_key", "pk")
    return (
        (row.person, row.pass_held, row.pass_held.participant_unit_id, row.shift_id)
        for row in found
    )


def _came(
    activity: "Activity", actor: Actor, shift_id: int | None
) -> "Iterable[tuple[Person, Pass | None, int | None, int]]":
    rows = Participation.objects.visible_to(actor, Permission.SIGNUP_VIEW).filter(activity=activity)
    if shift_id is not None:
        rows = rows.filter(shift_id=shift_id)
    found = people.listed(rows.select_related("person", "signup__pass_held"), "shown_key", "pk")
    return (
        (
            row.person,
            row.signup.pass_held if row.signup else None,
            row.participant_unit_id,
            row.shift_id,
        )
        for row in found
    )


def _unit_names(
    held: "Mapping[int, tuple[Person, Pass | None, int | None]]",
    activity: "Activity",
    actor: Actor,
) -> dict[int, str]:
    """The unit each person counts for: that of the pass, else where they belong on the day."""
    given = {pk: unit_id for pk, (_person, _pass, unit_id) in held.items() if unit_id is not None}
    others = people.participant_units(held.keys() - given.keys(), activity.starts_on)
    by_person = {**others, **given}
    names = units.names_at(set(by_person.values()), actor.day)
    return {pk: names.get(unit_id, "") for pk, unit_id in by_person.items()}


def _birth(person: "Person") -> str:
    return vn_date(person.birth_date) if person.birth_date else str(person.birth_year or "")


@in_vietnamese
def printed_sheet(*, activity: "Activity", asked: SheetAsked, actor: Actor, on: datetime) -> bytes:
    """The list as PDF in the layout of the unit's papers; by shift, each begins on a page of its own."""
    head, _family = documents.letterhead(unit_id=activity.unit_id, day=actor.day)
    values = sheet_frame(activity, asked.kind, head, on=on)
    everybody = participants(
        activity=activity, actor=actor, came=asked.came, shift_id=asked.shift_id
    )
    questions = {each.code: each.text for each in questions_of(activity)}
    pages = [
        values
        | {
            "about": about,
            "rows": cells(asked, listed, questions),
            "total": totals(asked, listed),
            "closing": f"Danh sách có {len(listed)} người.",
            "empty": "Chưa có người nào trong danh sách.",
        }
        for about, listed in _parts(activity, asked, everybody)
    ]
    return documents.typeset_pages(LAYOUT, pages, on=on)


def sheet_frame(
    activity: "Activity", kind: SheetKind, head: Letterhead, *, on: datetime
) -> dict[str, Any]:
    """What every page of a printed list says around its rows, in the layout of the unit's papers."""
    day = vn_long_date(local_day(on))
    return {
        "document_title": f"{kind.name}: {activity.title}",
        "document_author": head.name,
        "issuing_body": [line for line in (head.superior, head.body) if line],
        "organisation": head.organisation,
        "number": "",
        "place_and_day": f"{head.place_name}, {day}" if head.place_name else day.capitalize(),
        "heading": kind.heading,
        "subject": kind.subject.format(title=activity.title),
        "landscape": kind.landscape,
        "columns": [
            {"head": each.head, "width": each.width, "align": each.align} for each in kind.columns
        ],
        "signs": [sign.format(on_behalf=head.on_behalf) for sign in kind.signs],
        "footer": activity.title,
    }


def _parts(
    activity: "Activity", asked: SheetAsked, everybody: Sequence[ListedParticipant]
) -> list[tuple[str, list[ListedParticipant]]]:
    """(what the line below the subject says, who stands in the list) for each table."""
    where = ", ".join(filter(None, (activity.spot, activity.place.full_name)))
    shifts = [each for each in shifts_of(activity) if asked.shift_id in {None, each.shift.pk}]
    if asked.kind.by_shift and shifts:
        return [
            (
                f"{_hours(each)}. {where}",
                [one for one in everybody if each.shift.pk in one.shift_ids],
            )
            for each in shifts
        ]
    when = _hours(shifts[0]) if asked.shift_id and shifts else _days(activity)
    return [(f"{when}. {where}", list(everybody))]


def _hours(shown: ShiftShown) -> str:
    shift = shown.shift
    hours = f"{vn_time(shift.starts_at)}–{vn_time(shift.ends_at)} ngày {vn_date(local_day(shift.starts_at))}"
    return f"{shift.name}, {hours}" if shift.name else hours


def _days(activity: "Activity") -> str:
    return f"Từ ngày {vn_date(activity.starts_on)}"


def participants_sheet(
    *, activity: "Activity", actor: Actor, came: bool, shift_id: int | None = None
) -> Sheet:
    """The list for a spreadsheet, a column for each extra question."""
    listed = participants(activity=activity, actor=actor, came=came, shift_id=shift_id)
    questions = questions_of(activity)
    return Sheet(
        title="Danh sách tham gia",
        headings=[
            "TT",
            "Họ và tên",
            "Ngày sinh",
            "Đơn vị",
            "Điện thoại",
            *(question.text for question in questions),
        ],
        rows=[
            [
                place,
                one.full_name,
                one.birth,
                one.unit,
                one.phone,
                *(one.answers.get(question.code, "") for question in questions),
            ]
            for place, one in enumerate(listed, 1)
        ],
        about=(("Hoạt động", activity.title), ("Ngày", vn_date(activity.starts_on))),
    )
