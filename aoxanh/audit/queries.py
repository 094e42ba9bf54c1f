"""Reading the trail: as an auditor, as a follower, as the one who checks its seals."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection
from django.db.models import Func, Q, QuerySet
from django.db.models.fields import BigIntegerField
from django.utils.translation import gettext_lazy as _

from aoxanh.audit import rules
from aoxanh.audit.models import Bookmark, Entry, EntryQuerySet, Seal
from aoxanh.audit.types import BrokenSeal, Followed, Position
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.probes import Reading, seconds_since


SEALED_WITHIN = 2 * 3600
"""Seconds an entry may wait for its seal: the seal is made every hour."""

_SEALED = (
    "pk", "event", "unit_id", "actor_kind", "account_id", "pass_id", "cause", "subject_type",
    "subject_id", "touches", "values", "detail_digest", "at",
)  # fmt: skip


def entries(*, actor: Actor) -> EntryQuerySet:
    """Entries of the units whose trail the actor may read, newest first."""
    rows = Entry.objects.visible_to(actor, Permission.AUDIT_VIEW)
    return rows.select_related("detail").order_by("-pk")


def entries_of(*, actor: Actor, subject_type: str, subject_id: int) -> EntryQuerySet:
    """The history of one thing, newest first."""
    return entries(actor=actor).filter(subject_type=subject_type, subject_id=subject_id)


def noted_of(*, event: str, subject_type: str, subject_ids: Collection[int]) -> EntryQuerySet:
    """What the trail tells of things under one kind of event, newest first; the caller shows only what may be told."""
    rows = Entry.objects.filter(event=event, subject_type=subject_type, subject_id__in=subject_ids)
    return rows.order_by("-pk")


def noted_at(*, event: str, unit_ids: Collection[int] | QuerySet[Any, Any]) -> EntryQuerySet:
    """The same of units."""
    return Entry.objects.filter(event=event, unit_id__in=unit_ids).order_by("-pk")


def is_noted(
    *, actor: Actor, event: str, subject_type: str, subject_id: int, since: datetime
) -> bool:
    """Whether the actor did this about the thing ``since``: what is noted once a day is not noted again."""
    own = Entry.objects.filter(
        subject_type=subject_type, subject_id=subject_id, event=event, at__gte=since
    )
    return own.filter(account_id=actor.account_id).exists()


def _final() -> EntryQuerySet:
    """Entries that no unfinished transaction can still precede."""
    rows = Entry.objects.all()
    if connection.vendor == "postgresql":
        oldest = Func(template="(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)")
        oldest.output_field = BigIntegerField()
        rows = rows.filter(xact__lt=oldest)
    return rows.order_by("xact", "pk")


def moved_at(follower: str) -> datetime | None:
    """When ``follower`` last read on; None when it never did."""
    moved = Bookmark.objects.filter(pk=follower).values_list("moved_at", flat=True)
    return moved.first()


def _after(position: Position) -> Q:
    return Q(xact__gt=position.xact) | Q(xact=position.xact, pk__gt=position.entry_id)


def position_of(follower: str) -> Position:
    """How far ``follower`` has read; the very beginning when it never did."""
    mark = Bookmark.objects.filter(pk=follower).first()
    return Position(mark.xact, mark.entry_id) if mark else Position()


def last() -> Position:
    """Where the trail ends by now: what every entry up to there speaks of can be read."""
    row = _final().order_by("-xact", "-pk").values_list("xact", "pk").first()
    return Position(*row) if row else Position()


def after(position: Position, *, limit: int = 1000) -> list[Followed]:
    """The next entries in order, only those that are final (house decision 11)."""
    return [
        Followed(
            position=Position(row.xact, row.pk),
            event=row.event,
            unit_id=row.unit_id,
            subject_type=row.subject_type,
            subject_id=row.subject_id,
            touches=tuple((unit, date.fromisoformat(day)) for unit, day in row.touches),
            values=row.values,
        )
        for row in _final().filter(_after(position))[:limit]
    ]


def sealable(position: Position, *, limit: int) -> list[tuple[Any, ...]]:
    """What a seal covers, in order: (xact, id, columns…) of the entries after ``position``."""
    return list(_final().filter(_after(position)).values_list("xact", *_SEALED)[:limit])


def end_of(rows: Sequence[tuple[Any, ...]]) -> Position:
    """Where the stretch ``rows`` ends."""
    return Position(rows[-1][0], rows[-1][1])


def _stretches(seals: Iterable[Seal]) -> Iterator[tuple[Seal, list[tuple[Any, ...]]]]:
    start = Position()
    for seal in seals:
        end = Q(xact__lt=seal.last_xact) | Q(xact=seal.last_xact, pk__lte=seal.last_entry_id)
        rows = Entry.objects.filter(_after(start) & end).order_by("xact", "pk")
        yield seal, list(rows.values_list("xact", *_SEALED))
        start = Position(seal.last_xact, seal.last_entry_id)


def broken_seals(*, key: Ed25519PublicKey, noted: Collection[str] = ()) -> list[BrokenSeal]:
    """Every sealed stretch that was changed, shortened, lengthened or signed by another key.

    ``noted`` are the digests kept outside the database: one that no seal bears was cut off, or an older state of
    the database was put in its place.
    """
    broken, previous, covered, last = [], "", 0, Position()
    for seal, rows in _stretches(Seal.objects.order_by("pk")):
        if not rules.is_signed_by(key, seal.digest, seal.signature):
            broken.append(BrokenSeal(seal.pk, "signature"))
        elif seal.previous != previous or rules.chain_digest(previous, rows) != seal.digest:
            broken.append(BrokenSeal(seal.pk, "entries"))
        previous, covered = seal.digest, covered + len(rows)
        last = Position(seal.last_xact, seal.last_entry_id)
    if Entry.objects.exclude(_after(last)).count() != covered:
        broken.append(BrokenSeal(None, "entries"))
    known = set(Seal.objects.order_by("pk").values_list("digest", flat=True))
    return broken + [BrokenSeal(None, "gone") for digest in noted if digest not in known]


def health(now: datetime) -> Sequence[Reading]:
    """For how long the oldest entry waits for its seal: two statements."""
    sealed = Seal.objects.order_by("-pk").first()
    until = Position(sealed.last_xact, sealed.last_entry_id) if sealed else Position()
    return (
        Reading(
            "trail_unsealed_seconds",
            seconds_since(first_after(until), now),
            _("Nhật ký chờ niêm phong"),
            SEALED_WITHIN,
            _(
                "Tiến trình nền niêm phong mỗi giờ: kiểm tra tiến trình nền và khóa trong AOXANH_HOME/keys."
            ),
        ),
    )


def first_after(position: Position) -> datetime | None:
    """When the first entry after a position was made; None when there is none."""
    return _final().filter(_after(position)).values_list("at", flat=True).first()
