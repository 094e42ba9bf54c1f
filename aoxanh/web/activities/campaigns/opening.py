"""Drafting and changing a campaign, and its steps."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from aoxanh.activities import actions, queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.activities.campaigns.forms import CampaignForm, known, usual
from aoxanh.web.activities.manage.reach import campaign_led, tried
from aoxanh.web.guards import needs
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Campaign, CampaignType


@needs(Permission.ACTIVITY_EDIT)
def campaign_new(request: Request, unit_id: int) -> HttpResponse:
    """Choose a type; with ``?loai=`` fill in what the type proposes for its next season."""
    types = queries.campaign_types()
    code = request.GET.get("loai", "")
    if not code:
        return render(request, "campaigns/types.html", {"types": types})
    chosen = types.filter(pk=code).first()
    if chosen is None:
        raise Http404
    form = CampaignForm(
        request.POST if request.method == "POST" else None,
        initial=usual(chosen, request.actor.day),
    )
    if request.method == "POST" and form.is_valid():
        try:
            campaign = tried(lambda: _draft(request, unit_id, chosen, form))
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu bản nháp chiến dịch."))
            return redirect("manage:campaign", unit_id=unit_id, campaign_id=campaign.pk)
    return _page(request, form, {"type": chosen})


def _draft(
    request: Request, unit_id: int, chosen: "CampaignType", form: CampaignForm
) -> "Campaign":
    return actions.draft_campaign(
        by=request.actor,
        unit_id=unit_id,
        type_code=chosen.pk,
        campaign=form.given(),
        now=timezone.now(),
    )


@needs(Permission.ACTIVITY_EDIT)
def campaign_edit(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """The form with what is on record, or what was typed and why it was refused."""
    campaign = campaign_led(request, unit_id, campaign_id)
    form = CampaignForm(
        request.POST if request.method == "POST" else None,
        initial=known(campaign, queries.branches_of(campaign)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            tried(
                lambda: actions.edit_campaign(
                    by=request.actor,
                    campaign_id=campaign.pk,
                    campaign=form.given(),
                    now=timezone.now(),
                )
            )
        except DomainError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã lưu chiến dịch."))
            return redirect("manage:campaign", unit_id=unit_id, campaign_id=campaign.pk)
    return _page(request, form, {"campaign": campaign, "type": campaign.type})


def _page(request: Request, form: CampaignForm, context: dict[str, object]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "campaigns/form.html", context | {"form": form}, status=status)


_STEPS = {
    "mo": (
        actions.open_campaign,
        gettext_lazy("Đã mở chiến dịch. Các đơn vị bên dưới thấy từ bây giờ."),
    ),
    "tong-ket": (actions.review_campaign, gettext_lazy("Đã tổng kết chiến dịch.")),
}


@require_POST
@needs(Permission.ACTIVITY_PUBLISH)
def campaign_step(request: Request, unit_id: int, campaign_id: int, step: str) -> HttpResponse:
    """Open a draft, or sum up what is over."""
    campaign = campaign_led(request, unit_id, campaign_id)
    if step not in _STEPS:
        raise Http404
    act, told = _STEPS[step]
    try:
        tried(lambda: act(by=request.actor, campaign_id=campaign.pk, now=timezone.now()))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(told))
    return redirect("manage:campaign", unit_id=unit_id, campaign_id=campaign.pk)


@needs(Permission.ACTIVITY_PUBLISH)
def campaign_drop(request: Request, unit_id: int, campaign_id: int) -> HttpResponse:
    """Ask once, then delete a draft."""
    campaign = campaign_led(request, unit_id, campaign_id)
    if request.method != "POST":
        return render(request, "campaigns/drop.html", {"campaign": campaign})
    try:
        tried(
            lambda: actions.drop_campaign(
                by=request.actor, campaign_id=campaign.pk, now=timezone.now()
            )
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("manage:campaign", unit_id=unit_id, campaign_id=campaign.pk)
    messages.success(request, _("Đã xóa bản nháp chiến dịch."))
    return redirect("manage:campaigns", unit_id=unit_id)
