"""“Con người”: the unit's people, found, taken in and told apart. What is searched never reaches the address."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, queries
from aoxanh.people.types import AGAINST, DuplicateGroup, PersonState
from aoxanh.units import queries as units
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.people.manage_forms import EnrolForm, FocalPointForm, refuse
from aoxanh.web.request import Request


FOUND_SHOWN = 50
GROUPS_SHOWN = 50
WHOLE = "ca-duoi"


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_VIEW)
def people(request: Request, unit_id: int) -> HttpResponse:
    """The people of the unit or, with “pham-vi”, of all units within reach; a search is sent, never linked."""
    actor = request.actor
    text = request.POST.get("q", "").strip()[:120]
    whole, unverified = request.GET.get("pham-vi") == WHOLE, request.GET.get("loc") == "cho"
    filters = {"unit_id": None if whole else unit_id, "unverified": unverified}
    scope = _("Cả các đơn vị bên dưới") if whole else _("Đơn vị này")
    file = taken(request, unit_id, "people", filters, said=[(_("Phạm vi"), scope)])
    if file is not None:
        return file
    rows = queries.people(actor=actor, unit_id=None if whole or text else unit_id, text=text)
    if unverified and not text:
        rows = rows.filter(state=PersonState.UNVERIFIED)
    page = None if text else page_of(request, rows)
    shown = list(rows[: FOUND_SHOWN + 1] if page is None else page)
    kept = {"pham-vi": WHOLE if whole else "", "loc": "cho" if unverified else ""}
    belongs = {each.unit_id for row in shown for each in row.current_memberships}
    context = {
        "unit_id": unit_id,
        "text": text,
        "page": page,
        "rows": shown[:FOUND_SHOWN],
        "has_more": page is None and len(shown) > FOUND_SHOWN,
        "unit_names": units.names_at(belongs | {row.unit_id for row in shown}, actor.day),
        "whole": whole,
        "unverified": unverified,
        "to_own": f"?{query(kept | {'pham-vi': ''})}",
        "to_whole": f"?{query(kept | {'pham-vi': WHOLE})}",
        "to_unverified": f"?{query(kept | {'loc': '' if unverified else 'cho'})}",
        "may_edit": actor.may(Permission.PERSON_EDIT, at=unit_id),
        "query": query(kept),
    }
    return render(request, "people/list.html", context)


@require_GET
@needs(Permission.PERSON_EDIT)
def people_duplicates(request: Request, unit_id: int) -> HttpResponse:
    """Records that may be one person, side by side, for who knows them."""
    groups = queries.duplicates(actor=request.actor)
    shown = groups[:GROUPS_SHOWN]
    persons = queries.persons_by_id(
        {pk for group in shown for pk in group.person_ids}, actor=request.actor
    )
    names = units.names_at({person.unit_id for person in persons.values()}, request.actor.day)
    context = {
        "unit_id": unit_id,
        "total": len(groups),
        "groups": [
            (*_in_words(group), [persons[pk] for pk in group.person_ids if pk in persons])
            for group in shown
        ],
        "unit_names": names,
    }
    return render(request, "people/duplicates.html", context)


def _in_words(group: DuplicateGroup) -> tuple[str, str]:
    """What speaks for one person, and what against."""
    alike = [str(each.label) for each in group.reasons if each not in AGAINST]
    unlike = [str(each.label) for each in group.reasons if each in AGAINST]
    return ", ".join(alike).capitalize(), ", ".join(unlike).capitalize()


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def person_new(request: Request, unit_id: int) -> HttpResponse:
    """Take a person whom the unit knows among its members."""
    form = EnrolForm(request.POST or None, initial={"valid_from": request.actor.day})
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                enrolled = actions.enrol(
                    by=request.actor,
                    unit_id=unit_id,
                    person=form.person(),
                    membership=form.membership(),
                    guardian=form.guardian(),
                    now=timezone.now(),
                )
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": enrolled.full_name})
            return redirect("manage:person", unit_id=unit_id, code=enrolled.code)
    context = {"unit_id": unit_id, "form": form}
    return render(request, "people/new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.PERSON_EDIT)
def focal_point(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Name whom to call at a unit, from among its officers and members."""
    actor = request.actor
    try:
        version = units.version_at(unit_id=units.unit(unit_id=pk, actor=actor).pk, day=actor.day)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    if not actor.may(Permission.PERSON_EDIT, at=pk):
        raise Http404
    officers = [post.person for post in queries.officers_at(pk, actor.day, actor=actor)]
    members = [each.person for each in queries.members_of(pk, actor.day, actor=actor)]
    choices = {person.code: person.full_name for person in (*officers, *members)}
    form = FocalPointForm(request.POST or None, initial={"since": actor.day}).offer(choices.items())
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                actions.name_focal_point(
                    by=actor,
                    unit_id=pk,
                    person_id=queries.person(given["person"], actor=actor).pk,
                    department=given["department"],
                    phone=given["phone"],
                    since=given["since"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Đã ghi người đầu mối."))
            return redirect("manage:unit", unit_id=unit_id, pk=pk)
    context = {"unit_id": unit_id, "form": form, "version": version, "pk": pk}
    return render(request, "people/focal_point.html", context, status=422 if form.is_bound else 200)
