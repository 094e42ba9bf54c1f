"""Late entries of an activity: the organiser asks, and sees how each was answered."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types import LateState, ShiftShown
from aoxanh.kernel import numbers
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.permissions import Permission
from aoxanh.notices import queries as notices
from aoxanh.people import queries as people
from aoxanh.units import queries as units
from aoxanh.web.activities.door.chips import chosen_shift
from aoxanh.web.activities.door.forms import LateEntryForm, ReceiverForm
from aoxanh.web.activities.door.reach import run_here, run_or_overseen
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, ReceiverLink

MOST_FOUND = 20


@require_safe
@needs(Permission.HOURS_RECORD)
def late_entries(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """What was asked for and how it was answered, also for the units above."""
    activity, is_above = run_or_overseen(request, unit_id, activity_id)
    return late_page(request, unit_id, activity, is_above=is_above)


def late_page(
    request: Request,
    unit_id: int,
    activity: "Activity",
    *,
    is_above: bool,
    form: LateEntryForm | None = None,
    receiver_form: ReceiverForm | None = None,
    text: str = "",
) -> HttpResponse:
    """The page, with the form that was refused."""
    rows = list(queries.late_entries(activity_id=activity.pk, actor=request.actor))
    waiting = [row for row in rows if row.state == LateState.WAITING]
    names = {activity.unit_id, *(row.decided_unit_id for row in rows if row.decided_unit_id)}
    context = {
        "activity": activity,
        "unit_id": unit_id,
        "is_above": is_above,
        "waiting": waiting,
        "decided": [row for row in rows if row.state != LateState.WAITING],
        "rolls": queries.paper_rolls(activity_id=activity.pk, actor=request.actor),
        "unit_names": units.names_at(names, request.actor.day),
        "text": text,
        "links": with_states(queries.receiver_links(activity_id=activity.pk, actor=request.actor)),
        "now": timezone.now(),
    }
    if not is_above:
        context["form"] = form or _form(request, activity, text=text)
        context["receiver_form"] = receiver_form or ReceiverForm()
        context["chosen"] = receiver_form.chosen if receiver_form else [row.pk for row in waiting]
    is_refused = receiver_form is not None or (form is not None and form.is_bound)
    status = 422 if is_refused else 200
    return render(request, "activities/door/late.html", context, status=status)


def with_states(links: "Iterable[ReceiverLink]") -> "list[tuple[ReceiverLink, str]]":
    """Each link with how the message that carries it stands: one statement beside the links' own."""
    rows = list(links)
    states = notices.states_of([queries.receiver_key(link.pk) for link in rows]) if rows else {}
    return [(link, states.get(queries.receiver_key(link.pk), "")) for link in rows]


def _form(
    request: Request, activity: "Activity", *, data: object = None, text: str = ""
) -> LateEntryForm:
    shifts = queries.shifts_of(activity)
    nearest = chosen_shift(shifts, "", now=timezone.now())
    return LateEntryForm(
        data,
        shifts=shifts,
        persons=_persons(request, activity, text) if data is None else _named(request, activity),
        initial={"shift": nearest.shift.pk if nearest else None, "hours": _usual(nearest)},
    )


def _usual(shift: ShiftShown | None) -> str:
    return numbers.hours(shift.shift.minutes_cap) if shift else ""


def _persons(request: Request, activity: "Activity", text: str) -> Sequence[tuple[int, str]]:
    """Who signed up; with ``text``, whoever within reach is called so."""
    if text:
        found = people.people(actor=request.actor, text=text)[:MOST_FOUND]
        return [(person.pk, person.full_name) for person in found]
    rows = queries.signups(activity_id=activity.pk, actor=request.actor)
    named = people.named_only(rows).values_list("person_id", "person__full_name")
    return list(dict(named).items())


def _named(request: Request, activity: "Activity") -> Sequence[tuple[int, str]]:
    """The people a sent form may name: who signed up, and the one chosen if within reach."""
    known = _persons(request, activity, "")
    chosen = key_of(request.POST.get("person", ""))
    if chosen is None or any(pk == chosen for pk, _name in known):
        return known
    found = people.persons_by_id([chosen], actor=request.actor)
    return [*known, *((pk, person.full_name) for pk, person in found.items())]


@require_POST
@needs(Permission.HOURS_RECORD)
def late_ask(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Ask for one late entry; with ``q`` only look for a name."""
    activity = run_here(request, unit_id, activity_id, Permission.HOURS_RECORD)
    if "q" in request.POST:
        text = request.POST["q"].strip()[:100]
        return late_page(request, unit_id, activity, is_above=False, text=text)
    form = _form(request, activity, data=request.POST)
    if form.is_valid() and _asked(request, form):
        messages.success(
            request, _("Đã gửi đề nghị. Có người ngoài đơn vị xác nhận thì giờ mới được ghi.")
        )
        return redirect("manage:late_entries", unit_id=unit_id, activity_id=activity_id)
    return late_page(request, unit_id, activity, is_above=False, form=form)


def _asked(request: Request, form: LateEntryForm) -> bool:
    given = form.cleaned_data
    try:
        actions.ask_late_entry(
            by=request.actor,
            shift_id=given["shift"],
            person_id=given["person"],
            minutes=given["hours"],
            reason=given["reason"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        tell(form, refusal)
        return False
    return True
