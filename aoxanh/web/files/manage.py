"""Downloads of stored files: always taken away, never drawn inside the portal."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from aoxanh.files import queries
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.permissions import Permission
from aoxanh.web.guards import needs
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away


@require_GET
@needs(Permission.FILE_VIEW)
def file(request: Request, unit_id: int, code: str) -> HttpResponse:  # noqa: ARG001  the guard reads it
    """The bytes of one file of the units within reach."""
    try:
        stored = queries.file(code, actor=request.actor)
        content = queries.content(stored)
    except DomainError as refusal:
        raise Http404(str(refusal)) from refusal
    return taken_away(content, stored.name, stored.mime)
