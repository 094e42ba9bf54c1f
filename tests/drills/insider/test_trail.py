"""An officer with the database in hand who wants the trail to say something else."""

import os
import random
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from aoxanh.audit import actions, queries
from aoxanh.audit.models import Detail, Entry, Seal
from aoxanh.people import actions as people
from aoxanh.people.types import MembershipGiven, PersonGiven


TRIES = 1000 if "AOXANH_ROUNDS" in os.environ else 60
"""How many forgeries are tried; `make drill` tries a thousand."""


@pytest.fixture
def trail(world, now, django_capture_on_commit_callbacks):
    """Twelve changes of a profile under three seals."""
    person = people.enrol(
        by=world.officer(world.ta_leng), unit_id=world.ta_leng.pk, now=now,
        person=PersonGiven(full_name="Lò Thị Ón", phone="0912345678"),
        membership=MembershipGiven(kind="MEMBER", valid_from=world.day),
    )  # fmt: skip
    for number in range(12):
        given = PersonGiven(full_name="Lò Thị Ón", phone=f"09123456{number:02d}")
        people.edit_profile(by=world.system, person_id=person.pk, person=given, now=now)
        if number % 4 == 3:
            with django_capture_on_commit_callbacks(execute=True):
                actions.seal(by=world.system, now=now)
    assert Seal.objects.count() == len(actions.noted_outside()) == 3
    assert _broken() == []
    return list(Entry.objects.order_by("pk").values_list("pk", flat=True))


def _broken():
    key = actions.sealing_key().public_key()
    return queries.broken_seals(key=key, noted=actions.noted_outside())


@contextmanager
def _tried():
    """What is done to the database, taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def unguarded():
    """Whoever owns the database can drop its triggers."""
    with connection.cursor() as cursor:
        for table in ("audit_entry", "audit_seal"):
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER {table}_refuses_{verb}{where}")


@pytest.mark.parametrize("table", [Entry, Seal])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_altering_the_trail_in_sql(trail, table, verb):
    rows = table.objects.filter(pk=table.objects.latest("pk").pk)
    change = {"at" if table is Entry else "sealed_at": "2020-01-01T00:00:00Z"}

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change) if verb == "update" else rows.delete()

    assert _broken() == []


def _forgeries(entries, chance):
    """Ways to make the trail say something else, one of each kind drawn at random."""
    one = Entry.objects.filter(pk=chance.choice(entries))
    yield lambda: one.update(account_id=chance.randrange(10**6))
    yield lambda: one.update(unit_id=chance.randrange(10**6, 10**7))
    yield lambda: one.update(at="2020-01-01T00:00:00Z")
    yield lambda: one.update(values={"person_id": chance.randrange(10**6)})
    yield lambda: one.update(event="people.PersonVerified")
    yield lambda: one.update(detail_digest="0" * 64)
    yield lambda: one.update(touches=[[1, "2026-01-01"]])
    yield lambda: _removed(one)
    yield lambda: _swapped(*chance.sample(entries, 2))
    yield lambda: _added(one.get())
    yield lambda: Seal.objects.filter(pk=chance.choice(_seals())).update(digest="0" * 64)
    yield lambda: Seal.objects.filter(pk=chance.choice(_seals())).delete()
    yield _cut_off


def _seals():
    return list(Seal.objects.order_by("pk").values_list("pk", flat=True))


def _removed(rows):
    Detail.objects.filter(entry__in=rows).delete()
    rows.delete()


def _swapped(one, other):
    first, second = (Entry.objects.get(pk=pk) for pk in (one, other))
    Entry.objects.filter(pk=one).update(values=second.values, cause="x")
    Entry.objects.filter(pk=other).update(values=first.values, cause="y")


def _added(like):
    """An entry that never was, before the sealed ones."""
    like.pk, like.event = -like.pk, "people.PersonVerified"
    like.save(force_insert=True)


def _cut_off():
    """The last seal and all under it never were."""
    last, before = Seal.objects.order_by("-pk")[:2]
    gone = Entry.objects.filter(pk__gt=before.last_entry_id)
    _removed(gone)
    last.delete()


def test_forging_the_trail_with_the_triggers_dropped(trail, unguarded, told):
    chance = random.Random(20261126)  # noqa: S311  the same forgeries each time
    found = tried = 0
    while tried < TRIES:
        for forge in _forgeries(trail, chance):
            with _tried():
                forge()
                found += bool(_broken())
            tried += 1

    assert found == tried
    told("D2 forged trail", f"{tried} forgeries", f"{found} found", "100 % found")


def test_putting_an_old_backup_in_place(trail, world, now, unguarded):
    """Everything after it is gone, also its seals; the list beside the keys still names them."""
    with _tried():
        for _ in range(2):
            _cut_off()

        assert [each.reason for each in _broken()] == ["gone", "gone"]


def test_erasing_what_names_a_person_breaks_no_seal(trail):
    Detail.objects.all().delete()

    assert _broken() == []
    assert Entry.objects.filter(detail_digest__gt="").count() == 12
