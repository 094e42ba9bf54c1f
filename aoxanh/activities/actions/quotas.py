"""Asking units for people: how many, up to which day; reminding them, and letting places go."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.activities.actions.places import locked_slots, promote
from aoxanh.activities.actions.writing import locked, record, save
from aoxanh.activities.errors import (
    NothingToRemind,
    PlacesNotEnough,
    QuotaBelowSent,
    SlotUnknown,
    UnitNotBelow,
)
from aoxanh.activities.models import Activity, Quota, Slot
from aoxanh.activities.rules.nominations import (
    check_asked,
    check_due,
    check_takes_nominations,
)
from aoxanh.activities.rules.places import check_capacity
from aoxanh.activities.types import QuotasGiven
from aoxanh.activities.types.nominations import QuotasAsked, QuotasReleased, QuotasReminded
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel
from aoxanh.units import queries as units


@transaction.atomic(savepoint=False)
def give_quotas(
    *, by: Actor, activity_id: int, given: QuotasGiven, now: datetime
) -> dict[int, list[Quota]]:
    """Ask units for people and keep the places; a number given before is put right. By slot.

    Nought takes back what nobody was sent for. Raises ``NoUnitAsked``, ``QuotaOutOfRange``, ``UnitNotBelow``,
    ``ActivityNotAnnounced``, ``SlotUnknown``, ``QuotaDayUnfit``, ``QuotaBelowSent``, ``PlacesNotEnough``,
    ``SignupClosed``, ``SignupCancelled``, ``NotAllowed``, ``Missing``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    check_takes_nominations(activity.state)
    check_asked(given.numbers.values())
    _check_below(activity, given.numbers, by)
    slots = _slots(activity, given.slot_ids)
    check_due(given.due_on, today=by.day, starts=(slot.shift.starts_at for slot in slots.values()))

    known = _known(slots, given.numbers)
    quotas: dict[int, list[Quota]] = {}
    promoted: tuple[int, ...] = ()
    for slot in slots.values():
        quotas[slot.pk] = _asked(slot, known[slot.pk], given, by=by, now=now)
        promoted += promote(slot, now=now, by=by)
    save(activity)
    event = QuotasAsked(
        activity.pk,
        tuple(given.numbers),
        sum(quota.held for each in quotas.values() for quota in each),
        given.due_on,
        promoted,
    )
    record(by=by, event=event, activity=activity, now=now)
    return quotas


def _check_below(activity: Activity, numbers: Mapping[int, int], by: Actor) -> None:
    below = units.subtree_ids(unit_id=activity.unit_id, day=by.day) - {activity.unit_id}
    if not set(numbers) <= below:
        raise UnitNotBelow


def _slots(activity: Activity, slot_ids: Collection[int]) -> dict[int, Slot]:
    slots = locked_slots(slot_ids)
    if not slots or len(slots) != len(set(slot_ids)):
        raise SlotUnknown
    if any(slot.shift.activity_id != activity.pk for slot in slots.values()):
        raise SlotUnknown
    return slots


def _known(slots: Collection[int], numbers: Collection[int]) -> defaultdict[int, dict[int, Quota]]:
    """Quotas given before, by slot and unit; their slots are locked."""
    found: defaultdict[int, dict[int, Quota]] = defaultdict(dict)
    for quota in Quota.objects.filter(slot_id__in=slots, unit_id__in=numbers).order_by("pk"):
        found[quota.slot_id][quota.unit_id] = quota
    return found


def _asked(
    slot: Slot, known: Mapping[int, Quota], given: QuotasGiven, *, by: Actor, now: datetime
) -> list[Quota]:
    """The quotas of one locked slot as given, its places kept: four statements however many units."""
    quotas = [
        known.get(unit_id) or Quota(slot=slot, unit_id=unit_id, number=0)
        for unit_id in sorted(given.numbers)
    ]
    before = sum(quota.held for quota in quotas)
    for quota in quotas:
        quota.number = given.numbers[quota.unit_id]
        if quota.number < quota.filled:
            raise QuotaBelowSent(sent=quota.filled)
        quota.held = quota.number - quota.filled
        quota.due_on, quota.message = given.due_on, nfc(given.message)[:300]
        quota.given_by_id, quota.given_at, quota.released_at = by.account_id, now, None
    _keep(slot, sum(quota.held for quota in quotas) - before, grows=given.grows)
    Quota.objects.bulk_update(
        [quota for quota in quotas if quota.pk],
        ["number", "held", "due_on", "message", "given_by_id", "given_at", "released_at"],
    )
    Quota.objects.bulk_create([quota for quota in quotas if not quota.pk])
    return quotas


