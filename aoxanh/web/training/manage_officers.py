"""Officers' pages about who is trained, and the model an activity or a campaign went by."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aoxanh.activities import queries as activities
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.training import actions, queries
from aoxanh.training.types import Standing
from aoxanh.units import queries as units
from aoxanh.web.activities.manage.reach import campaign_seen
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import page_of, query
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request
from aoxanh.web.training.forms import CampaignModelForm, ModelForm


@require_GET
@needs(Permission.PERSON_VIEW)
def trained_officers(request: Request, unit_id: int) -> HttpResponse:
    """Officers in post today and how their training stands; those for volunteering alone, or with ``?moi=1`` all."""
    actor, is_all = request.actor, "moi" in request.GET
    asked = request.GET.get("trang-thai", "")
    standing = asked if asked in Standing.values else ""
    filters = {"unit_id": unit_id, "specialised": not is_all, "standing": standing}
    file = taken(request, unit_id, "trained_officers", filters)
    if file is not None:
        return file
    rows = queries.officers(
        actor=actor, unit_id=unit_id, day=actor.day, specialised=not is_all, standing=standing
    )
    page = page_of(request, rows)
    shown = queries.officers_shown(page, day=actor.day)
    names = units.short_names_at({each.unit_id for each in shown}, actor.day)
    kept = {"moi": "1" if is_all else ""}
    context = {
        "page": page,
        "rows": [(each, names[each.unit_id]) for each in shown],
        "share": queries.share_trained(
            actor=actor, unit_id=unit_id, day=actor.day, specialised=not is_all
        ),
        "unit_id": unit_id,
        "is_all": is_all,
        "standing": standing,
        "standings": [
            (label, f"?{query(kept | {'trang-thai': value})}", value == standing)
            for value, label in (("", _("Tất cả")), *Standing.choices)
        ],
        "query": query(kept | {"trang-thai": standing}),
    }
    return render(request, "training/officers.html", context)


@needs(Permission.ACTIVITY_EDIT)
def activity_model(request: Request, unit_id: int, activity_id: int) -> HttpResponse:
    """Which coordination model an activity of the unit went by."""
    rows = activities.activities(actor=request.actor, unit_id=unit_id)
    activity = rows.filter(pk=activity_id).first()
    if activity is None:
        raise Http404
    applied = queries.applied_model(activity_id, actor=request.actor)
    form = ModelForm(
        request.POST if request.method == "POST" else None,
        initial={"practices": applied.practice.code if applied else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.apply_model(
                    by=request.actor,
                    activity_id=activity_id,
                    practice_code=form.cleaned_data["practices"],
                    now=timezone.now(),
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi mô hình đã áp dụng."))
            return redirect("manage:activity", unit_id=unit_id, activity_id=activity_id)
    page = {"form": form, "activity": activity, "unit_id": unit_id}
    return render(request, "training/model.html", page, status=422 if form.is_bound else 200)


@needs(Permission.ACTIVITY_EDIT)
def campaign_model(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """One coordination model for every activity of a campaign at this desk that names none yet."""
    campaign = campaign_seen(request, unit_id, campaign_id)
    asked = {"campaign_id": campaign_id, "unit_id": unit_id}
    form = CampaignModelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                number = actions.apply_to_campaign(
                    by=request.actor,
                    practice_code=form.cleaned_data["practices"],
                    now=timezone.now(),
                    **asked,
                )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            said = _("Đã ghi mô hình cho %(number)s hoạt động.")
            messages.success(request, said % {"number": number})
            return redirect("manage:campaign", unit_id=unit_id, campaign_id=campaign_id)
    page = page_of(request, queries.without_model(**asked, actor=request.actor))
    context = {
        "form": form,
        "campaign": campaign,
        "unit_id": unit_id,
        "page": page,
        "unit_names": units.short_names_at({row.unit_id for row in page}, request.actor.day),
    }
    status = 422 if form.is_bound else 200
    return render(request, "training/campaign_model.html", context, status=status)
