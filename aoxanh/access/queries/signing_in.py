"""What an account signs in with, and where it is signed in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session as StoredSession

from aoxanh.access.models import Account
from aoxanh.access.rules import browser_of, system_of
from aoxanh.access.types import Passkey, Session, SignInState
from aoxanh.kernel.actors import Actor


def sign_in_state(*, actor: Actor) -> SignInState:
    """What the asker's own account proves itself with."""
    account = Account.objects.get(pk=actor.account_id or 0)
    factors = list(Authenticator.objects.filter(user_id=account.pk).order_by("created_at", "pk"))
    identities = SocialAccount.objects.filter(user_id=account.pk).order_by("pk")
    return SignInState(
        has_password=account.has_usable_password(),
        has_totp=any(factor.type == Authenticator.Type.TOTP for factor in factors),
        passkeys=tuple(
            Passkey(factor.pk, factor.data["name"], factor.created_at, factor.last_used_at)
            for factor in factors
            if factor.type == Authenticator.Type.WEBAUTHN
        ),
        identity_id=identities.values_list("pk", flat=True).first(),
    )


def sessions(*, actor: Actor, current: str, now: datetime) -> list[Session]:
    """The asker's own live sessions, the one whose key is ``current`` first, then the latest. One statement."""
    live = StoredSession.objects.filter(expire_date__gt=now).values("session_key")
    rows = UserSession.objects.filter(user_id=actor.account_id, session_key__in=live)
    found = [
        Session(
            pk=row.pk,
            browser=browser_of(row.user_agent),
            system=system_of(row.user_agent),
            address=row.ip,
            since=row.created_at,
            is_current=row.session_key == current,
        )
        for row in rows.order_by("-created_at", "-pk")
    ]
    return sorted(found, key=lambda session: not session.is_current)
