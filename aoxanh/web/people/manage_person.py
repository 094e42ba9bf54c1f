"""One person as officers see them: profile, memberships, posts, what they did; and the forms about them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from aoxanh.activities import queries as activities
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, queries
from aoxanh.people.types import PersonState
from aoxanh.recognition import queries as recognition
from aoxanh.units import queries as units
from aoxanh.web.guards import needs
from aoxanh.web.people.manage_forms import MembershipForm, PersonForm, PostForm, refuse
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.people.models import Merger, Person

RECORD_SHOWN = 30


def found_or_404(request: Request, code: str) -> "Person":
    """The person, if the officer may see them."""
    try:
        return queries.person(code, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PERSON_VIEW)
def person(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Everything the officer may know of one person."""
    actor = request.actor
    found = found_or_404(request, code)
    if stands := _stands_for(found, actor):
        return redirect("manage:person", unit_id=unit_id, code=stands.code)
    actions.note_read(by=actor, person=found, unit_id=unit_id, now=timezone.now())
    own = queries.same_person_ids(found.pk)
    record = activities.record_seen(own, actor=actor)
    memberships = list(queries.memberships(found.pk, actor=actor))
    posts = list(queries.posts_of(found.pk, actor=actor))
    tied = {each.unit_id for each in memberships} | {each.unit_id for each in posts}
    named = {found.unit_id, *tied, *(row.organiser_unit_id for row in record)}
    is_somebody = found.erased_at is None
    context = {
        "unit_id": unit_id,
        "person": found,
        "is_minor": queries.is_minor(
            actor.day, birth_date=found.birth_date, birth_year=found.birth_year
        ),
        "memberships": [(each, _ends_on(each.valid_to)) for each in memberships],
        "posts": [(each, _ends_on(each.valid_to)) for each in posts],
        "guardians": queries.guardians_of(found.pk, actor=actor),
        "consents": queries.consents_of(found.pk, actor=actor),
        "record": record[:RECORD_SHOWN],
        "turns": len(record),
        "minutes": sum(row.minutes for row in record),
        "certificates": recognition.certificates_of(found.pk, actor=actor)[:RECORD_SHOWN],
        "commendations": recognition.commendations_of(found.pk, actor=actor)[:RECORD_SHOWN],
        "may_commend": is_somebody and actor.may(Permission.CERTIFICATE_ISSUE, at=unit_id),
        "unit_names": units.names_at(named, actor.day),
        "day": actor.day,
        "may_edit": is_somebody and actor.may(Permission.PERSON_EDIT, at=found.unit_id),
        "takes_papers": is_somebody and _takes_papers(found, actor, unit_id),
        "may_take_in": is_somebody and actor.may(Permission.PERSON_EDIT, at=unit_id),
        "editable": actor.among(Permission.PERSON_EDIT, unit_ids=tied),
        "mergers": _mergers(found, actor),
        "is_unverified": found.state == PersonState.UNVERIFIED,
    }
    return render(request, "people/person.html", context)


def _stands_for(found: "Person", actor: Actor) -> "Person | None":
    """The record that ``found`` was merged into, if the officer may see it."""
    if found.merged_into_id is None:
        return None
    return queries.persons_by_id({found.merged_into_id}, actor=actor).get(found.merged_into_id)


def _takes_papers(found: "Person", actor: Actor, unit_id: int) -> bool:
    """Whether the person's request on paper is brought to the officer: its own page tells who can act on it."""
    is_elsewhere = found.unit_id != unit_id and found.account_id is None
    return is_elsewhere and actor.may(Permission.PERSON_EDIT, at=unit_id)


def _mergers(found: "Person", actor: Actor) -> "list[tuple[Merger, bool]]":
    """Each with whether the officer may take it apart: both units' officers, or either's where they agreed on it."""
    rows = list(queries.mergers_into(found.pk, actor=actor))
    units_of = {found.unit_id} | {each.person.unit_id for each in rows}
    editable = actor.among(Permission.PERSON_EDIT, unit_ids=units_of)
    told = []
    for each in rows:
        sides = {found.unit_id, each.person.unit_id}
        agreed = each.by_agreement  # type: ignore[attr-defined]  # annotated by the query
        told.append((each, bool(sides & editable) if agreed else sides <= editable))
    return told


def _ends_on(valid_to: date) -> date | None:
    """The last day of what has an end."""
    return valid_to - timedelta(days=1) if valid_to.year < date.max.year else None


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def person_edit(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Correct the profile the unit keeps."""
    found = found_or_404(request, code)
    known = {name: getattr(found, name) for name in PersonForm.base_fields}
    known["skills"] = ", ".join(found.skills)
    form = PersonForm(request.POST or None, initial=known)
    return asked(
        request,
        unit_id,
        found,
        form,
        title=lazy("Sửa hồ sơ"),
        done=lazy("Đã lưu hồ sơ."),
        act=lambda: actions.edit_profile(
            by=request.actor,
            person_id=found.pk,
            person=form.person(home_place_id=found.home_place_id),
            now=timezone.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def person_join(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Take the person into this unit as well."""
    found = found_or_404(request, code)
    form = MembershipForm(request.POST or None, initial={"valid_from": request.actor.day})
    return asked(
        request,
        unit_id,
        found,
        form,
        title=lazy("Ghi vào đơn vị"),
        done=lazy("Đã ghi vào đơn vị."),
        act=lambda: actions.join(
            by=request.actor,
            person_id=found.pk,
            unit_id=unit_id,
            membership=form.membership(),
            now=timezone.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def person_appoint(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Note a post the person holds in this unit."""
    found = found_or_404(request, code)
    form = PostForm(request.POST or None, initial={"valid_from": request.actor.day})
    return asked(
        request,
        unit_id,
        found,
        form,
        title=lazy("Ghi chức danh"),
        done=lazy("Đã ghi chức danh."),
        act=lambda: actions.appoint(
            by=request.actor,
            person_id=found.pk,
            unit_id=unit_id,
            post=form.post(),
            now=timezone.now(),
        ),
    )


def asked(
    request: Request,
    unit_id: int,
    found: "Person",
    form: forms.Form,
    *,
    title: str | Promise,
    done: str | Promise,
    act: Callable[[], object],
) -> HttpResponse:
    """Show a form about a person, or do what it asks; refusals stand at their field."""
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                act()
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect("manage:person", unit_id=unit_id, code=found.code)
    context = {"unit_id": unit_id, "person": found, "form": form, "title": title}
    return render(request, "people/form.html", context, status=422 if form.is_bound else 200)