def _keep(slot: Slot, places: int, *, grows: bool) -> None:
    """Keep ``places`` more (or fewer) of a locked slot, which may grow. Raises ``PlacesNotEnough``."""
    lacking = places - slot.free
    if places > 0 and lacking > 0 and grows:
        check_capacity(slot.capacity + lacking)
        slot.capacity += lacking
        Slot.objects.filter(pk=slot.pk).update(capacity=F("capacity") + lacking)
    fits = Slot.objects.filter(pk=slot.pk, capacity__gte=F("taken") + F("held") + places)
    if not fits.update(held=F("held") + places):
        raise PlacesNotEnough(free=max(0, slot.free), asked=places)
    slot.held += places


@transaction.atomic(savepoint=False)
def remind_quotas(
    *, by: Actor, activity_id: int, quota_ids: Collection[int] = (), now: datetime
) -> list[Quota]:
    """Tell the officers of units that are short, once a day each; without ids all of them.

    Raises ``NothingToRemind``, ``NotAllowed``, ``Missing``.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    rows = Quota.objects.filter(
        slot__shift__activity=activity, number__gt=F("filled"), due_on__gte=by.day
    )
    if quota_ids:
        rows = rows.filter(pk__in=quota_ids)
    short = list(rows.order_by("pk"))
    if not short:
        raise NothingToRemind

    _tell(activity, short, by=by, now=now)
    Quota.objects.filter(pk__in=[quota.pk for quota in short]).update(reminded_at=now)
    asked = tuple(dict.fromkeys(quota.unit_id for quota in short))
    record(by=by, event=QuotasReminded(activity.pk, asked), activity=activity, now=now)
    return short


def _tell(activity: Activity, short: Sequence[Quota], *, by: Actor, now: datetime) -> None:
    accounts = access.accounts_with(
        Permission.NOMINATION_SEND, {quota.unit_id for quota in short}, actor=by
    )
    for quota in short:
        values = {
            "left": quota.number - quota.filled,
            "number": quota.number,
            "day": vn_date(quota.due_on),
        }
        for account_id in accounts.get(quota.unit_id, ()):
            notices.post(
                by=by,
                key=f"quota:{quota.pk}:{by.day.isoformat()}:{account_id}",
                channel=Channel.IN_APP,
                account_id=account_id,
                unit_id=activity.unit_id,
                subject=_("Nhắc cử người: %(title)s") % {"title": activity.title},
                body=_("Đơn vị còn thiếu %(left)s trên %(number)s người. Hạn cử hết ngày %(day)s.")
                % values,
                path=f"/dieu-phoi/{quota.unit_id}/hoat-dong/{activity.pk}/cu-nguoi/",
                now=now,
            )


def release_due_quotas(*, by: Actor, now: datetime) -> int:
    """Let go of places whose day for sending people is over: they are free for everyone. Returns how many.

    One transaction and one entry for each activity.
    """
    over = Quota.objects.filter(due_on__lt=by.day, released_at__isnull=True)
    found = over.order_by("slot__shift__activity_id")
    activity_ids = found.values_list("slot__shift__activity_id", flat=True).distinct()
    return sum(_release(activity_id, by=by, now=now) for activity_id in list(activity_ids))


@transaction.atomic(savepoint=False)
def _release(activity_id: int, *, by: Actor, now: datetime) -> int:
    activity = locked(activity_id)
    over = Quota.objects.filter(
        slot__shift__activity=activity, due_on__lt=by.day, released_at__isnull=True
    )
    slots = locked_slots(list(over.order_by("slot_id").values_list("slot_id", flat=True)))
    rows = list(over.order_by("pk"))
    held: Counter[int] = Counter()
    for quota in rows:
        held[quota.slot_id] += quota.held
    Quota.objects.filter(pk__in=[quota.pk for quota in rows]).update(held=0, released_at=now)
    promoted: tuple[int, ...] = ()
    for slot in slots.values():
        Slot.objects.filter(pk=slot.pk).update(held=F("held") - held[slot.pk])
        slot.held -= held[slot.pk]
        promoted += promote(slot, now=now, by=by)
    places = sum(held.values())
    save(activity)
    record(by=by, event=QuotasReleased(activity.pk, places, promoted), activity=activity, now=now)
    return places
