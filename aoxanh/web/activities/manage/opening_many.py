"""Opening several activities of one pack at once: a list of places, a preview, then all of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.manage.reach import campaign_seen, tried
from aoxanh.web.activities.manage_forms.sites import Site, SitesForm
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number
from aoxanh.web.places.province import home_province
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Campaign, Template


@dataclass(frozen=True, slots=True)
class Planned:
    """One activity as it will be: the preview is what the opening makes of the same values."""

    title: str
    site: Site
    shifts: int
    places: int


@needs(Permission.ACTIVITY_EDIT)
def activity_new_many(request: Request, unit_id: int) -> HttpResponse:
    """The answers for all places of a pack; “Xem trước” shows what will be, “Tạo” makes exactly that."""
    template = _template(request)
    form = SitesForm(
        request.POST if request.method == "POST" else None,
        day=request.actor.day,
        province=home_province(request.actor.day),
        initial=SitesForm.usual(template),
    )
    campaign = _campaign(request, unit_id)
    planned: list[Planned] = []
    if request.method == "POST" and form.is_valid():
        planned = _planned(template, form)
        if "create" in request.POST:
            try:
                made = tried(lambda: _create(request, template, form, planned, campaign))
            except DomainError as refusal:
                tell(form, refusal)
            else:
                return _done(request, unit_id, made, campaign)
    context = {
        "template": template,
        "form": form,
        "planned": [] if form.errors else planned,
        "shifts": sum(each.shifts for each in planned),
        "places": sum(each.places for each in planned),
        "campaign": campaign,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "activities/manage/many.html", context, status=status)


def _template(request: Request) -> "Template":
    """The pack in the address; templates without places of their own are opened one by one."""
    found = queries.templates().filter(pk=request.GET.get("mau", "")).first()
    if found is None or not found.definition.get("sites"):
        raise Http404
    return found


def _campaign(request: Request, unit_id: int) -> "Campaign | None":
    campaign_id = asked_number(request, "chien-dich")
    return None if campaign_id is None else campaign_seen(request, unit_id, campaign_id)


def _planned(template: "Template", form: SitesForm) -> list[Planned]:
    title, (starts_at, ends_at) = form.cleaned_data["title"], form.hours()
    sites: list[Site] = form.cleaned_data["sites"]
    return [
        Planned(
            f"{title}: {site.spot}"[:200],
            site,
            *queries.laid_out(
                template=template, starts_at=starts_at, ends_at=ends_at, places=site.places
            ),
        )
        for site in sites
    ]


def _create(
    request: Request,
    template: "Template",
    form: SitesForm,
    planned: list[Planned],
    campaign: "Campaign | None",
) -> "list[Activity]":
    """All of them or none."""
    starts_at, ends_at = form.hours()
    by, now = request.actor, timezone.now()
    made = [
        actions.open_from_answers(
            by=by,
            unit_id=request.unit_id,
            template_code=template.pk,
            title=each.title,
            starts_at=starts_at,
            ends_at=ends_at,
            place_id=each.site.place.place_id,
            place_text=each.site.place.text,
            spot=each.site.spot,
            places=each.site.places,
            now=now,
        )
        for each in planned
    ]
    if campaign is not None:
        actions.attach_activities(
            by=by, campaign_id=campaign.pk, activity_ids=[row.pk for row in made], now=now
        )
    return made


def _done(
    request: Request, unit_id: int, made: "list[Activity]", campaign: "Campaign | None"
) -> HttpResponse:
    words = ngettext("Đã lưu %(count)s bản nháp.", "Đã lưu %(count)s bản nháp.", len(made))
    messages.success(request, words % {"count": len(made)})
    if campaign is not None:
        return redirect("manage:campaign", unit_id=unit_id, campaign_id=campaign.pk)
    return redirect("manage:activities", unit_id=unit_id)
