"""After the portal stands: found the units below, invite their officers, open the first activity."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from aoxanh.access import queries as access
from aoxanh.activities import queries as activities
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.units import actions, queries
from aoxanh.units.types import BeginningStep
from aoxanh.web.beginning.steps import after_portal
from aoxanh.web.guards import needs
from aoxanh.web.request import Request


_STANDS = (BeginningStep.PLACE, BeginningStep.NAMES, BeginningStep.ADMIN)


@require_GET
@needs(Permission.UNIT_EDIT)
def begin(request: Request, unit_id: int) -> HttpResponse:
    """Where the first setting up stands, and what comes next."""
    row = queries.unfinished_beginning(actor=request.actor)
    put_off = tuple(row.put_off) if row else ()
    done = _done(request.actor, unit_id)
    waiting = [step for step in BeginningStep if step not in done and step.value not in put_off]
    next_step = waiting[0] if waiting else None
    context = {
        "unit_id": unit_id,
        "river": after_portal(done=done, put_off=put_off, now=next_step),
        "next": next_step,
        "number": list(BeginningStep).index(next_step) + 1 if next_step else 0,
        "is_open": row is not None,
        "unlinked": access.renewable_invitations(unit_id, actor=request.actor)
        .filter(has_link=False)
        .count(),
        "may_invite": request.actor.may(Permission.ACCOUNT_INVITE, at=unit_id),
        "may_open": request.actor.may(Permission.ACTIVITY_EDIT, at=unit_id),
    }
    return render(request, "beginning/begin.html", context)


def _done(actor: Actor, unit_id: int) -> set[BeginningStep]:
    done = set(_STANDS)
    if queries.children_of(unit_id=unit_id, actor=actor, day=actor.day).exists():
        done.add(BeginningStep.UNITS)
    if access.has_invited(unit_id, actor=actor):
        done.add(BeginningStep.OFFICERS)
    if activities.activities(actor=actor).exists():
        done.add(BeginningStep.ACTIVITY)
    return done


@require_POST
@needs(Permission.UNIT_EDIT)
def begin_put_off(request: Request, unit_id: int) -> HttpResponse:
    """Leave a step for later."""
    step = request.POST.get("step", "")
    if step in BeginningStep.values:
        try:
            with transaction.atomic():
                actions.put_off(by=request.actor, step=step, now=timezone.now())
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
    return redirect("manage:begin", unit_id=unit_id)


@require_POST
@needs(Permission.UNIT_EDIT)
def begin_finish(request: Request, unit_id: int) -> HttpResponse:
    """Go to work; the first steps stay on Việc cần làm."""
    try:
        with transaction.atomic():
            actions.finish_beginning(by=request.actor, now=timezone.now())
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("manage:todo", unit_id=unit_id)
