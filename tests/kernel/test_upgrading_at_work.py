"""Migrations of tables in use, at work on the database at hand: what they leave, and what is left when they are cut."""

import pytest
from django.db import IntegrityError, connection, migrations, models
from django.db.migrations.state import ProjectState

from aoxanh.kernel import upgrading
from aoxanh.kernel.upgrading import GentleMigration, InChunks
from tests.catalogue import catalogue


pytestmark = pytest.mark.django_db(transaction=True)

ON_POSTGRESQL = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite takes a migration in one transaction"
)
ROWS = 7

KEY = models.BigAutoField(primary_key=True)
TABLES = [
    migrations.CreateModel("Club", [("id", KEY), ("name", models.CharField(max_length=9))]),
    migrations.CreateModel(
        "Person",
        [
            ("id", KEY),
            ("name", models.CharField(max_length=9)),
            ("year", models.IntegerField(null=True)),
            ("club", models.ForeignKey("scratch.Club", models.PROTECT, related_name="+")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=["name", "year"], name="scratch_person_once")
            ]
        },
    ),
]


def fill(rows):
    rows.update(height=170)


def empty(rows):
    rows.update(height=None)


TO_CLUB = models.ForeignKey("scratch.Club", models.PROTECT, null=True, related_name="+")
GUIDED = migrations.CreateModel(
    "Guide", [("id", KEY), ("person", models.ForeignKey("scratch.Person", models.PROTECT))]
)
CHANGES = [
    GUIDED,
    migrations.AddField("person", "points", models.PositiveSmallIntegerField(default=3)),
    migrations.AddField("person", "height", models.IntegerField(null=True)),
    migrations.AddField("person", "second", TO_CLUB),
    migrations.AddField("person", "email", models.CharField(max_length=9, null=True, unique=True)),
    migrations.AddField("person", "town", models.CharField(max_length=9, default="")),
    migrations.AddField("person", "guides", models.ManyToManyField("scratch.Guide")),
    InChunks("person", fill, empty, waiting=models.Q(height=None)),
    migrations.AlterField("person", "height", models.IntegerField()),
    migrations.AlterField("person", "club", TO_CLUB),
    migrations.AlterField("person", "name", models.CharField(max_length=20)),
    migrations.AlterField("person", "town", models.CharField("tỉnh", max_length=9, default="")),
    migrations.RemoveConstraint("person", "scratch_person_once"),
    migrations.AddConstraint(
        "person", models.UniqueConstraint(fields=["name", "year"], name="scratch_person_once")
    ),
    migrations.AddConstraint(
        "person",
        models.UniqueConstraint(
            fields=["name"], condition=models.Q(year__gt=9), name="scratch_late"
        ),
    ),
    migrations.AddConstraint(
        "person", models.CheckConstraint(condition=models.Q(height__gt=0), name="scratch_height")
    ),
    migrations.AddIndex("person", models.Index(fields=["-year"], name="scratch_by_year")),
    migrations.RemoveField("person", "town"),
    migrations.SeparateDatabaseAndState([migrations.RunSQL("DROP INDEX scratch_by_year")], []),
]


def _migration(name, operations, base=migrations.Migration):
    kind = type("Migration", (base,), {"operations": operations})
    return kind(name, "scratch")


def _apply(migration, state):
    with connection.schema_editor(atomic=migration.atomic) as editor:
        return migration.apply(state.clone(), editor)


@pytest.fixture
def state(monkeypatch):
    """The state of two tables, one with seven rows; rows are brought up two at a time."""
    monkeypatch.setattr(upgrading, "ROWS", 2)
    made = _apply(_migration("0001", TABLES), ProjectState())
    club = made.apps.get_model("scratch", "Club").objects.create(name="A")
    person = made.apps.get_model("scratch", "Person")
    person.objects.bulk_create(person(name=f"{each}", year=each, club=club) for each in range(ROWS))
    yield made
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith("scratch_"):
                cascade = "CASCADE" if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TABLE "{name}" {cascade}')
        if connection.vendor == "postgresql":
            cursor.execute("COMMENT ON TABLE django_migrations IS NULL")


def _heights(after):
    people = after.apps.get_model("scratch", "Person").objects
    return list(people.order_by("pk").values_list("height", "points", "name"))


ALL_FILLED = [(170, 3, str(each)) for each in range(ROWS)]


def test_rows_are_brought_up_and_every_field_stands(state):
    after = _apply(_migration("0002", CHANGES, GentleMigration), state)

    assert _heights(after) == ALL_FILLED


def test_rows_are_brought_back_when_the_migration_is(state):
    operations = [CHANGES[2], CHANGES[7], InChunks("person", fill)]
    migration = _migration("0002", operations, GentleMigration)
    _apply(migration, state)

    with connection.schema_editor(atomic=migration.atomic) as editor:
        migration.unapply(state.clone(), editor)

    person = state.apps.get_model("scratch", "Person")
    assert person.objects.count() == ROWS
    assert _apply(migration, state).apps.get_model("scratch", "Person").objects.filter(height=170)


