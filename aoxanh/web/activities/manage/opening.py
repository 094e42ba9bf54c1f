"""Opening an activity: a template, then four answers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aoxanh.activities import actions, queries
from aoxanh.activities.types import Trait
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.lifecycles import StageUse
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import queries as practices
from aoxanh.web.activities.manage.reach import campaign_seen, tried
from aoxanh.web.activities.manage_forms.opening import OpeningForm
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number
from aoxanh.web.places.fields import PlaceTyped
from aoxanh.web.places.province import home_commune, home_province
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Campaign, Template
    from aoxanh.practices.models import Idea, Practice


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A template as a card: how many stages it walks and what it leaves out."""

    template: "Template"
    places: int
    stages: str


def _card(template: "Template") -> TemplateCard:
    definition = template.definition
    whole = len(template.lifecycle.definition["stages"])
    less = [row for row in definition["stages"].values() if row["use"] != StageUse.KEPT]
    if definition.get("traits"):
        words = _("Đủ %(whole)s bước vì %(why)s") % {
            "whole": whole,
            "why": ", ".join(str(Trait(each).label).lower() for each in definition["traits"]),
        }
    elif less:
        words = _("%(kept)s bước, %(less)s bước làm chung hoặc bỏ") % {
            "kept": whole - len(less),
            "less": len(less),
        }
    else:
        words = _("%(whole)s bước") % {"whole": whole}
    return TemplateCard(template, int(definition.get("places", 0)), words)


@needs(Permission.ACTIVITY_EDIT)
def activity_new(request: Request, unit_id: int) -> HttpResponse:
    """Choose a template; with ``?mau=`` give the four answers."""
    templates = queries.templates().select_related("kind", "primary_field", "lifecycle")
    chosen = request.GET.get("mau", "")
    if not chosen:
        return _choose(request, templates)
    template = templates.filter(pk=chosen).first()
    if template is None:
        raise Http404
    if request.method == "POST":
        return _answered(request, unit_id, template)
    return _ask(request, template, _form(request, template))


@require_safe
def _choose(request: Request, templates: object) -> HttpResponse:
    groups: dict[str, list[TemplateCard]] = {}
    for template in templates:  # type: ignore[attr-defined]  # a queryset of templates
        groups.setdefault(template.kind.get_family_display(), []).append(_card(template))
    context = {
        "groups": groups,
        "campaign": _campaign(request),
        "practice": _practice(request),
        "idea": _idea(request),
    }
    return render(request, "activities/manage/templates.html", context)


def _campaign(request: Request) -> "Campaign | None":
    """The campaign in the address, for which the activity is opened."""
    campaign_id = asked_number(request, "chien-dich")
    return None if campaign_id is None else campaign_seen(request, request.unit_id, campaign_id)


def _practice(request: Request) -> "Practice | None":
    """The model in the address, from which the activity begins."""
    code = request.GET.get("mo-hinh", "")
    try:
        return practices.registered(code) if code else None
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def _idea(request: Request) -> "Idea | None":
    """The accepted idea in the address, which the activity carries out."""
    code = request.GET.get("y-tuong", "")
    if not code:
        return None
    try:
        return practices.accepted_idea(code, unit_id=request.unit_id, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal


def _form(request: Request, template: "Template") -> OpeningForm:
    begun = _idea(request) or _practice(request)
    titled = {"title": begun.title[:200]} if begun else {}
    return OpeningForm(
        request.POST if request.method == "POST" else None,
        day=request.actor.day,
        province=home_province(request.actor.day),
        initial=OpeningForm.usual(template)
        | {"place": PlaceTyped(home_commune(request.unit_id, request.actor.day))}
        | titled,
    )


def _ask(
    request: Request, template: "Template", form: OpeningForm, status: int = 200
) -> HttpResponse:
    context = {
        "template": template,
        "card": _card(template),
        "form": form,
        "campaign": _campaign(request),
        "practice": _practice(request),
        "idea": _idea(request),
    }
    return render(request, "activities/manage/answers.html", context, status=status)


def _answered(request: Request, unit_id: int, template: "Template") -> HttpResponse:
    form = _form(request, template)
    if not form.is_valid():
        return _ask(request, template, form, status=422)
    try:
        activity = tried(lambda: _open(request, unit_id, template.pk, form))
    except DomainError as refusal:
        tell(form, refusal)
        return _ask(request, template, form, status=422)
    note = form.cleaned_data["place"].note
    told = _("Đã lưu bản nháp “%(title)s”.") % {"title": activity.title}
    messages.success(request, f"{told} {note}".strip())
    return redirect("manage:activity", unit_id=unit_id, activity_id=activity.pk)


def _open(request: Request, unit_id: int, template_code: str, form: OpeningForm) -> "Activity":
    given = form.cleaned_data
    starts_at, ends_at = form.hours()
    campaign, now = _campaign(request), timezone.now()
    activity = actions.open_from_answers(
        by=request.actor,
        unit_id=unit_id,
        template_code=template_code,
        title=given["title"],
        starts_at=starts_at,
        ends_at=ends_at,
        place_id=given["place"].place_id,
        place_text=given["place"].text,
        spot=given["spot"],
        places=given["places"],
        practice_code=request.GET.get("mo-hinh", ""),
        idea_code=request.GET.get("y-tuong", ""),
        now=now,
    )
    if campaign is not None:
        actions.attach_activity(
            by=request.actor, campaign_id=campaign.pk, activity_id=activity.pk, now=now
        )
    return activity
