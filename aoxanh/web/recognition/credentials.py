"""“Ghi nhận”: what each kind of paper is, and what outsiders need to check one without asking us."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from aoxanh.documents import queries as documents
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError
from aoxanh.recognition import queries
from aoxanh.web import pictures
from aoxanh.web.guards import public
from aoxanh.web.request import Request


AN_HOUR = 3600
FIVE_MINUTES = 300


@public(seconds=AN_HOUR)
def achievements(request: Request) -> HttpResponse:
    """Every kind of paper there is."""
    return render(request, "credentials/list.html", {"rows": queries.achievements()})


@public(seconds=AN_HOUR)
def achievement(request: Request, code: str) -> HttpResponse:
    """What one kind of paper is and what one does to earn it."""
    try:
        found = queries.achievement(code)
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    return render(request, "credentials/achievement.html", {"found": found})


@public(seconds=AN_HOUR)
def achievement_document(request: Request, code: str) -> HttpResponse:  # noqa: ARG001  a view's first argument
    """The same for machines."""
    try:
        return _open(queries.achievement_document(code))
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal


@public(seconds=AN_HOUR)
def badge(request: Request, code: str, unit: str = "") -> HttpResponse:  # noqa: ARG001  a view's first argument
    """The picture of the badge, by the unit that gives it; without one by the portal."""
    try:
        key, draw = queries.badge(code, unit=unit, day=local_day(timezone.now()))
        drawn = pictures.kept_or_drawn(key, draw)
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    return _for_anyone(HttpResponse(drawn, content_type="image/png"))


@public(seconds=AN_HOUR)
def issuer(request: Request, code: str) -> HttpResponse:  # noqa: ARG001  a view's first argument
    """A unit as issuer, for machines."""
    try:
        return _open(queries.issuer_document(code, day=local_day(timezone.now())))
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal


@public(seconds=FIVE_MINUTES)
def keys(request: Request) -> HttpResponse:  # noqa: ARG001  a view's first argument
    """All public keys, those that no longer sign included."""
    return _open(documents.public_keys())


@public(seconds=FIVE_MINUTES)
def key(request: Request, name: str) -> HttpResponse:  # noqa: ARG001  a view's first argument
    """One public key, at the address that signatures name."""
    try:
        return _open(documents.public_key(name))
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal


@public(seconds=FIVE_MINUTES)
def status_list(request: Request, code: str, year: int, series: str) -> HttpResponse:  # noqa: ARG001  a view's first argument
    """What a unit took back in one register of one year, signed: bits, nobody's name."""
    try:
        token = queries.status_list(unit=code, year=year, series=series, now=timezone.now())
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    answer = HttpResponse(token, content_type="application/vc+jwt")
    return _for_anyone(answer)


@public(seconds=FIVE_MINUTES)
def bundle(request: Request) -> HttpResponse:  # noqa: ARG001  a view's first argument
    """Keys and lists in one file, for machines that check papers without a network."""
    return _open(documents.issuer_told(queries.issuer_bundle(now=timezone.now())))


def _open(document: Mapping[str, Any]) -> HttpResponse:
    told = {"ensure_ascii": False, "separators": (",", ":")}
    return _for_anyone(JsonResponse(document, json_dumps_params=told))


def _for_anyone(answer: HttpResponse) -> HttpResponse:
    """Other sites' pages may read it: there is nothing in it that is not public."""
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
