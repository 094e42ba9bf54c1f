"""What PostgreSQL knows of the tables in a database, to compare two of them."""

import re


COLUMNS = """
    SELECT table_name, column_name,
        format('%s %s %s %s', data_type, character_maximum_length, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public'
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, format('%s %s', pg_get_constraintdef(oid), convalidated)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
INDEXES = """
    SELECT indrelid::regclass::text, indexrelid::regclass::text,
        format('%s %s', pg_get_indexdef(indexrelid), indisvalid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'public'::regnamespace
"""
TRIGGERS = """
    SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
"""


CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")
"""A table that was dumped and restored writes the same condition with other ones."""


def catalogue(connection, like="%"):
    """{(kind, table, name): definition} of all that belongs to the tables so named, in any order."""
    kinds = {"column": COLUMNS, "constraint": CONSTRAINTS, "index": INDEXES, "trigger": TRIGGERS}
    found = {}
    with connection.cursor() as cursor:
        for kind, asked in kinds.items():
            cursor.execute(asked)
            rows = cursor.fetchall()
            found.update({(kind, *key): CASTS.sub("", told) for *key, told in rows})
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE %s", [like]
        )
        wanted = {name for (name,) in cursor.fetchall()}
    return {key: told for key, told in found.items() if key[1] in wanted}
