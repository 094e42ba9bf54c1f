"""Passes: by their secret link, and those of one person."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from aoxanh.activities.models import Pass, Signup
from aoxanh.activities.models.signups import SignupQuerySet
from aoxanh.activities.types import PassShown
from aoxanh.documents import queries as documents
from aoxanh.kernel.errors import Missing


def _rows() -> SignupQuerySet:
    rows = Signup.objects.select_related(
        "pass_held__activity__place", "pass_held__person", "shift", "slot"
    )
    return rows.order_by("shift__starts_at", "pk")


def _grouped(rows: Iterable[Signup]) -> list[PassShown]:
    by_pass: dict[int, list[Signup]] = defaultdict(list)
    for signup in rows:
        by_pass[signup.pass_held_id].append(signup)
    return [PassShown(signups[0].pass_held, tuple(signups)) for signups in by_pass.values()]


def pass_by_token(token: str) -> PassShown:
    """The pass whose link was opened: whoever holds the link may see it. Raises ``Missing``. One statement."""
    found = _grouped(_rows().filter(pass_held__token=token))
    if not found:
        raise Missing
    return found[0]


def passes_of(person_ids: Collection[int]) -> list[PassShown]:
    """The passes of one person, under all ids of their record; the latest shift first. One statement.

    The caller has made sure that the asker is this person.
    """
    rows = _rows().filter(person_id__in=person_ids).order_by("-shift__starts_at", "pk")
    return _grouped(rows)


def signed_pass(held: Pass) -> str:
    """What the QR code of a pass holds: its code and its activity's, signed by the instance. No database."""
    return documents.sign({"p": held.code, "a": held.activity.code})
