"""What officers must look after among themselves, in one statement: terms, unsigned handovers, empty units."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, Value

from aoxanh.access import queries as access
from aoxanh.kernel.actors import Actor
from aoxanh.people.queries.handovers import open_handovers
from aoxanh.people.types import OfficeMatter


@dataclass(frozen=True, slots=True)
class OfficeNote:
    """One matter: ``about_id`` is the account whose term ends, the handover, or the unit without anybody."""

    matter: OfficeMatter
    about_id: int
    name: str
    role: str
    unit_id: int
    day: date


def office_notes(unit_id: int, *, actor: Actor) -> list[OfficeNote]:
    """The matters of a unit and of those right below it, as far as the actor answers for them; earliest first."""
    text = CharField()
    ending = access.ending_roles(unit_id, actor=actor).order_by().select_related(None)
    unsigned = open_handovers(unit_id, actor=actor).order_by()
    empty = access.units_without_officers(unit_id, actor=actor).order_by().select_related(None)
    rows = [
        ending.values_list(
            Value(OfficeMatter.TERM.value, text), "account_id", "account__full_name",
            "role", "unit_id", "valid_to",
        ),
        unsigned.values_list(
            Value(OfficeMatter.UNSIGNED.value, text), "pk", "full_name",
            Value("", text), "unit_id", "on",
        ),
        empty.values_list(
            Value(OfficeMatter.EMPTY.value, text), "unit_id", "name",
            Value("", text), F("unit_id"), "valid_from",
        ),
    ]  # fmt: skip
    found = rows[0].union(*rows[1:], all=True)
    notes = [OfficeNote(OfficeMatter(row[0]), *row[1:]) for row in found]
    return sorted(notes, key=lambda note: (note.day, note.matter, note.about_id))