def test_nothing_is_asked_of_rows_that_wait_no_longer(state):
    asked = []
    waiting = InChunks("person", lambda rows: asked.append(len(rows)), waiting=models.Q(year__gt=1))

    _apply(_migration("0002", [waiting], GentleMigration), state)

    assert asked == [2, 2, 1]
    assert waiting.describe() == "Bring up the rows of person"


@pytest.fixture
def plain(state):
    """What Django leaves when it does the same in its own way."""
    operations = [each for each in CHANGES if not isinstance(each, InChunks)]
    filling = migrations.RunSQL("UPDATE scratch_person SET height = 170")
    operations.insert(7, filling)
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA aside")
        cursor.execute("ALTER TABLE scratch_person SET SCHEMA aside")
        cursor.execute("ALTER TABLE scratch_club SET SCHEMA aside")
    before = _apply(_migration("0001", TABLES), ProjectState())
    with connection.schema_editor(atomic=False) as editor:
        _migration("0002", operations).apply(before, editor)
    found = catalogue(connection, "scratch%")
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE scratch_person, scratch_club, scratch_guide, scratch_person_guides CASCADE"
        )
        cursor.execute("ALTER TABLE aside.scratch_club SET SCHEMA public")
        cursor.execute("ALTER TABLE aside.scratch_person SET SCHEMA public")
        cursor.execute("DROP SCHEMA aside")
    return found


@ON_POSTGRESQL
def test_the_tables_are_those_that_django_would_have_left(state, plain):
    _apply(_migration("0002", CHANGES, GentleMigration), state)

    assert catalogue(connection, "scratch%") == plain


class Cut(Exception):
    pass


def _cut_at(patch, number, *, is_noted):
    """End with the given step, just before or just after it was noted."""
    note, take, noted, taken = upgrading._Notes.note, GentleMigration._take, [], []

    def cut_before(self, cursor, *place):
        noted.append(place)
        if len(noted) == number:
            raise Cut
        note(self, cursor, *place)

    def cut_after(self, *words):
        take(self, *words)
        taken.append(words)
        if len(taken) == number:
            raise Cut

    if is_noted:
        patch.setattr(GentleMigration, "_take", cut_after)
    else:
        patch.setattr(upgrading._Notes, "note", cut_before)


@ON_POSTGRESQL
@pytest.mark.parametrize("is_noted", [False, True], ids=["before its note", "after its note"])
def test_an_upgrade_cut_after_any_step_goes_on_from_there(state, plain, monkeypatch, is_noted):
    migration = _migration("0002", CHANGES, GentleMigration)
    tables, cuts = catalogue(connection, "scratch%"), 0
    for _each in range(100):
        with monkeypatch.context() as patch:
            _cut_at(patch, 1 if is_noted else 2, is_noted=is_noted)
            try:
                after = _apply(migration, state)
            except Cut:
                cuts += 1
            else:
                break

    assert cuts > 20
    assert catalogue(connection, "scratch%") == plain != tables
    assert _heights(after) == ALL_FILLED


@ON_POSTGRESQL
def test_an_index_that_was_left_half_built_is_made_anew(state):
    migration = _migration("0002", [CHANGES[14]], GentleMigration)
    person = state.apps.get_model("scratch", "Person")
    twice = person.objects.create(name="6", year=10, club_id=person.objects.first().club_id)
    person.objects.filter(year=6).update(year=11)
    with pytest.raises(IntegrityError, match="could not create unique index"):
        _apply(migration, state)
    assert "f" in {told[-1] for told in catalogue(connection, "scratch%").values()}
    twice.delete()

    _apply(migration, state)

    found = catalogue(connection, "scratch%")
    assert found["index", "scratch_person", "scratch_late"].endswith(" t")


@ON_POSTGRESQL
def test_who_waits_in_line_waits_no_longer_than_before(state):
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")
        _apply(_migration("0002", [CHANGES[-3]], GentleMigration), state)

        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("500ms",)
        cursor.execute("RESET lock_timeout")


@ON_POSTGRESQL
def test_a_migration_that_was_cut_goes_on_also_when_another_came_between(state, monkeypatch):
    cut, between = (
        _migration(name, CHANGES[at : at + 2], GentleMigration)
        for name, at in (("0002", 1), ("0003", 3))
    )
    with monkeypatch.context() as patch:
        _cut_at(patch, 2, is_noted=True)
        with pytest.raises(Cut):
            _apply(cut, state)
    _apply(between, state)

    after = _apply(cut, state)

    assert after.apps.get_model("scratch", "Person").objects.filter(points=3).count() == ROWS
