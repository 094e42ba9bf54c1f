"""What a migration of tables in use says to PostgreSQL, word for word; nobody has to be there to hear it."""

from contextlib import contextmanager

import pytest
from django.db import migrations, models
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.state import ProjectState
from psycopg import sql

from aoxanh.kernel import upgrading
from aoxanh.kernel.upgrading import GentleMigration


KEY = models.BigAutoField(primary_key=True)
FRIEND = models.ForeignKey("crew.Person", models.PROTECT, null=True, related_name="+")
PERSON = migrations.CreateModel(
    "Person",
    [
        ("id", KEY),
        ("year", models.IntegerField(null=True)),
        ("guide", models.ForeignKey("crew.Person", models.PROTECT, related_name="+")),
    ],
)


class Listening:
    """A connection to nobody; ``heard`` is what was said to it, ``noted`` the comment that it finds."""

    def __init__(self):
        self.heard, self.noted = [], None
        settings = {"NAME": "nobody", "OPTIONS": {}, "TIME_ZONE": None, "USER": ""}
        self.connection = DatabaseWrapper(settings, "default")
        self.connection.cursor = self._cursor
        self.connection.ops.compose_sql = self._composed

    @contextmanager
    def _cursor(self):
        yield self

    @staticmethod
    def _composed(statement, params):
        return statement % tuple(sql.quote(each) for each in params)

    def execute(self, statement, params=None):
        if not statement.startswith("SELECT obj") and "FROM django_migrations" not in statement:
            told = statement % tuple(params) if params else statement
            self.heard.append(told.replace("COMMENT ON TABLE django_migrations IS", "NOTE"))

    def fetchone(self):
        is_lock = self.heard and self.heard[-1] == "SHOW lock_timeout"
        return ("500ms",) if is_lock else (self.noted,)

    def fetchall(self):
        return [("crew.0001",)]

    @contextmanager
    def atomic(self, **_words):
        self.heard.append("BEGIN")
        yield
        self.heard.append("COMMIT")


@pytest.fixture
def listening(monkeypatch):
    one = Listening()
    monkeypatch.setattr(upgrading.transaction, "atomic", one.atomic)
    return one


def _migration(*operations):
    migration = type("Migration", (GentleMigration,), {"operations": list(operations)})
    made = migration("0002", "crew")
    made.atomic = False
    return made


def _state():
    state = ProjectState()
    PERSON.state_forwards("crew", state)
    return state


def _told(listening, *operations):
    with listening.connection.schema_editor(atomic=False, collect_sql=True) as editor:
        _migration(*operations).apply(_state(), editor)
    return listening.heard


def _patiently(*said):
    longer, as_before = (
        f"SELECT set_config('lock_timeout', {each}, false)" for each in ("60s", "500ms")
    )
    return ["SHOW lock_timeout", longer, *said, as_before]


def _at_once(place, *said):
    return ["BEGIN", *said, f"NOTE 'crew.0002 0 {place}'", "COMMIT"]


def _validated(place, name):
    return _patiently(*_at_once(place, f'ALTER TABLE "crew_person" VALIDATE CONSTRAINT "{name}"'))


def _indexed(place, name, unique, columns):
    dropped = f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"'
    made = f'CREATE {unique}INDEX CONCURRENTLY "{name}" ON "crew_person" ({columns})'
    return _patiently(dropped, made, f"NOTE 'crew.0002 0 {place}'")


ADD = 'ALTER TABLE "crew_person" ADD'


def test_a_column_comes_by_itself_and_its_check_is_validated_after(listening):
    told = _told(
        listening, migrations.AddField("person", "points", models.PositiveIntegerField(default=3))
    )

    column = f'{ADD} COLUMN "points" integer DEFAULT 3 NOT NULL'
    forgotten = 'ALTER TABLE "crew_person" ALTER COLUMN "points" DROP DEFAULT'
    check = f'{ADD} CONSTRAINT "crew_person_points_check" CHECK ("points" >= 0) NOT VALID'
    assert told == [
        *_at_once(1, column, forgotten),
        *_at_once(2, check),
        *_validated(3, "crew_person_points_check"),
    ]


def test_a_default_for_the_rows_that_are_there_is_given_once(listening):
    once = migrations.AddField(
        "person", "name", models.CharField(max_length=9, default="?"), preserve_default=False
    )

    assert _told(listening, once)[1] == f"{ADD} COLUMN \"name\" varchar(9) DEFAULT '?' NOT NULL"


