"""“Cụm”: units that learn from each other see each other's coming activities, models and confirmed figures."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aoxanh.activities import queries as activities
from aoxanh.activities.types import ActivityFilters
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import queries as practices
from aoxanh.programmes import queries as programmes
from aoxanh.units import actions, queries
from aoxanh.units.errors import ClusterMissing
from aoxanh.units.types import Family
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.units.cluster_forms import ClusterForm


if TYPE_CHECKING:
    from aoxanh.units.models import Cluster

SHOWN = 6
OFFERED = (Family.DOAN, Family.HOI_LHTN, Family.HOI_SV, Family.DOI_TNTP)


@require_GET
@needs(Permission.UNIT_VIEW)
def clusters(request: Request, unit_id: int) -> HttpResponse:
    """The clusters the unit formed and those it belongs to."""
    actor = request.actor
    found = queries.clusters_of(unit_id, actor=actor)
    context = {
        "running": [each for each in found if each.closed_on > actor.day],
        "ended": [each for each in found if each.closed_on <= actor.day],
        "may_form": actor.may(Permission.UNIT_EDIT, at=unit_id),
    }
    return render(request, "units/clusters/list.html", context)


def _found(request: Request, unit_id: int, pk: int) -> "Cluster":
    """The cluster in the path, of the unit in the path. Raises ``Http404``."""
    try:
        return queries.cluster(pk, unit_id=unit_id, actor=request.actor)
    except ClusterMissing as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.UNIT_VIEW)
def cluster(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One cluster: members by name with what the portal tells everyone of each, their activities and models."""
    actor = request.actor
    shown = _found(request, unit_id, pk)
    members = queries.members_of(pk, actor=actor)
    within = queries.subtrees(unit_ids={each.unit_id for each in members}, day=actor.day)
    home = {pk: each for each in members for pk in within[each.unit_id]}
    period = programmes.public_year(actor.day)
    figures = programmes.public_figures(unit_ids=within, period=period)
    coming = activities.public_activities(filters=ActivityFilters(), now=timezone.now())
    models = practices.registry().filter(unit_id__in=home)
    leads = queries.leads_of(pk, actor=actor)
    context = {
        "cluster": shown,
        "members": [(each, figures.get(each.unit_id)) for each in members],
        "silent": sum(each.unit_id not in figures for each in members),
        "year": period.start.year,
        "leads": leads,
        "leading": next((lead_id for year, lead_id, _n in leads if year == actor.day.year), None),
        "coming": [
            (row, home[row.unit_id].name) for row in coming.filter(unit_id__in=home)[:SHOWN]
        ],
        "models": [(row, home[row.unit_id].name) for row in models[:SHOWN]],
        "may_edit": shown.unit_id == unit_id
        and shown.closed_on > actor.day
        and actor.may(Permission.UNIT_EDIT, at=unit_id),
    }
    return render(request, "units/clusters/cluster.html", context)


def _offered(request: Request, unit_id: int) -> list[tuple[int, str]]:
    """The units right below that can be members."""
    rows = queries.units(actor=request.actor, day=request.actor.day, within=unit_id, depth=1)
    rows = rows.filter(kind__family__in=OFFERED).exclude(unit_id=unit_id)
    return [(each.unit_id, each.name) for each in rows]


@needs(Permission.UNIT_EDIT)
def cluster_new(request: Request, unit_id: int) -> HttpResponse:
    """Form a cluster among the units right below."""
    sends = request.method == "POST"
    offered = _offered(request, unit_id)
    form = ClusterForm(
        request.POST if sends else None, units=offered, initial={"on": request.actor.day}
    )
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                made = actions.form_cluster(
                    by=request.actor, unit_id=unit_id, given=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lập cụm."))
            return redirect("manage:cluster", unit_id=unit_id, pk=made.pk)
    return _form_page(request, form, _("Lập cụm"))


def _form_page(request: Request, form: ClusterForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "offered": form.fields["lead"].choices[1:]}  # type: ignore[attr-defined]  # a choice field
    status = 422 if form.errors else 200
    return render(request, "units/clusters/form.html", context, status=status)


@needs(Permission.UNIT_EDIT)
def cluster_edit(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """Name the members anew from a day on."""
    actor = request.actor
    shown = _own(request, unit_id, pk)
    members = queries.members_of(pk, actor=actor)
    leads = {year: lead_id for year, lead_id, _name in queries.leads_of(pk, actor=actor)}
    sends = request.method == "POST"
    form = ClusterForm(
        request.POST if sends else None,
        units=_offered(request, unit_id),
        initial={
            "name": shown.name,
            "about": shown.about,
            "units": [each.unit_id for each in members],
            "lead": leads.get(actor.day.year),
            "on": actor.day,
        },
    )
    if sends and form.is_valid():
        try:
            with transaction.atomic():
                actions.change_cluster(
                    by=actor, cluster_id=pk, given=form.given(), now=timezone.now()
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu cụm."))
            return redirect("manage:cluster", unit_id=unit_id, pk=pk)
    return _form_page(request, form, _("Sửa cụm"))


def _own(request: Request, unit_id: int, pk: int) -> "Cluster":
    """The cluster in the path, formed by the unit in the path. Raises ``Http404``."""
    shown = _found(request, unit_id, pk)
    if shown.unit_id != unit_id:
        raise Http404
    return shown


@require_POST
@needs(Permission.UNIT_EDIT)
def cluster_close(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """End a cluster."""
    shown = _own(request, unit_id, pk)
    try:
        with transaction.atomic():
            actions.close_cluster(by=request.actor, cluster_id=pk, now=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã giải thể “%(name)s”.") % {"name": shown.name})
    return redirect("manage:clusters", unit_id=unit_id)
