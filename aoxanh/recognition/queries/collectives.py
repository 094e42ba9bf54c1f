"""Units as holders of papers: which of them a rule is for, what they consist of, what counts for them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from aoxanh.activities.queries import certificates as ledger
from aoxanh.activities.types.certificates import CertificateBasis
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.periods import Period
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import CertificateStatus, Collectives, ServedAt
from aoxanh.units import queries as units


Members = dict[int, frozenset[int]]
"""By unit the units it consists of, itself among them."""


def recognised(
    wanted: Collectives, *, unit_id: int, day: date, only: Collection[int] | None = None
) -> Members:
    """The units below ``unit_id`` on ``day`` that are ``wanted``, in the order of the register: two statements."""
    everyone = Actor.system(cause="certificates", day=day)
    rows = units.units(actor=everyone, day=day, within=unit_id).exclude(unit_id=unit_id)
    rows = rows.filter(kind__family__in=wanted.families)
    if wanted.levels:
        rows = rows.filter(kind__level__in=wanted.levels)
    if only is not None:
        rows = rows.filter(unit_id__in=only)
    return units.subtrees(unit_ids=rows.values_list("unit_id", flat=True), day=day)


def served_by_unit(
    wanted: Collectives,
    *,
    unit_id: int,
    day: date,
    period: Period,
    only: Collection[int] | None = None,
) -> dict[int, list[ServedAt]]:
    """What counts for each unit that is ``wanted``, those with nothing among them."""
    members = recognised(wanted, unit_id=unit_id, day=day, only=only)
    holders: dict[int, list[int]] = defaultdict(list)
    for holder, within in members.items():
        for one in within:
            holders[one].append(holder)
    found: dict[int, list[ServedAt]] = {holder: [] for holder in members}
    for attributed, row in ledger.unit_presences_within(
        counts=wanted.counts,
        unit_id=unit_id,
        day=day,
        starts_on=period.start,
        ends_on=period.end,
    ):
        for holder in holders.get(attributed, ()):
            found[holder].append(
                ServedAt(
                    person_id=row.holder_id,
                    activity_id=row.activity_id,
                    title=row.title,
                    starts_on=row.starts_on,
                    ends_on=row.ends_on,
                    day=row.day,
                    minutes=row.minutes,
                )
            )
    return found


def unit_bases(
    wanted: Collectives,
    *,
    unit_id: int,
    day: date,
    period: Period,
    only: Collection[int],
    activity_ids: Collection[int],
) -> dict[int, CertificateBasis]:
    """The ground on which papers of the units ``only`` stand."""
    return ledger.unit_basis(
        members=recognised(wanted, unit_id=unit_id, day=day, only=only),
        counts=wanted.counts,
        unit_id=unit_id,
        day=day,
        starts_on=period.start,
        ends_on=period.end,
        activity_ids=activity_ids,
    )


def papers_of_unit(unit_id: int) -> list[Certificate]:
    """What the unit was recognised by and still is, the newest first: anyone may read it."""
    rows = Certificate.objects.filter(collective_id=unit_id, status=CertificateStatus.VALID)
    return list(rows.order_by("-issued_on", "-number", "-pk"))
