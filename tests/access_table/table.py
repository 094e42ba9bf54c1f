"""The access table as it is kept by hand in ``rows/``."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


ROWS = Path(__file__).parent / "rows"
ROLES = (
    "CLUB_LEADER",
    "BRANCH_OFFICER",
    "COMMUNE_OFFICER",
    "DISTRICT_OFFICER",
    "SCHOOL_OFFICER",
    "PROVINCE_OFFICER",
    "PROVINCE_BOARD",
    "PARTNER_AGENCY",
    "LOCAL_AUTHORITY",
    "INSPECTOR",
    "JUDGE",
    "FINANCE_OFFICER",
    "AUDIT_READER",
    "ADMIN",
)
VOLUNTEER, VISITOR = "VOLUNTEER", "VISITOR"
COLUMNS = (*ROLES, VOLUNTEER, VISITOR)

UNIT, PERSON, LINK, NOBODY = "unit", "person", "link", "nobody"
OF_UNITS = ("own", "child", "descendant", "parent", "sibling", "other", "none")
RELATIONS = {UNIT: OF_UNITS, PERSON: ("own", "other"), LINK: ("own", "other"), NOBODY: ("none",)}
"""What a page can be about, and how that can stand to the asker."""

AT_FIRST = {"own", "none", "other"}
"""Where a page that nobody may see would leak first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One URL name: how it is asked for, and for whom it answers."""

    name: str
    method: str
    about: str
    path: Mapping[str, str]
    send: str
    cells: Mapping[str, frozenset[str]]

    def relations(self, column: str) -> tuple[str, ...]:
        """The relations that exist for ``column``; without a grant every unit is a stranger's."""
        if self.about == UNIT and column in {VOLUNTEER, VISITOR}:
            return ("none",)
        return RELATIONS[self.about]

    def tries(self, *, whole: bool = True) -> Iterator[tuple[str, str, bool]]:
        """(column, relation, whether the page answers) for everything there is to try.

        Not ``whole``: a column that the page answers nowhere is tried where it would leak first, at home, and from
        outside.
        """
        for column in COLUMNS:
            for relation in self.relations(column):
                if whole or self.cells[column] or relation in AT_FIRST:
                    yield column, relation, relation in self.cells[column]

    @property
    def sent(self) -> dict[str, str]:
        """The fields of the form that is sent, unless ``send`` is JSON."""
        if self.send.startswith("{"):
            return {}
        return dict(part.split("=", 1) for part in self.send.split())

    @property
    def objects(self) -> tuple[str, ...]:
        """What the path and the form name beside the unit in the path."""
        sources = {*self.path.values(), *self.sent.values()}
        return tuple(sorted(source for source in sources if "." in source))


def _row(line: Mapping[str, str]) -> Row:
    return Row(
        name=line["name"],
        method=line["method"],
        about=line["about"],
        path=dict(part.split("=", 1) for part in line["path"].split()),
        send=line["send"],
        cells={column: frozenset(line[column].split()) - {"-"} for column in COLUMNS},
    )


def read() -> list[Row]:
    """Every row of every file, by name of file."""
    rows = []
    for path in sorted(ROWS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows += [_row(line) for line in csv.DictReader(lines)]
    return rows


TABLE = read()
