"""“Ba liên kết”: writing down whom an activity is done together with (ACT-14)."""

from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.writing import locked, record, save
from aoxanh.activities.errors import ChoiceUnknown, LinkMissing
from aoxanh.activities.models import LinkDimension, LinkedParty
from aoxanh.activities.types import Parties
from aoxanh.activities.types.teams import LinksNamed
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold, nfc


@transaction.atomic(savepoint=False)
def name_links(*, by: Actor, activity_id: int, parties: Parties, now: datetime) -> int:
    """Put down the linked parties by dimension, in place of earlier ones; none at all takes the mark back.

    Raises ``LinkMissing`` when a dimension is left without a party, ``ChoiceUnknown``, ``NotAllowed``, ``Missing``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    dimensions = {row.pk: row for row in LinkDimension.objects.order_by("position", "pk")}
    unknown = set(parties) - set(dimensions)
    if unknown:
        raise ChoiceUnknown(code=min(unknown), list="chiều liên kết")
    named = {code: _once(parties.get(code, ())) for code in dimensions}
    if any(named.values()):
        for code, names in named.items():
            if not names:
                raise LinkMissing(dimension=dimensions[code].name)

    LinkedParty.objects.filter(activity=activity).delete()
    rows = LinkedParty.objects.bulk_create(
        LinkedParty(activity=activity, dimension=dimensions[code], name=name)
        for code, names in named.items()
        for name in names
    )
    save(activity)
    record(by=by, event=LinksNamed(activity.pk, len(rows)), activity=activity, now=now)
    return len(rows)


def _once(names: tuple[str, ...]) -> list[str]:
    """Names without blanks, each once however it is spelt."""
    found: dict[str, str] = {}
    for name in names:
        if nfc(name):
            found.setdefault(fold(name), nfc(name)[:160])
    return list(found.values())
