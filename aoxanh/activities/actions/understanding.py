"""Whom the scans of a batch mean, all of them in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from aoxanh.activities.models import Activity, Signup
from aoxanh.activities.rules.checkin import Choice, choose
from aoxanh.activities.types import KeptReason, OfflineScan
from aoxanh.documents import queries as documents
from aoxanh.documents.errors import SignatureInvalid
from aoxanh.kernel.codes import read_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant(Choice):
    """Who a scan is about, and by what right: a sign-up, or none for a walk-in (``signup_id`` nought)."""

    person_id: int
    full_name: str
    pass_id: int | None = None
    participant_unit_id: int | None = None


_COLUMNS = {
    "signup_id": "pk",
    "shift_id": "shift_id",
    "state": "state",
    "starts_at": "shift__starts_at",
    "ends_at": "shift__ends_at",
    "person_id": "person_id",
    "full_name": "person__full_name",
    "pass_id": "pass_held_id",
    "participant_unit_id": "pass_held__participant_unit_id",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a scan names its pass: the kind of key and the key."""

    kind: str
    key: str | int


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
    known = _signups(activity, [each for each in asked if isinstance(each, _Asked)])
    return [
        (None, each)
        if isinstance(each, KeptReason)
        else choose(known.get(each, ()), instant=moment, shift_id=scan.shift_id)
        for scan, each, moment in zip(scans, asked, moments, strict=True)
    ]


def _read(activity: Activity, said: Said) -> _Asked | KeptReason:
    if said is None:
        return KeptReason.TAMPERED
    if said.get("a") != activity.code:
        return KeptReason.FOREIGN
    return _Asked("code", str(said.get("p")))


def _by_hand(scan: OfflineScan) -> _Asked:
    if scan.short_code:
        return _Asked("short", read_code(scan.short_code))
    return _Asked("pk", scan.signup_id or 0)


def _signups(activity: Activity, asked: Iterable[_Asked]) -> Mapping[_Asked, Sequence[Meant]]:
    keys: dict[str, set[str | int]] = defaultdict(set)
    for each in asked:
        keys[each.kind].add(each.key)
    wanted = Q()
    for column, kind in (
        ("pass_held__code__in", "code"),
        ("pass_held__short_code__in", "short"),
        ("pk__in", "pk"),
    ):
        if keys[kind]:
            wanted |= Q(**{column: keys[kind]})
    if not wanted:
        return {}

    found: dict[_Asked, list[Meant]] = defaultdict(list)
    rows = Signup.objects.filter(wanted, pass_held__activity=activity).order_by("pk")
    for meant, (code, short) in meant_by(rows, "pass_held__code", "pass_held__short_code"):
        for each in (_Asked("code", code), _Asked("short", short), _Asked("pk", meant.signup_id)):
            found[each].append(meant)
    return found


def meant_by(rows: QuerySet[Signup], *beside: str) -> Iterator[tuple[Meant, Sequence[str]]]:
    """Sign-ups as a batch needs them, each with the columns ``beside``: one statement."""
    for row in rows.values_list(*_COLUMNS.values(), *beside):
        known = dict(zip(_COLUMNS, row, strict=False))
        yield Meant(**known), row[len(_COLUMNS) :]
