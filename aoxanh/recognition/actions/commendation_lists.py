"""Lists of commendations that were decided, one recipient in each line."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from aoxanh.audit import actions as audit
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.imports import (
    Applied,
    Asked,
    Finding,
    ImportKind,
    Kept,
    Line,
    Made,
    Values,
)
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.people import queries as people
from aoxanh.recognition import queries
from aoxanh.recognition.errors import CommendedAlready, DecisionTooLate, PersonUnclear
from aoxanh.recognition.models import Commendation
from aoxanh.recognition.rules.commendation_columns import COMMENDATION_COLUMNS
from aoxanh.recognition.types import (
    CommendationOccasion,
    CommendationsLoaded,
    CommendationsTakenBack,
    CommendationState,
)


NOUN = "commendation"


class CommendationsDesk:
    """One pass over a list of commendations."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.CERTIFICATE_ISSUE, at=asked.unit_id)
        self._asked = asked
        self._built: dict[int, Commendation] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Persons the unit sees, days that have come, and nothing that is recorded already."""
        self._built = {}
        by = self._asked.by
        known = queries.known_decisions({line.values["number"] for line in lines}, actor=by)
        persons = self._persons(lines)
        found = []
        for line in lines:
            try:
                self._built[line.number] = self._row(line.values, persons, known)
            except DomainError as refusal:
                found.append(Finding(line.number, refusal.field or "name", str(refusal)))
        return found

    def _persons(
        self, lines: Sequence[Line]
    ) -> dict[str, list[tuple[int, date | None, int | None]]]:
        names = {
            fold(line.values["name"]) for line in lines if line.values["recipient"] == "PERSON"
        }
        found: dict[str, list[tuple[int, date | None, int | None]]] = defaultdict(list)
        for person in people.people(actor=self._asked.by).filter(search_text__in=names):
            own = (person.pk, person.birth_date, person.birth_year)
            found[person.search_text].append(own)
        return found

    def _row(
        self,
        values: Values,
        persons: Mapping[str, Sequence[tuple[int, date | None, int | None]]],
        known: set[tuple[object, ...]],
    ) -> Commendation:
        if values["decided_on"] > self._asked.day:
            raise DecisionTooLate
        is_person = values["recipient"] == "PERSON"
        person_id = _one(persons.get(fold(values["name"]), ()), values) if is_person else None
        name, number = values["name"][:200], values["number"][:60]
        if any(
            row[2:] == (number, values["decided_on"])
            and (row[0] == person_id if is_person else row[:2] == (None, name))
            for row in known
        ):
            raise CommendedAlready
        return Commendation(
            unit_id=self._asked.unit_id,
            person_id=person_id,
            name=name,
            is_collective=not is_person,
            form=values["form"],
            level=values["level"],
            occasion=values.get("occasion", CommendationOccasion.PERIODIC),
            merit=values["merit"][:500],
            decision_number=number,
            decided_on=values["decided_on"],
            authority=values["authority"][:200],
            state=CommendationState.DECIDED,
            created_at=self._asked.now,
            changed_at=self._asked.now,
        )

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Keep the commendations."""
        rows = Commendation.objects.bulk_create(self._built[line.number] for line in lines)
        self._record(CommendationsLoaded(len(rows)))
        return Applied(
            {line.number: [(NOUN, row.pk)] for line, row in zip(lines, rows, strict=True)}
        )

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take them all back: nothing else hangs on a commendation."""
        keys = [key for things in made.values() for _noun, key in things]
        gone, _by_model = Commendation.objects.filter(pk__in=keys).delete()
        self._record(CommendationsTakenBack(gone))
        return []

    def _record(self, event: CommendationsLoaded | CommendationsTakenBack) -> None:
        asked = self._asked
        audit.record(by=asked.by, event=event, unit_id=asked.unit_id, now=asked.now)


def _one(rows: Sequence[tuple[int, date | None, int | None]], values: Values) -> int:
    born = values.get("birth")
    fitting = [
        pk
        for pk, birth_date, birth_year in rows
        if born is None or born in (birth_date, birth_date.year if birth_date else birth_year)
    ]
    if len(fitting) != 1:
        raise PersonUnclear(count=len(fitting))
    return fitting[0]


def _key(values: Values) -> Hashable | None:
    if not {"name", "number", "decided_on"} <= values.keys():
        return None
    return fold(values["name"]), values.get("birth"), values["number"], values["decided_on"]


COMMENDATIONS = ImportKind(
    code="commendations",
    label=_("Khen thưởng đã có quyết định"),
    noun=_("khen thưởng"),
    lead=_("Bằng khen, giấy khen, biểu dương của cá nhân và tập thể, kèm số quyết định."),
    permission=Permission.CERTIFICATE_ISSUE,
    columns=COMMENDATION_COLUMNS,
    open=CommendationsDesk,
    key=_key,
    key_column="name",
    icon="award",
)
