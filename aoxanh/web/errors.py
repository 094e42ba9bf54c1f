"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


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


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django names it
    """Drawn without the request, because the database may be what failed."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
