"""Whom the scans of a batch mean: one statement for all that name their pass in the same way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import F, QuerySet

from aoxanh.activities.models import Activity, Signup
from aoxanh.activities.rules.checkin import Choice, choose
from aoxanh.activities.types import KeptReason, OfflineScan
from aoxanh.documents import queries as documents
from aoxanh.documents.errors import SignatureInvalid
from aoxanh.kernel.bulk import Among
from aoxanh.kernel.codes import read_code
from aoxanh.kernel.compiled import Compiled


@dataclass(frozen=True, slots=True)
class Meant(Choice):
    """Who a scan is about, and by what right: a sign-up, or none for a walk-in (``signup_id`` nought)."""

    person_id: int
    full_name: str
    pass_id: int | None = None
    participant_unit_id: int | None = None


_COLUMNS = (
    "pk",
    "shift_id",
    "state",
    "shift__starts_at",
    "shift__ends_at",
    "person_id",
    "person__full_name",
    "pass_held_id",
    "pass_held__participant_unit_id",
)
"""What ``Meant`` is made of, in its order."""


def _held_by(column: str, *, activity_id: int, keys: list[Any]) -> QuerySet[Signup, Any]:
    rows = Signup.objects.filter(Among(F(column), keys), pass_held__activity=activity_id)
    found: QuerySet[Signup, Any] = rows.order_by("pk").values_list(*_COLUMNS, column)
    return found


_BY_CODE, _BY_SHORT_CODE, _BY_KEY = (
    Compiled(
        partial(_held_by, column),
        "FOR NO KEY UPDATE OF activities_signup",
        activity_id=int,
        keys=list,
    )
    for column in ("pass_held__code", "pass_held__short_code", "pk")
)
"""The ways in which a scan names its pass. Whoever is meant is held, so that two batches see each other's scans."""

Asked = tuple[Compiled, str | int]
"""How a scan names its pass, and the key."""

Understood = tuple[Meant | None, KeptReason]


Said = Mapping[str, object] | None
"""What a signed code says; None when it was not signed by us."""


def opened(scans: Iterable[OfflineScan]) -> Mapping[str, Said]:
    """What the codes say, by code: one scanned twice is checked once. No database."""
    return {raw: _opened(raw) for raw in {scan.raw for scan in scans if scan.raw}}


def _opened(raw: str) -> Said:
    try:
        return documents.verify(raw)
    except SignatureInvalid:
        return None


def understand(
    activity: Activity,
    scans: Sequence[OfflineScan],
    moments: Sequence[datetime],
    *,
    said: Mapping[str, Said],
) -> list[Understood]:
    """For each scan whom it means, and why it does not count (NONE when it does): one statement for all.

    ``said`` is what the scans' codes say, as ``opened`` found it.
    """
    asked = [_read(activity, said[scan.raw]) if scan.raw else _by_hand(scan) for scan in scans]
    known = _signups(activity, [each for each in asked if not isinstance(each, KeptReason)])
    return [
        (None, each)
        if isinstance(each, KeptReason)
        else choose(known.get(each, ()), instant=moment, shift_id=scan.shift_id)
        for scan, each, moment in zip(scans, asked, moments, strict=True)
    ]


def way_of(scan: OfflineScan) -> Compiled | None:
    """How a scan names its pass; None when it names none."""
    if scan.walker is not None or scan.of is not None or scan.undoes is not None:
        return None
    if scan.raw:
        return _BY_CODE
    return _BY_SHORT_CODE if scan.short_code else _BY_KEY


def _read(activity: Activity, said: Said) -> Asked | KeptReason:
    if said is None:
        return KeptReason.TAMPERED
    if said.get("a") != activity.code:
        return KeptReason.FOREIGN
    return _BY_CODE, str(said.get("p"))


def _by_hand(scan: OfflineScan) -> Asked:
    if scan.short_code:
        return _BY_SHORT_CODE, read_code(scan.short_code)
    return _BY_KEY, scan.signup_id or 0


def _signups(activity: Activity, asked: Iterable[Asked]) -> Mapping[Asked, Sequence[Meant]]:
    """The sign-ups that are asked for, held until the transaction ends: a statement for each way that occurs."""
    keys: dict[Compiled, set[str | int]] = defaultdict(set)
    for way, key in asked:
        keys[way].add(key)
    found: dict[Asked, list[Meant]] = defaultdict(list)
    for way, wanted in keys.items():
        for *known, key in way.rows(activity_id=activity.pk, keys=list(wanted)):
            found[way, key].append(Meant(*known))
    return found


def meant_by(rows: QuerySet[Signup], *beside: str) -> Iterator[tuple[Meant, Sequence[str]]]:
    """Sign-ups as a batch needs them, each with the columns ``beside``: one statement."""
    number = len(_COLUMNS)
    for row in rows.values_list(*_COLUMNS, *beside):
        yield Meant(*row[:number]), row[number:]
