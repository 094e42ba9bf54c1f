"""Pages for what went wrong."""

import errno
import sys

from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from aoxanh.web.health import versions


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"errors/{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django names it
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django names it
    return _page(request, 403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django names it
    """A form without its token: the page was open too long, or another site sent it."""
    return render(request, "errors/form.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django names it
    return _page(request, 404)


_FULL = {errno.ENOSPC, errno.EDQUOT}
_SECONDS = "5"


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django names it
    """Drawn without the request, because the database may be what failed; 503 for what comes back by itself."""
    if not _will_pass(sys.exception()):
        return HttpResponse(render_to_string("errors/500.html"), status=500)
    headers = {"Retry-After": _SECONDS}
    return HttpResponse(render_to_string("errors/503.html"), status=503, headers=headers)


def _will_pass(fault: BaseException | None) -> bool:
    """Whether the database is away, busy or full, or the disk is full: nothing that the page itself did.

    A database older than the code is being upgraded.
    """
    if isinstance(fault, OSError):
        return fault.errno in _FULL
    if isinstance(fault, ProgrammingError):
        return _is_older()
    return isinstance(fault, (OperationalError, InterfaceError))


def _is_older() -> bool:
    """Whether the database still waits for what this version changes, as in the midst of an upgrade."""
    try:
        return not versions.is_current()
    except DatabaseError:
        return False
