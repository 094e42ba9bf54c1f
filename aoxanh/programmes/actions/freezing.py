"""Figures are frozen at the end of a period; what later changes them becomes a version beside (PRG-05)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aoxanh.access import queries as access
from aoxanh.audit import actions as audit
from aoxanh.audit import queries as trail
from aoxanh.audit.types import Followed, Position
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel, Receiver
from aoxanh.programmes import queries, rules
from aoxanh.programmes.actions.rollup import TREE_EVENTS, follow
from aoxanh.programmes.errors import DayNotOver
from aoxanh.programmes.models import Freeze, FreezeVersion, FrozenFigure, Programme
from aoxanh.programmes.types import FOLLOWER
from aoxanh.programmes.types.frozen import FiguresFrozen, Frozen, FrozenFiguresCorrected
from aoxanh.units import queries as units


EVENTS_KEPT = 200
_BESIDE = TREE_EVENTS | {
    "programmes.DutyRebased",
    "programmes.FigureDecisionWithdrawn",
    "programmes.FigureOverridden",
    "programmes.ProgrammeLoaded",
    "programmes.StatementMade",
}
"""What changes figures without touching a cell: the tree, the plan, and what is said beside."""
LOOKED_AFTER_DAYS = 3 * 366
"""How long after its day a freeze is held against the figures again."""


def freeze_figures(
    *,
    by: Actor,
    unit_id: int,
    code: str,
    day: date,
    number: str = "",
    decided_on: date | None = None,
    now: datetime,
) -> Freeze:
    """Keep what a programme's indicators come to at the end of ``day``, for the unit and those below that report.

    Freezing again changes nothing and gives the freeze there is. The figures are those that follow the trail up to
    the place the first version names. Raises ``NotAllowed``, ``Missing``, ``DayNotOver``.
    """
    by.require(Permission.PLAN_DECIDE, at=unit_id)
    programme = queries.programmes_at(unit_id, actor=by).filter(code=code).first()
    if programme is None:
        raise Missing
    if day >= by.day or not programme.valid_from <= day < programme.valid_to:
        raise DayNotOver
    known = Freeze.objects.filter(programme=programme, unit_id=unit_id, day=day).first()
    if known is not None:
        return known

    position = _followed(by, now)
    unit_ids = queries.units_frozen(unit_id, day=day)
    figures = queries.figures_at(code, unit_ids=unit_ids, day=day, actor=by)
    with transaction.atomic():
        made, is_new = Freeze.objects.get_or_create(
            programme=programme,
            unit_id=unit_id,
            day=day,
            defaults={
                "number": nfc(number).strip(),
                "decided_on": decided_on,
                "account_id": by.account_id,
                "frozen_at": now,
            },
        )
        if is_new:
            version = _version(made, 1, figures, [], position, now)
            event = FiguresFrozen(made.pk, code, day, len(figures), version.digest)
            _note(by, made, event, now)
    return made


def look_again(*, by: Actor, now: datetime) -> int:
    """Hold every freeze of the last three years against what the figures come to now; returns new versions.

    Raises ``NotAllowed`` unless the system asks.
    """
    if not by.is_system:
        raise NotAllowed
    rows = Freeze.objects.filter(day__gte=date.fromordinal(by.day.toordinal() - LOOKED_AFTER_DAYS))
    return sum(
        correct_freeze(by=by, freeze_id=pk, now=now) is not None
        for pk in rows.order_by("pk").values_list("pk", flat=True)
    )


def correct_freeze(*, by: Actor, freeze_id: int, now: datetime) -> FreezeVersion | None:
    """A new version with what differs by now and the events in between; None when nothing does.

    Raises ``NotAllowed``, ``Missing``.
    """
    found = Freeze.objects.filter(pk=freeze_id).select_related("programme").first()
    if found is None:
        raise Missing
    by.require(Permission.PLAN_DECIDE, at=found.unit_id)
    newest = FreezeVersion.objects.filter(freeze=found).order_by("-number").first()
    if newest is None:
        raise Missing
    position = _followed(by, now)
    before = queries.frozen_figures(found)
    unit_ids = sorted({unit_id for unit_id, _code in before})
    after = queries.figures_at(found.programme.code, unit_ids=unit_ids, day=found.day, actor=by)
    different = rules.changed_figures(before, after)
    if not different:
        return None

    since = Position(newest.xact, newest.entry_id)
    within = units.subtree_ids(unit_id=found.unit_id, day=found.day)
    entries = queries.touched_since(since, unit_ids=within, day=found.day, also=_BESIDE)
    with transaction.atomic():
        locked = Freeze.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
        if FreezeVersion.objects.filter(freeze=locked, number__gt=newest.number).exists():
            return None
        version = _version(locked, newest.number + 1, different, _summed(entries), position, now)
        event = FrozenFiguresCorrected(found.pk, version.number, len(different), version.digest)
        _note(by, found, event, now)
    return version


@transaction.atomic(savepoint=False)
def propose_freezing(*, by: Actor, now: datetime) -> int:
    """Tell the owner of every running programme once of each period that ended unfrozen; returns how many are told.

    Raises ``NotAllowed`` unless the system asks.
    """
    if not by.is_system:
        raise NotAllowed
    posted = 0
    for programme in Programme.objects.filter(closed_on=None).order_by("pk"):
        ends = queries.unfrozen_ends(programme, unit_id=programme.unit_id, day=by.day)
        if ends:
            posted += _propose(by, programme, ends[-1], now)
    return posted


@in_vietnamese
def _propose(by: Actor, programme: Programme, end: date, now: datetime) -> int:
    owner = programme.unit_id
    accounts = access.accounts_with(Permission.PLAN_DECIDE, [owner], actor=by).get(owner, ())
    said = _("“%(name)s” hết kỳ ngày %(day)s. Hãy xem lại rồi chốt số liệu.")
    return notices.post_all(
        by=by,
        receivers=[
            Receiver(
                key=f"freeze:{programme.pk}:{end}:{each}", channel=Channel.IN_APP, account_id=each
            )
            for each in accounts
        ],
        unit_id=owner,
        subject=_("Đến kỳ chốt số liệu"),
        body=said % {"name": programme.name, "day": vn_date(end)},
        path=f"/dieu-phoi/{owner}/chuong-trinh/{programme.code}/so-chot/",
        now=now,
    )


def _followed(by: Actor, now: datetime) -> Position:
    """Where the figures stand once they followed the trail to its end."""
    while follow(by=Actor.system(cause="freeze", day=by.day), now=now):
        continue
    return trail.position_of(FOLLOWER)


def _version(  # noqa: PLR0917  one version, told by its parts
    of: Freeze,
    number: int,
    figures: Sequence[Frozen],
    events: list[dict[str, object]],
    position: Position,
    now: datetime,
) -> FreezeVersion:
    version = FreezeVersion.objects.create(
        freeze=of,
        number=number,
        made_at=now,
        digest=rules.digest_of(figures),
        events=events,
        xact=position.xact,
        entry_id=position.entry_id,
    )
    FrozenFigure.objects.bulk_create(
        [
            FrozenFigure(
                version=version,
                unit_id=one.unit_id,
                indicator=one.indicator,
                label=one.label,
                numerator=one.numerator,
                denominator=one.denominator,
                value=one.value,
                status=one.status,
                beside=dict(one.beside),
            )
            for one in figures
        ],
        batch_size=500,
    )
    return version


def _summed(entries: Sequence[Followed]) -> list[dict[str, object]]:
    """How often each event happened at each unit, the most frequent first."""
    counts = Counter((entry.event, entry.unit_id) for entry in entries)
    return [
        {"event": event, "unit_id": unit_id, "times": times}
        for (event, unit_id), times in counts.most_common(EVENTS_KEPT)
    ]


def _note(
    by: Actor, of: Freeze, event: FiguresFrozen | FrozenFiguresCorrected, now: datetime
) -> None:
    audit.record(by=by, event=event, unit_id=of.unit_id, subject=("freeze", of.pk), now=now)
