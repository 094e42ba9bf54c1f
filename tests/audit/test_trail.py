"""The trail: written with the change, followed in order, sealed, and never changed."""

from dataclasses import dataclass
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.db import DatabaseError, IntegrityError, connection, transaction

from aoxanh.audit import actions, queries
from aoxanh.audit.models import Detail, Entry
from aoxanh.audit.types import Position
from aoxanh.kernel.events import Event


pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Happened(Event):
    number: int


@pytest.fixture
def keys(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path


@pytest.fixture
def final(monkeypatch):
    """On PostgreSQL a test's own transaction is never finished: read its entries all the same."""
    monkeypatch.setattr(queries, "_final", lambda: Entry.objects.order_by("xact", "pk"))


def _record(system, now, number=1, **more):
    return actions.record(by=system, event=Happened(number), unit_id=None, now=now, **more)


def test_an_entry_keeps_what_happened_and_what_it_touched(system, now):
    entry = _record(system, now, touches=[(7, date(2026, 11, 1)), (7, date(2026, 11, 1))])

    entry.refresh_from_db()
    assert (entry.values, entry.touches, entry.cause) == (
        {"number": 1},
        [[7, "2026-11-01"]],
        "test",
    )


def test_recording_costs_one_statement(system, now, statements):
    with statements() as counted:
        _record(system, now)

    assert counted.count == 1


@pytest.mark.parametrize("verb", [lambda rows: rows.update(event="x"), lambda rows: rows.delete()])
def test_an_entry_cannot_be_changed_or_removed(system, now, verb):
    entry = _record(system, now)

    with pytest.raises(DatabaseError), transaction.atomic():
        verb(Entry.objects.filter(pk=entry.pk))

    entry.refresh_from_db()
    assert entry.values == {"number": 1}


@pytest.mark.usefixtures("final")
def test_a_follower_reads_on_from_where_it_stood(system, now):
    _record(system, now, 1)
    first = queries.after(Position())
    actions.advance(by=system, follower="f", position=first[-1].position, now=now)

    _record(system, now, 2)

    assert [e.values["number"] for e in queries.after(queries.position_of("f"))] == [2]


@pytest.mark.usefixtures("keys", "final")
def test_a_sealed_trail_is_whole(system, now):
    _record(system, now)
    actions.seal(by=system, now=now)

    assert queries.broken_seals(key=actions.sealing_key().public_key()) == []


@pytest.mark.usefixtures("keys", "final")
def test_a_seal_has_one_successor(system, now):
    _record(system, now)
    first = actions.seal(by=system, now=now)
    first.pk, first.digest = None, "0" * 64

    with pytest.raises(IntegrityError, match=r"previous|one_successor"), transaction.atomic():
        first.save()


@pytest.mark.usefixtures("keys", "final")
def test_erasing_a_personal_detail_leaves_the_seal_whole(system, now):
    entry = _record(system, now, detail={"full_name": "Vàng A Sinh"})
    actions.seal(by=system, now=now)

    Detail.objects.filter(entry=entry).delete()

    assert queries.broken_seals(key=actions.sealing_key().public_key()) == []


@pytest.mark.usefixtures("keys", "final")
def test_a_changed_entry_breaks_its_seal(system, now):
    entry = _record(system, now)
    actions.seal(by=system, now=now)
    with connection.cursor() as cursor:
        where = " ON audit_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_entry_refuses_update{where}")
        cursor.execute("UPDATE audit_entry SET cause = 'forged' WHERE id = %s", [entry.pk])

    broken = queries.broken_seals(key=actions.sealing_key().public_key())

    assert [each.reason for each in broken] == ["entries"]


@pytest.mark.usefixtures("keys", "final")
def test_a_seal_signed_by_another_key_is_broken(system, now):
    _record(system, now)
    actions.seal(by=system, now=now)

    broken = queries.broken_seals(key=Ed25519PrivateKey.generate().public_key())

    assert [each.reason for each in broken] == ["signature"]


@pytest.mark.usefixtures("keys", "final")
def test_where_nothing_new_was_written_nothing_is_sealed(system, now):
    _record(system, now)
    actions.seal(by=system, now=now)

    assert actions.seal(by=system, now=now) is None


@pytest.mark.usefixtures("keys")
def test_a_key_of_another_kind_seals_nothing(settings):
    other = ec.generate_private_key(ec.SECP256R1())
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (settings.KEY_FOLDER / "trail.pem").write_bytes(pem)

    with pytest.raises(TypeError, match="another kind of key"):
        actions.sealing_key()


def test_on_postgresql_an_unfinished_entry_is_not_followed_yet(system, now):
    _record(system, now)

    followed = queries.after(Position())

    assert len(followed) == (0 if connection.vendor == "postgresql" else 1)
