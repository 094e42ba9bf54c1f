"""Signing in with the account of one's agency, where the installation names a provider (OpenID Connect)."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.internal.flows.signup import clear_pending_signup, get_pending_signup
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from requests import RequestException

from aoxanh.access import actions
from aoxanh.access.errors import LastMeans
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.web.access.forms import RegisterForm
from aoxanh.web.access.registering import consent, registered
from aoxanh.web.guards import signed_in, visitor
from aoxanh.web.refusals import tell
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialApp, SocialLogin
    from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

    from aoxanh.access.models import Account

_log = logging.getLogger("aoxanh.security")


class AgencyAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """Believes the provider that was named, and only what that one signed for this portal."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. Raises ``OAuth2Error`` when it speaks for another issuer."""
        told: dict[str, Any] = super().openid_config
        named, _well_known, _rest = self.get_provider().server_url.partition("/.well-known/")
        if str(told.get("issuer", "")).rstrip("/") != named.rstrip("/"):
            _log.warning("sign-in refused: the provider names another issuer")
            raise OAuth2Error("another issuer")
        return told

    def _decode_id_token(self, app: "SocialApp", id_token: str) -> dict[str, Any]:
        """Signature, issuer, audience and time: allauth would take the line to the provider for the first."""
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return told


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Agencies' accounts are joined by their holder: an address they send proves nothing here."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": gettext_lazy(
            "Tài khoản cơ quan này đã nối với một người khác. Hãy dùng tài khoản cơ quan của chính bạn."
        ),
    }

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> "OpenIDConnectProvider":
        found = super().get_provider(request, provider, client_id=client_id)
        found.oauth2_adapter_class = AgencyAdapter
        return found

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: "SocialLogin") -> bool:  # noqa: ARG002  allauth's
        return False

    def populate_user(
        self,
        request: HttpRequest,  # noqa: ARG002  allauth's
        sociallogin: "SocialLogin",
        data: dict[str, str | None],
    ) -> "Account":
        """What the provider says fills the form in, no more."""
        account = cast("Account", sociallogin.user)
        account.full_name = data.get("name") or ""
        account.email = data.get("email") or None
        return account

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: object) -> str:  # noqa: ARG002  allauth's
        return reverse("mfa_index")


def reached(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so where the provider does not answer, or not as itself; one signs in otherwise meanwhile."""

    @wraps(view)
    def tried(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException:
            words = _(
                "Không liên lạc được với %(name)s. Hãy thử lại sau, hoặc đăng nhập cách khác."
            )
        except OAuth2Error:
            words = _("%(name)s trả lời không đúng như đã khai. Hãy báo người vận hành cổng.")
        messages.warning(request, words % {"name": settings.OIDC_NAME})
        return redirect("account_login")

    return tried


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider; from one that nobody named nobody comes back."""
    view = OAuth2CallbackView.adapter_view(AgencyAdapter(request, provider_id))
    try:
        return cast("HttpResponse", view(request))
    except ObjectDoesNotExist as fault:
        raise Http404 from fault


@visitor
def register(request: Request) -> HttpResponse:
    """Whom the provider knows and we do not: join an account one has, or register as a volunteer."""
    known = get_pending_signup(request)
    if known is None:
        return redirect("account_login")
    shown = {"full_name": known.user.full_name, "contact": known.user.email or ""}
    form = RegisterForm(request.POST if request.method == "POST" else None, initial=shown)
    form.agree_to(consent(request)).without_password()
    if request.method == "POST" and form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="signup"):
            return cast("HttpResponse", limited)
        try:
            with transaction.atomic():
                account = registered(request, form.cleaned_data, timezone.now())
                known.connect(request, account)
        except DomainError as refusal:
            tell(form, refusal)
        else:
            clear_pending_signup(request)
            messages.success(request, _("Tài khoản của bạn đã sẵn sàng."))
            return cast("HttpResponse", perform_login(request, account))
    page = {"form": form, "provider": settings.OIDC_NAME}
    return render(request, "socialaccount/signup.html", page)


@visitor
def refused(request: Request) -> HttpResponse:
    """The provider did not say who it is, or the asker turned back there."""
    return render(request, "socialaccount/login_cancelled.html", {"provider": settings.OIDC_NAME})


@signed_in
@require_POST
def leave(request: Request, pk: int) -> HttpResponse:
    """Sign in without the agency's account from now on."""
    try:
        with transaction.atomic():
            actions.leave_identity(by=request.actor, identity_id=pk, now=timezone.now())
    except Missing as refusal:
        raise Http404 from refusal
    except LastMeans as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Từ nay không đăng nhập bằng tài khoản cơ quan nữa."))
    return redirect("mfa_index")
