"""Messages to somebody who is erased."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from aoxanh.kernel.actors import Actor
from aoxanh.notices.models import Notice


@transaction.atomic(savepoint=False)
def forget(
    *, by: Actor, prefixes: Collection[str] = (), account_id: int | None = None, now: datetime
) -> None:
    """Delete the messages whose keys begin so, and those to an account: addresses and words go with them.

    The entry in the trail is that of the erasure which calls this.
    """
    del by, now
    meant = Q(account_id=account_id) if account_id is not None else Q(pk__in=())
    for prefix in prefixes:
        meant |= Q(key__startswith=prefix)
    Notice.objects.filter(meant).delete()
