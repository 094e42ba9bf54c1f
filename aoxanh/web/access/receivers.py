"""What the sign-in library changed is written into our trail; a new password ends the other sessions.

Who signs in and out, and that somebody was refused, is noted in the log, never with what was typed.
"""

import logging
from typing import TYPE_CHECKING

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from django.contrib.auth import signals as sign_in
from django.utils import timezone

from aoxanh.access import actions, queries
from aoxanh.access.types import MeansChange, SignInMeans
from aoxanh.kernel.dates import local_day
from aoxanh.web.access.lifetimes import begin
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin

    from aoxanh.access.models import Account


_log = logging.getLogger("aoxanh.security")
_MEANS = {
    Authenticator.Type.TOTP: SignInMeans.TOTP,
    Authenticator.Type.WEBAUTHN: SignInMeans.PASSKEY,
    Authenticator.Type.RECOVERY_CODES: SignInMeans.RECOVERY_CODES,
}


def _note(account: "Account", means: SignInMeans, change: MeansChange) -> None:
    now = timezone.now()
    by = queries.actor_of(account, day=local_day(now))
    actions.note_means(by=by, account_id=account.pk, means=means, change=change, now=now)


def factor_added(*, user: "Account", authenticator: Authenticator, **_: object) -> None:
    _note(user, _MEANS[authenticator.type], MeansChange.ADDED)


def factor_removed(*, user: "Account", authenticator: Authenticator, **_: object) -> None:
    _note(user, _MEANS[authenticator.type], MeansChange.REMOVED)


def factor_renewed(*, user: "Account", authenticator: Authenticator, **_: object) -> None:
    _note(user, _MEANS[authenticator.type], MeansChange.RENEWED)


def identity_joined(*, sociallogin: "SocialLogin", **_: object) -> None:
    _note(sociallogin.user, SignInMeans.IDENTITY, MeansChange.ADDED)


def password_changed(*, request: Request, user: "Account", **_: object) -> None:
    """Whoever else was signed in with the old password no longer is."""
    _note(user, SignInMeans.PASSWORD, MeansChange.RENEWED)
    now = timezone.now()
    by = queries.actor_of(user, day=local_day(now))
    actions.end_other_sessions(by=by, current=request.session.session_key or "", now=now)


def signed_in(*, request: Request, user: "Account", **_: object) -> None:
    begin(request.session, timezone.now())
    _log.info("signed in, account %d", user.pk)


def signed_out(*, user: "Account | None", **_: object) -> None:
    if user is not None:
        _log.info("signed out, account %d", user.pk)


def refused(**_: object) -> None:
    _log.warning("sign-in refused")


def listen() -> None:
    """Follow the library's signals, once for the process."""
    sign_in.user_logged_in.connect(signed_in)
    sign_in.user_logged_out.connect(signed_out)
    sign_in.user_login_failed.connect(refused)
    mfa.authenticator_added.connect(factor_added)
    mfa.authenticator_removed.connect(factor_removed)
    mfa.authenticator_reset.connect(factor_renewed)
    social.social_account_added.connect(identity_joined)
    account.password_changed.connect(password_changed)
    account.password_set.connect(password_changed)
    account.password_reset.connect(password_changed)
