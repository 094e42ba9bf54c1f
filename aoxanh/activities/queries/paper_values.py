"""What the chain knows of an activity, by the names that templates of papers use."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from aoxanh.activities.queries.desk import turnout
from aoxanh.activities.queries.public import shifts_of
from aoxanh.activities.queries.rosters import roster
from aoxanh.activities.rules import papers as words
from aoxanh.activities.types import HELD_STATES, ActivityState, HostState, ShiftShown
from aoxanh.documents.types import Letterhead, Values
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.numbers import hours, number
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity

_ONE_DAY = timedelta(days=1)
_BEFORE = (ActivityState.DRAFT, ActivityState.PLANNED)


def paper_values(activity: "Activity", head: Letterhead, *, actor: Actor) -> Values:
    """Everything known of an activity that was fetched with its stages, hosts, results and evidence.

    Persons are named only where the actor may see them.
    """
    shifts = shifts_of(activity)
    return {
        **_told(activity, head, actor=actor),
        **_prepared(activity, actor=actor),
        **_shifts(shifts),
        **_figures(activity, actor=actor),
        "duties": _duties(activity, shifts, actor=actor),
    }


def _told(activity: "Activity", head: Letterhead, *, actor: Actor) -> dict[str, str]:
    """What the activity says of itself."""
    names_seen = actor.may(Permission.PERSON_VIEW, at=activity.unit_id)
    return {
        "title": activity.title,
        "unit": head.name,
        "superior": head.superior_name,
        "summary": activity.summary,
        "kind": activity.kind.name,
        "field": activity.primary_field.name,
        "mode": activity.get_mode_display().lower(),
        "days": words.days(activity.starts_on, activity.ends_on - _ONE_DAY),
        "place": words.where(activity.spot, activity.place.full_name),
        "meeting_point": activity.meeting_point,
        "partners": activity.partners,
        "beneficiaries": activity.beneficiaries,
        "bring": ", ".join(activity.bring),
        "min_age": str(activity.min_age or ""),
        "contact_phone": activity.contact_phone,
        "leader": activity.leader.full_name if activity.leader and names_seen else "",
        "evaluation": activity.evaluation,
    }


def _prepared(activity: "Activity", *, actor: Actor) -> Values:
    """Stages with their days, safety items, and the unions that agreed to receive the activity."""
    agreed = [host.host_unit_id for host in activity.hosts.all() if host.state == HostState.AGREED]
    names = units.names_at(agreed, actor.day) if agreed else {}
    return {
        "stages": [
            {
                "name": step.name,
                "done_when": step.done_when,
                "due": vn_date(step.due_on),
            }
            for step in activity.stages.all()
            if step.due_on is not None
        ],
        "safety": [{"item": item.text.rstrip(".")} for item in activity.safety_items.all()],
        "hosts": [{"host": names[pk]} for pk in agreed],
    }


def _shifts(shifts: Sequence[ShiftShown]) -> Values:
    slots = [(shown.shift, slot) for shown in shifts for slot in shown.slots]
    places = sum(shown.capacity for shown in shifts)
    taken = sum(slot.taken for _shift, slot in slots)
    return {
        "start": words.opening(shifts[0].shift.starts_at) if shifts else "",
        "places": number(places) if places else "",
        "signed_up": number(taken),
        "roles": words.counted([(slot.role_name, slot.capacity) for _shift, slot in slots]),
        "shifts": [
            {
                "time": words.hours(shown.shift.starts_at, shown.shift.ends_at),
                "task": shown.shift.task
                or shown.shift.name
                or words.counted([(slot.role_name, slot.capacity) for slot in shown.slots]),
                "places": number(shown.capacity),
            }
            for shown in shifts
        ],
        "roles_by_shift": [
            {
                "time": words.hours(shift.starts_at, shift.ends_at),
                "role": slot.role_name,
                "places": number(slot.capacity),
                "taken": number(slot.taken),
            }
            for shift, slot in slots
        ],
    }


def _duties(
    activity: "Activity", shifts: Sequence[ShiftShown], *, actor: Actor
) -> list[Mapping[str, str]]:
    """Who holds which place, in the order of shifts, roles and names; nobody for those who may not see it."""
    times = {
        shown.shift.pk: words.hours(shown.shift.starts_at, shown.shift.ends_at) for shown in shifts
    }
    order = list(times)
    rows = [
        row
        for row in roster(activity_id=activity.pk, actor=actor)
        if not row.is_walk_in and row.shift_id in times
    ]
    rows.sort(key=lambda row: (order.index(row.shift_id), row.role_name, row.sort_key))
    names = people.names_to_write({row.person_id: row.full_name for row in rows}) if rows else {}
    return [
        {"name": names[row.person_id], "role": row.role_name, "time": times[row.shift_id]}
        for row in rows
    ]


def _figures(activity: "Activity", *, actor: Actor) -> Values:
    """What the door and the closing recorded; nothing before there is something to count."""
    figures: dict[str, str] = {}
    if activity.state == ActivityState.RECORDED:
        figures["declared_turns"] = number(activity.declared_turns or 0)
        figures["declared_persons"] = number(activity.declared_persons or 0)
    elif activity.state not in _BEFORE:
        came = turnout(activity_id=activity.pk, actor=actor)
        if came.turns:
            figures |= {"turns": number(came.turns), "persons": number(came.persons)}
        if came.minutes:
            figures["hours"] = hours(came.minutes)
    pieces = [each.paper or each.caption for each in activity.evidence.all()]
    named = list(dict.fromkeys(filter(None, pieces)))
    photos = sum(each.file_id is not None for each in activity.evidence.all())
    if photos:
        named.append(f"{number(photos)} ảnh, tệp lưu tại hệ thống")
    return {**figures, "evidence": "; ".join(named), "outputs": _outputs(activity)}


def _outputs(activity: "Activity") -> list[Mapping[str, str]]:
    held = activity.state in HELD_STATES
    return [
        {
            "name": output.metric.name,
            "measured_in": output.metric.unit_name,
            "amount": words.amount_of(output.amount, about=output.about),
            "value": _money(output.value_vnd, about=output.value_about),
        }
        for output in activity.outputs.all()
        if held
    ]


def _money(value: int | None, *, about: bool) -> str:
    return "" if value is None else words.amount_of(value, about=about)
