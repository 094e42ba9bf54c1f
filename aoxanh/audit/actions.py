"""Writing the trail: entries, followers' bookmarks, seals."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import transaction

from aoxanh.audit import queries, rules
from aoxanh.audit.models import Bookmark, Detail, Entry, Seal
from aoxanh.audit.types import Done, Position
from aoxanh.kernel import bulk
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.compiled import insert
from aoxanh.kernel.events import Event


SEALED_AT_ONCE = 5000
SEALED = "trail.seals"
"""The file beside the keys that names every seal; it goes into no backup."""


def record(
    *,
    by: Actor,
    event: Event,
    unit_id: int | None,
    now: datetime,
    touches: Iterable[tuple[int, date]] = (),
    subject: tuple[str, int] | None = None,
    detail: Mapping[str, object] | None = None,
) -> Entry:
    """Add an entry to the trail, in the caller's transaction.

    ``touches`` are the (unit id, day) cells whose figures change; ``detail`` holds personal values before and
    after and is kept apart, so that it can be erased while the entry stays sealed.
    """
    salt = secrets.token_hex(16) if detail else ""
    done = Done(by=by, event=event, unit_id=unit_id, now=now, touches=touches, subject=subject)
    entry = _entry(done)
    if detail:
        entry.detail_digest = rules.detail_digest(salt, detail)
    insert(entry)
    if detail:
        Detail.objects.create(entry=entry, salt=salt, payload=dict(detail))
    return entry


def record_all(done: Iterable[Done]) -> None:
    """Add an entry for each to the trail, in the caller's transaction: one statement."""
    bulk.insert(Entry, _COLUMNS, (attrgetter(*_COLUMNS)(_entry(each)) for each in done))


def _entry(done: Done) -> Entry:
    subject_type, subject_id = done.subject or ("", None)
    return Entry(
        event=done.event.code(),
        unit_id=done.unit_id,
        actor_kind=done.by.kind,
        account_id=done.by.account_id,
        pass_id=done.by.pass_id,
        cause=done.by.cause,
        subject_type=subject_type,
        subject_id=subject_id,
        touches=sorted({(unit, day.isoformat()) for unit, day in done.touches}),
        values=done.event.values(),
        at=done.now,
    )


_COLUMNS = tuple(
    each.attname
    for each in Entry._meta.concrete_fields  # noqa: SLF001  Django names it so
    if each.attname not in {"id", "xact"}
)
"""What is not filled in by the database."""


def erase_details(*, by: Actor, subject_type: str, subject_ids: Collection[int]) -> None:
    """Take out the personal values, before and after, of what was done about things; entries and seals stay whole."""
    del by
    about = {"entry__subject_type": subject_type, "entry__subject_id__in": subject_ids}
    Detail.objects.filter(**about).delete()


def take_up(*, by: Actor, follower: str, now: datetime) -> Position:
    """Where ``follower`` goes on, held against a second one until the transaction ends."""
    del by
    Bookmark.objects.get_or_create(pk=follower, defaults={"moved_at": now})
    mark = Bookmark.objects.select_for_update(of=("self",), no_key=True).get(pk=follower)
    return Position(mark.xact, mark.entry_id)


def advance(*, by: Actor, follower: str, position: Position, now: datetime) -> None:
    """Note that ``follower`` has dealt with every entry up to ``position``."""
    del by
    mark = Bookmark(follower=follower, xact=position.xact, entry_id=position.entry_id, moved_at=now)
    Bookmark.objects.bulk_create(
        [mark],
        update_conflicts=True,
        unique_fields=["follower"],
        update_fields=["xact", "entry_id", "moved_at"],
    )


_SEALER = "seal"
"""Whose bookmark is held while a seal is set. Where the seals end, they say themselves."""


def sealing_key() -> Ed25519PrivateKey:
    """The key of the seals, made once and kept outside the database."""
    path = Path(settings.KEY_FOLDER) / "trail.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        made = Ed25519PrivateKey.generate()
        path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        msg = f"{path} holds another kind of key"
        raise TypeError(msg)
    return key


def _sealed_path() -> Path:
    return Path(settings.KEY_FOLDER) / SEALED


def _note_outside(digest: str) -> None:
    """Keep the seal's digest where no restored or shortened database reaches it."""
    with _sealed_path().open("a", encoding="ascii") as noted:
        noted.write(f"{digest}\n")


def noted_outside() -> list[str]:
    """The digests of all seals that were ever set on this machine, in their order."""
    path = _sealed_path()
    return path.read_text(encoding="ascii").split() if path.exists() else []


@transaction.atomic(savepoint=False)
def seal(*, by: Actor, now: datetime) -> Seal | None:
    """Seal the next stretch of the trail, one sealer after the other; None when there is nothing new."""
    take_up(by=by, follower=_SEALER, now=now)
    last = Seal.objects.order_by("-pk").first()
    start = Position(last.last_xact, last.last_entry_id) if last else Position()
    rows = queries.sealable(start, limit=SEALED_AT_ONCE)
    if not rows:
        return None

    end = queries.end_of(rows)
    previous = last.digest if last else ""
    digest = rules.chain_digest(previous, rows)
    transaction.on_commit(lambda: _note_outside(digest))
    return Seal.objects.create(
        last_xact=end.xact,
        last_entry_id=end.entry_id,
        entries=len(rows),
        previous=previous,
        digest=digest,
        signature=rules.sign(sealing_key(), digest),
        sealed_at=now,
    )
