"""“Ghi nhận theo quy định”: papers that persons or units can earn, who earned one and why, who is short and of what."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.recognition import queries
from aoxanh.recognition.errors import RecognitionRuleUnknown
from aoxanh.recognition.types import Candidate, PaperKind, RecognitionRule, Scope, Standing
from aoxanh.web.days import DayField
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_day, page_of, query
from aoxanh.web.recognition.manage_issuing import issued
from aoxanh.web.request import Request


_ICONS = {PaperKind.CERTIFICATE: "award", PaperKind.BADGE: "badge-check"}
_VIEWS = {"": Standing.ELIGIBLE, "con-thieu": Standing.SHORT, "da-cap": Standing.HELD}


class UntilForm(forms.Form):
    """The last day whose service counts."""

    den = DayField(
        label=_("Tính đến hết ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@require_GET
@needs(Permission.CERTIFICATE_ISSUE)
def certificate_rules(request: Request, unit_id: int) -> HttpResponse:
    """The papers that can be earned, and what each asks for."""
    rows = list(queries.recognition_rules())
    names = {row.pk: row.name for row in rows}
    found = [(row, queries.recognition_stored(row)) for row in rows]
    context = {
        "unit_id": unit_id,
        "rules": [
            (
                row,
                _ICONS[rule.paper],
                rule.is_collective,
                queries.recognition_in_words(rule, after=names.get(rule.after, "")),
            )
            for row, rule in found
        ],
    }
    return render(request, "recognition/manage/rules.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.CERTIFICATE_ISSUE)
def certificate_rule(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Who earned the paper and who is short of it, each with reasons; issues it to those chosen or to all."""
    actor = request.actor
    try:
        rule = queries.recognition_rule(code)
    except RecognitionRuleUnknown as refusal:
        raise Http404(str(refusal)) from refusal
    last_day = min(asked_day(request, "den") or actor.day, actor.day)
    scope = Scope(period=queries.period_of_rule(rule, last_day), rule=code)
    refused = ""
    if request.method == "POST":
        try:
            with transaction.atomic():
                return issued(request, unit_id, scope, everyone="tat-ca" in request.POST)
        except DomainError as refusal:
            refused = str(refusal)
    found = queries.candidates(unit_id=unit_id, rule=code, period=scope.days, actor=actor)
    context = {
        "unit_id": unit_id,
        "rule": rule,
        "scope": scope,
        "form": UntilForm(initial={"den": last_day}),
        "refused": refused,
        "signers": people.officers_at(unit_id, actor.day, actor=actor),
        "signer": request.POST.get("nguoi-ky", ""),
        **_shown(request, rule, found),
    }
    status = 422 if refused else 200
    return render(request, "recognition/manage/rule.html", context, status=status)


def _shown(request: Request, rule: RecognitionRule, found: list[Candidate]) -> dict[str, Any]:
    """The view that the address asks for, page by page, and how many stand in each."""
    asked = request.GET.get("xem", "")
    seen = asked if asked in _VIEWS else ""
    kept = {"xem": seen, "den": request.GET.get("den", "")}
    page = page_of(request, [each for each in found if each.standing == _VIEWS[seen]])
    chosen = set(request.POST.getlist("nguoi"))
    return {
        "view": _VIEWS[seen],
        "page": page,
        "rows": [
            (
                each,
                queries.met_in_words(each.weighed),
                queries.missing_in_words(each.weighed, each.lacks),
                str(each.holder_id) in chosen,
            )
            for each in page
        ],
        "tabs": [
            (
                standing.label,
                "?" + query(kept | {"xem": name}),
                sum(each.standing == standing for each in found),
                name == seen,
            )
            for name, standing in _VIEWS.items()
        ],
        "eligible": sum(each.standing == Standing.ELIGIBLE for each in found),
        "query": query(kept),
        "icon": _ICONS[rule.paper],
    }
