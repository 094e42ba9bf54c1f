"""What an account proves itself with, and where it is signed in."""

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from aoxanh.access.errors import LastMeans
from aoxanh.access.types import MeansChange, SessionsEnded, SignInMeans, SignInMeansChanged
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed


if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic(savepoint=False)
def note_means(*, by: Actor, account_id: int, means: str, change: str, now: datetime) -> None:
    """Leave in the trail that the account signs in by other ``means`` from now on."""
    audit.record(
        by=by,
        event=SignInMeansChanged(account_id, means, change),
        unit_id=None,
        subject=("account", account_id),
        now=now,
    )


@transaction.atomic(savepoint=False)
def end_session(*, by: Actor, session_id: int, now: datetime) -> None:
    """Sign the asker out of one of their browsers. Raises ``Missing``."""
    own = UserSession.objects.filter(user_id=by.account_id, pk=session_id)
    if not _end(own, by.account_id, by=by, now=now):
        raise Missing


@transaction.atomic(savepoint=False)
def end_other_sessions(*, by: Actor, current: str, now: datetime) -> int:
    """Sign the asker out everywhere but in the session whose key is ``current``; how many ended."""
    others = UserSession.objects.filter(user_id=by.account_id).exclude(session_key=current)
    return _end(others, by.account_id, by=by, now=now)


@transaction.atomic(savepoint=False)
def end_sessions(*, by: Actor, account_id: int | None, now: datetime) -> int:
    """Sign an account out everywhere, or everybody with None; how many sessions ended. Raises ``NotAllowed``."""
    if not by.is_system:
        raise NotAllowed
    rows = UserSession.objects.all()
    if account_id is not None:
        rows = rows.filter(user_id=account_id)
    holders = rows.order_by("user_id").values_list("user_id", flat=True).distinct()
    return sum(_end(rows.filter(user_id=pk), pk, by=by, now=now) for pk in list(holders))


@transaction.atomic(savepoint=False)
def leave_identity(*, by: Actor, identity_id: int, now: datetime) -> None:
    """Take an agency's account off the asker's own. Raises ``Missing``, ``LastMeans``."""
    found = SocialAccount.objects.filter(user_id=by.account_id, pk=identity_id)
    identity = found.select_related("user").select_for_update(of=("self",), no_key=True).first()
    if identity is None:
        raise Missing
    if not identity.user.has_usable_password():
        raise LastMeans

    identity.delete()
    note_means(
        by=by,
        account_id=identity.user_id,
        means=SignInMeans.IDENTITY,
        change=MeansChange.REMOVED,
        now=now,
    )


def _end(rows: "QuerySet[UserSession]", account_id: int | None, *, by: Actor, now: datetime) -> int:
    keys = list(rows.order_by("pk").values_list("session_key", flat=True))
    if not keys or account_id is None:
        return 0
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    audit.record(
        by=by,
        event=SessionsEnded(account_id, len(keys)),
        unit_id=None,
        subject=("account", account_id),
        now=now,
    )
    return len(keys)
