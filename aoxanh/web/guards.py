"""Who may see a page: every view wears exactly one of these guards."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from aoxanh.access import queries as access
from aoxanh.activities import queries as activities
from aoxanh.kernel.permissions import Permission
from aoxanh.units import queries as units
from aoxanh.web import drawn
from aoxanh.web.request import Request


Path = ParamSpec("Path")
View = Callable[Concatenate[Request, Path], HttpResponse]
FORM_TOKEN_HOURS = 12
_FORMS = signing.Signer(salt="aoxanh.public-form")


class Guarded(Protocol):
    """A view that says by which guard it is kept."""

    guard: str


def _kept_by(guard: str, view: Callable[..., HttpResponse]) -> Any:
    marked = cast("Any", view)
    marked.guard = guard
    return marked


def public(seconds: int = 30) -> Callable[[View[Path]], View[Path]]:
    """The same bytes for everyone: no session, no cookie, an ETag, kept by caches for ``seconds``.

    Each process keeps them for a moment too, so that a crowd at one page has it drawn once.
    """

    def keep(view: View[Path]) -> View[Path]:
        @wraps(view)
        def guarded(request: Request, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponse:
            moment = min(seconds, settings.PUBLIC_PAGES_DRAWN_EVERY)
            response = drawn.kept(request) if moment else None
            if response is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200 or request.method not in {"GET", "HEAD"}:
                    response.is_public = True  # type: ignore[attr-defined]  # read by PublicPages
                    return response
                response["Cache-Control"] = f"public, max-age={seconds}"
                response["ETag"] = f'"{sha256(response.content).hexdigest()[:24]}"'
                if moment:
                    drawn.keep(request, response, seconds=moment)
            answer = get_conditional_response(request, etag=response["ETag"], response=response)
            answer.is_public = True  # type: ignore[union-attr]  # read by PublicPages
            return cast("HttpResponse", answer)

        guarded.is_public = True  # type: ignore[attr-defined]  # read by CurrentActor
        return cast("View[Path]", _kept_by("public", guarded))

    return keep


def bearer(view: View[Path]) -> View[Path]:
    """For whoever holds the secret link: never kept, indexed or passed on as a referrer."""

    @wraps(view)
    def guarded(request: Request, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return cast("View[Path]", _kept_by("bearer", guarded))


def visitor(view: View[Path]) -> View[Path]:
    """For anyone, with a session: sign-in, registration, invitations."""

    @wraps(view)
    def guarded(request: Request, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)

    return cast("View[Path]", _kept_by("visitor", guarded))


def signed_in(view: View[Path]) -> View[Path]:
    """For accounts, about themselves."""

    @wraps(view)
    def guarded(request: Request, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponse:
        if isinstance(request.user, AnonymousUser) or not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return cast("View[Path]", _kept_by("signed_in", guarded))


def needs(permission: Permission) -> Callable[[Callable[..., HttpResponse]], Any]:
    """For officers who hold ``permission`` at the unit in the path; others get 404 (house decision 8)."""

    def keep(view: Callable[..., HttpResponse]) -> Any:
        @wraps(view)
        def guarded(request: Request, unit_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.actor.may(permission, at=unit_id):
                raise Http404
            policy = units.instance().second_factor
            if access.must_set_up_second_factor(actor=request.actor, policy=policy):
                return redirect("mfa_activate_totp")
            request.unit_id = unit_id
            response = view(request, unit_id, *args, **kwargs)
            response.setdefault("Cache-Control", "private, no-store")
            return response

        marked = _kept_by("needs", guarded)
        marked.permission = permission
        return marked

    return keep


def form_token() -> str:
    """Signed and expiring; the same for everyone within the hour, so that public pages stay equal."""
    return _FORMS.sign(str(_hour()))


def _hour() -> int:
    """Hours since the epoch."""
    return int(timezone.now().timestamp()) // 3600


def _is_same_origin(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return url_has_allowed_host_and_scheme(origin, allowed_hosts={request.get_host()})


def public_form(view: View[Path]) -> View[Path]:
    """A form that visitors send without session or cookie: same origin and a signed, expiring token.

    The only exemption from the CSRF cookie (house.md, Faces).
    """

    @wraps(view)
    def guarded(request: Request, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponse:
        if not _is_same_origin(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded.is_public = True  # type: ignore[attr-defined]  # read by CurrentActor
    return cast("View[Path]", _kept_by("public_form", csrf_exempt(require_POST(guarded))))


def device(view: Callable[..., HttpResponse]) -> Any:
    """For a phone that runs a door: it shows its secret in a header, which no browser adds by itself.

    Exempt from the CSRF cookie for that reason; without a session, so that a signed-out phone can send what it keeps.
    The view is handed the secret; an unknown one is answered 404.
    """

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not token or not activities.is_of_a_device(token):
            raise Http404
        response = view(request, token, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    guarded.is_public = True  # type: ignore[attr-defined]  # read by CurrentActor
    return _kept_by("device", csrf_exempt(require_POST(guarded)))


def monitor(setting: str = "") -> Callable[[View[Path]], View[Path]]:
    """For monitors: no session, kept by nobody. ``setting`` names the one whose value they must show, if any.

    While that setting is empty, and to who shows another value, the page is not there.
    """

    def keep(view: View[Path]) -> View[Path]:
        @wraps(view)
        def guarded(request: Request, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponse:
            if setting and not _shows(request, getattr(settings, setting)):
                raise Http404
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        guarded.is_public = True  # type: ignore[attr-defined]  # read by CurrentActor
        return cast("View[Path]", _kept_by("monitor", guarded))

    return keep


def _shows(request: HttpRequest, wanted: str) -> bool:
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(wanted) and compare_digest(shown.encode(), wanted.encode())


def is_fresh_form(token: str) -> bool:
    """Whether a public form was fetched from us not too long ago."""
    try:
        fetched = int(_FORMS.unsign(token))
    except signing.BadSignature:
        return False
    return 0 <= _hour() - fetched <= FORM_TOKEN_HOURS
