"""Founding many units below one at once: proposed by the map, or typed one a line and looked at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.units import actions, queries
from aoxanh.units.types import Decision, Founding, Level, ProposedUnion
from aoxanh.web.beginning.forms import FoundingForm
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.units.choices import kind_choices


if TYPE_CHECKING:
    from aoxanh.units.rules.listing import ListedUnit


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A Union of a place to be founded, as the page shows it."""

    union: ProposedUnion
    name: str
    is_ticked: bool


@require_http_methods(["GET", "POST"])
@needs(Permission.UNIT_EDIT)
def units_found(request: Request, unit_id: int) -> HttpResponse:
    """Show what can be founded; found it once the typed names were looked at with their kinds."""
    actor, sent = request.actor, request.POST if request.method == "POST" else None
    proposed = _proposed(queries.proposed_unions(unit_id=unit_id, actor=actor), sent)
    form = FoundingForm(sent, initial={"on": _first_day(unit_id, actor, proposed)})
    listed: list[ListedUnit] = []
    if form.is_bound and form.is_valid():
        listed = _listed(form.cleaned_data["listed"], request.POST, unit_id, actor)
        is_seen = not listed or request.POST.get("seen") == form.cleaned_data["listed"]
        if is_seen and _is_founded(request, unit_id, form, proposed, listed):
            started = queries.unfinished_beginning(actor=actor) is not None
            return redirect("manage:begin" if started else "manage:units", unit_id=unit_id)
    context = {
        "unit_id": unit_id,
        "form": form,
        "proposed": proposed,
        "listed": listed,
        "kinds": kind_choices(without=Level.CENTRAL) if listed else (),
        "above": queries.version_at(unit_id=unit_id, day=actor.day),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "beginning/units.html", context, status=status)


def _proposed(
    unions: Sequence[ProposedUnion], sent: "Mapping[str, str] | None"
) -> list[ProposedRow]:
    if sent is None:
        return [ProposedRow(union, union.name, is_ticked=True) for union in unions]
    return [
        ProposedRow(
            union,
            sent.get(f"name-{union.place_id}", "").strip() or union.name,
            is_ticked=f"place-{union.place_id}" in sent,
        )
        for union in unions
    ]


def _listed(text: str, sent: Mapping[str, str], unit_id: int, actor: Actor) -> "list[ListedUnit]":
    """The typed units with the kinds that were chosen for them, else with what their words say."""
    known = {kind.code for kind in queries.kinds()}
    found = queries.listed_units(text=text, unit_id=unit_id, actor=actor)
    chosen = [(unit, sent.get(f"kind-{unit.line}", "")) for unit in found]
    return [replace(unit, kind_code=kind) if kind in known else unit for unit, kind in chosen]


def _first_day(unit_id: int, actor: Actor, rows: Sequence[ProposedRow]) -> date:
    """The day from which all of it can exist: the superior and the places."""
    above = queries.version_at(unit_id=unit_id, day=actor.day)
    return max([above.unit.founded_on, *(row.union.since for row in rows)])


def _is_founded(
    request: Request,
    unit_id: int,
    form: FoundingForm,
    proposed: Sequence[ProposedRow],
    listed: "Sequence[ListedUnit]",
) -> bool:
    rows = _foundings(unit_id, request.actor, form, proposed, listed)
    if not rows:
        form.add_error(None, _("Hãy chọn hoặc ghi ít nhất một đơn vị."))
        return False
    try:
        with transaction.atomic():
            founded = actions.found_many(by=request.actor, rows=rows, now=timezone.now())
    except DomainError as refusal:
        tell(form, refusal)
        return False
    messages.success(request, _("Đã lập %(count)s đơn vị.") % {"count": len(founded)})
    return True


def _foundings(
    unit_id: int,
    actor: Actor,
    form: FoundingForm,
    proposed: Sequence[ProposedRow],
    listed: "Sequence[ListedUnit]",
) -> list[Founding]:
    given = form.cleaned_data
    above = queries.version_at(unit_id=unit_id, day=actor.day)
    named = [
        (row.union.kind_code, row.name, row.union.short_name, row.union.place_id)
        for row in proposed
        if row.is_ticked
    ] + [(unit.kind_code, unit.name, unit.short_name, above.place_id) for unit in listed]
    return [
        Founding(
            kind_code=kind,
            name=name,
            short_name=short_name,
            on=given["on"],
            parent_id=unit_id,
            place_id=place_id,
            decision=Decision(given["decision_number"], given["decision_on"], given["decided_by"]),
        )
        for kind, name, short_name, place_id in named
    ]