def test_a_foreign_key_is_indexed_while_others_write(listening):
    told = _told(listening, migrations.AddField("person", "friend", FRIEND))

    assert told[1].startswith(f'{ADD} COLUMN "friend_id" bigint NULL CONSTRAINT')
    assert [each[:25] for each in told if "INDEX" in each] == [
        "DROP INDEX CONCURRENTLY I",
        "CREATE INDEX CONCURRENTLY",
    ]


def test_what_is_unique_is_so_by_an_index_built_before(listening):
    told = _told(
        listening,
        migrations.AddField("person", "card", models.IntegerField(null=True, unique=True)),
    )

    constraint = (
        f'{ADD} CONSTRAINT "crew_person_card_key" UNIQUE USING INDEX "crew_person_card_key"'
    )
    assert told == [
        *_at_once(1, f'{ADD} COLUMN "card" integer NULL'),
        *_indexed(2, "crew_person_card_key", "UNIQUE ", '"card"'),
        *_at_once(3, constraint),
    ]


def test_a_column_that_may_be_empty_no_longer_is_looked_through_without_holding_it(listening):
    told = _told(listening, migrations.AlterField("person", "year", models.IntegerField()))

    alter, name = 'ALTER TABLE "crew_person"', '"crew_person_year_filled"'
    check = f'{ADD} CONSTRAINT {name} CHECK ("year" IS NOT NULL) NOT VALID'
    believed = f'{alter} ALTER COLUMN "year" SET NOT NULL'
    assert told == [
        *_at_once(1, check),
        *_validated(2, "crew_person_year_filled"),
        *_at_once(3, believed, f"{alter} DROP CONSTRAINT {name}"),
    ]


def test_a_foreign_key_that_may_be_empty_is_not_made_anew(listening):
    told = _told(listening, migrations.AlterField("person", "guide", FRIEND))

    assert told == _at_once(1, 'ALTER TABLE "crew_person" ALTER COLUMN "guide_id" DROP NOT NULL')


def test_what_only_people_read_says_nothing(listening):
    named = models.IntegerField("năm", null=True)

    assert _told(listening, migrations.AlterField("person", "year", named)) == []


def test_what_the_database_alters_at_once_is_one_transaction(listening):
    longer = migrations.AlterField("person", "year", models.BigIntegerField(null=True))

    assert _told(listening, longer)[0::3] == ["BEGIN", "COMMIT"]


def test_a_table_that_nobody_uses_yet_is_one_transaction(listening):
    club = migrations.CreateModel(
        "Club", [("id", KEY), ("leader", models.ForeignKey("crew.Person", models.PROTECT))]
    )

    told = _told(listening, club)

    verbs = " ".join(each.split(" ")[0] for each in told)
    assert verbs == "BEGIN CREATE ALTER CREATE NOTE COMMIT"
    assert not [each for each in told if "NOT VALID" in each or "CONCURRENTLY" in each]


def test_many_to_many_is_a_table_of_its_own(listening):
    friends = models.ManyToManyField("crew.Person")

    told = _told(listening, migrations.AddField("person", "friends", friends))

    assert told[1].startswith('CREATE TABLE "crew_person_friends"')


def test_parts_are_noted_one_after_the_other_and_code_is_run_between(listening):
    ran = []
    parts = migrations.SeparateDatabaseAndState(
        [migrations.RunSQL("DROP INDEX a"), migrations.RunPython(lambda *_words: ran.append(1))]
    )

    told = _told(listening, parts)

    dropped = _patiently("DROP INDEX CONCURRENTLY IF EXISTS a", "NOTE 'crew.0002 0 1'")
    assert told == [*dropped, *_at_once(2)]
    assert ran == [1]


YEAR = migrations.AddConstraint(
    "person", models.CheckConstraint(condition=models.Q(year__gt=1900), name="person_year")
)


def test_it_goes_on_behind_what_was_noted_and_keeps_what_others_noted(listening):
    listening.noted = "crew.0001 4 1\ncrew.0002 1 1\nunits.0008 2 3"

    told = _told(listening, migrations.RunSQL("SELECT 1"), YEAR)

    assert told == _patiently(
        "BEGIN",
        'ALTER TABLE "crew_person" VALIDATE CONSTRAINT "person_year"',
        "NOTE 'units.0008 2 3\ncrew.0002 1 2'",
        "COMMIT",
    )


def test_what_is_taken_back_is_no_longer_noted(listening):
    listening.noted = "crew.0002 1 1\nunits.0008 2 3"

    with listening.connection.schema_editor(atomic=False, collect_sql=True) as editor:
        _migration(YEAR).unapply(_state(), editor)

    assert listening.heard == ["NOTE 'units.0008 2 3'"]
