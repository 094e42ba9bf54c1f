"""Officers' pages about the editions of a plan: which there are, what each told differently, the file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aoxanh.kernel.permissions import Permission
from aoxanh.programmes import queries
from aoxanh.programmes.errors import UnknownEdition, UnknownProgramme
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_number
from aoxanh.web.request import Request


@require_GET
@needs(Permission.PLAN_VIEW)
def editions(request: Request, unit_id: int, code: str) -> HttpResponse:
    """The editions of a plan, the newest first, and what the one that is asked for told differently."""
    found = queries.editions(code, actor=request.actor)
    asked = asked_number(request, "ban") or max((each.number for each in found), default=0)
    chosen = next((each for each in found if each.number == asked), None)
    if chosen is None:
        raise Http404
    after = _document(request, code, asked)
    before = _document(request, code, asked - 1) if asked > 1 else after
    context = {
        "unit_id": unit_id,
        "code": code,
        "name": after["name"],
        "editions": found,
        "chosen": chosen,
        "told": queries.edition_changes(before, after, queries.plan_names()),
    }
    return render(request, "programmes/amending/editions.html", context)


def _document(request: Request, code: str, number: int | None) -> dict[str, Any]:
    """What a plan says is no secret. Raises ``Http404``."""
    try:
        return queries.document(code, edition=number, actor=request.actor)
    except (UnknownProgramme, UnknownEdition) as refusal:
        raise Http404(str(refusal)) from refusal


@require_GET
@needs(Permission.PLAN_VIEW)
def programme_file(request: Request, unit_id: int, code: str) -> HttpResponse:
    """An edition of a plan as its file; loading it again changes nothing."""
    document = _document(request, code, asked_number(request, "ban"))
    del unit_id
    text = queries.plan_text(document)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{document["code"]}.yaml"'
    return answer
