"""Who asks, and which answers are the same bytes for everyone."""

from collections.abc import Callable, Mapping, Sequence

from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override

from aoxanh.access import queries as access
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import YEARS, local_day
from aoxanh.web.access.lifetimes import is_over
from aoxanh.web.request import Request


MOST = BigIntegerField.MAX_BIGINT
_PAGES = ("text/html", "application/json")
VERBS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")

Answer = Callable[[HttpRequest], HttpResponse]


class PublicPages:
    """Takes cookies away from answers that a view marked public, so that caches can keep them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(response, "is_public", False):
            response.cookies.clear()
            response.headers.pop("Vary", None)
        return response


class OfNoOtherSite:
    """No other site makes a page of ours a part of its own. Pictures and files may be shown elsewhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith(_PAGES):
            response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class Phones:
    """Answers phones at the door ahead of all that looks for a session, a cookie or a form: they have none.

    Their secret is asked for by the view's guard as ever, and their answers carry the headers of all others. What is
    refused goes the ordinary way and is told so by a page.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._path = reverse("door:send")
        self._match = resolve(self._path)
        self._headers = (
            ("Content-Security-Policy", build_policy()),
            ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != self._path:
            return self.get_response(request)
        request.get_host()  # raises ``DisallowedHost``
        request.resolver_match = self._match
        language = get_language_from_request(request)
        try:
            with override(language):
                response: HttpResponse = self._match.func(request)
        except Http404:
            return self.get_response(request)
        patch_vary_headers(response, ("Accept-Language",))
        for name, value in (*self._headers, ("Content-Language", language)):
            response.headers.setdefault(name, value)
        return response


class PathsThatCanBe:
    """Answers that nothing is there to addresses no page of ours names: numbers no column holds, years no calendar
    has, signs no text holds; and to verbs none of them knows. Views and queries need not think of them.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,  # noqa: ARG002  Django's shape
        args: Sequence[object],  # noqa: ARG002  Django's shape
        kwargs: Mapping[str, object],
    ) -> HttpResponse | None:
        """Raise ``Http404`` or ``BadRequest`` before anybody looks; the JSON face answers in its own shape."""
        if request.method not in VERBS:
            return HttpResponseNotAllowed(VERBS)
        if request.resolver_match and request.resolver_match.namespace == "api":
            return None
        if not all(_can_be(name, value) for name, value in kwargs.items()):
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return None


def _can_be(name: str, value: object) -> bool:
    if isinstance(value, int):
        return value in YEARS if name == "year" else value <= MOST
    return "\0" not in str(value)


class SameOriginForms:
    """Names the origin of forms on pages that pass on no referrer.

    Such pages (passes, invitations) make browsers send ``Origin: null``, which the CSRF check refuses. The header
    ``Sec-Fetch-Site`` says the same and cannot be set by a script; the CSRF token is asked for as everywhere.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
        if is_ours and request.headers.get("Origin") == "null":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return self.get_response(request)


class CurrentActor:
    """Puts ``request.actor`` on the request, asked for only when a view uses it; signs out whose time is over."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, view: object, *_: object) -> None:
        """Public views read no session; the others learn who asks."""
        now = timezone.now()
        day = local_day(now)
        if getattr(view, "is_public", False) or isinstance(request.user, AnonymousUser):
            request.actor = Actor.guest(day=day)
        elif is_over(request.session, now):
            logout(request)
            request.actor = Actor.guest(day=day)
        else:
            request.actor = access.actor_of(request.user, day=day)
