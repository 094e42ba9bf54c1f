"""What is kept about somebody without an account, for whoever holds the pass's link, as far as a link is enough."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aoxanh.activities import actions, queries
from aoxanh.activities.types import ACTIVE_STATES, PassShown
from aoxanh.files.types import FileType
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.people import actions as people
from aoxanh.people import queries as persons
from aoxanh.people.types import ConsentPurpose
from aoxanh.web import own_data
from aoxanh.web.guards import bearer
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away
from aoxanh.work import queries as work


if TYPE_CHECKING:
    from aoxanh.people.models import Consent

GUESTS = "unverified_guests"


def _found(token: str) -> PassShown:
    try:
        return queries.pass_by_token(token)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@bearer
@require_http_methods(["GET", "POST"])
def pass_data(request: Request, token: str) -> HttpResponse:
    """What is kept, who read it; on POST everything that names the bearer is erased."""
    shown = _found(token)
    person, now = shown.held.person, timezone.now()
    if request.method == "POST":
        return _erased(request, shown)
    alone = persons.is_of_pass_alone(person)
    ids = (person.pk,)
    context = {
        "token": token,
        "person": person,
        "alone": alone,
        "kept": own_data.kept(ids) if alone else [],
        "readings": own_data.readings(ids, unit_ids={person.unit_id}, day=now) if alone else [],
        "consents": _consents(person.pk) if alone else [],
        "period": work.periods()[GUESTS],
    }
    return render(request, "passes/data.html", context)


def _consents(person_id: int) -> list[tuple["Consent", Sequence[str]]]:
    """What holds, each with what follows when it is taken back."""
    follows = persons.consequences()
    return [(each, follows[each.purpose]) for each in persons.consents_in_force(person_id)]


@bearer
@require_POST
def pass_consent(request: Request, token: str, pk: int) -> HttpResponse:
    """Take one consent back, as far as the link is enough; with that to take part every place to come."""
    held, now = _found(token).held, timezone.now()
    by = Actor.guest(day=request.actor.day, pass_id=held.pk)
    consent = persons.consents_in_force(held.person_id).filter(pk=pk).first()
    if consent is None:
        raise Http404
    try:
        with transaction.atomic():
            if consent.purpose == ConsentPurpose.PARTICIPATION:
                actions.give_up_places(by=by, person_ids=(held.person_id,), now=now)
            people.withdraw_consent(by=by, consent_id=pk, now=now)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã rút lại sự đồng ý."))
    return redirect("passes:data", token=token)


def _erased(request: Request, shown: PassShown) -> HttpResponse:
    by = Actor.guest(day=request.actor.day, pass_id=shown.held.pk)
    token, now = shown.held.token, timezone.now()
    try:
        with transaction.atomic():
            for signup in shown.signups:
                if signup.state in ACTIVE_STATES and signup.shift.starts_at > now:
                    actions.withdraw(by=by, token=token, signup_id=signup.pk, now=now)
            people.erase(by=by, person_id=shown.held.person_id, now=now)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Dữ liệu cá nhân của bạn đã được xóa."))
    return redirect("passes:data", token=token)


@bearer
@require_GET
def pass_data_copy(request: Request, token: str) -> HttpResponse:  # noqa: ARG001  the link alone decides
    """The copy to take along, where the link is enough."""
    person, now = _found(token).held.person, timezone.now()
    if not persons.is_of_pass_alone(person):
        raise Http404
    ids = (person.pk,)
    read = own_data.readings(ids, unit_ids={person.unit_id}, day=now)
    content = own_data.archive(person, ids, read=read, now=now)
    return taken_away(content, "du-lieu-cua-toi.zip", FileType.ZIP)
