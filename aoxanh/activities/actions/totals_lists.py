"""Lists of declared totals, one period of one unit in each line (ACT-13)."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from aoxanh.activities.errors import (
    DeclarationOverlaps,
    PeriodMissing,
    PeriodNotOver,
    PeriodReversed,
    PersonsExceedTurns,
)
from aoxanh.activities.models import DeclaredTotal
from aoxanh.activities.rules.columns import TOTALS_COLUMNS
from aoxanh.activities.types.activity import TotalsLoaded, TotalsTakenBack
from aoxanh.audit import actions as audit
from aoxanh.kernel.dates import vn_date
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
from aoxanh.kernel.periods import Period, first_overlap
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.units import queries as units
from aoxanh.units.errors import UnitUnclear


TOTAL = "declared_total"
_ONE_DAY = timedelta(days=1)


def period_of(values: Values) -> Period:
    """The year, or the days, of one line. Raises ``PeriodMissing``, ``PeriodReversed``."""
    first, last = values.get("first_day"), values.get("last_day")
    if first and last:
        if last < first:
            raise PeriodReversed
        return Period(first, last + _ONE_DAY)
    if values.get("year"):
        return Period.year(values["year"])
    raise PeriodMissing


class TotalsDesk:
    """One pass over a list of declared totals."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.DECLARATION_EDIT, at=asked.unit_id)
        self._asked = asked
        self._named = units.UnitNames(within=asked.unit_id, day=asked.day)
        self._seen: dict[int, list[Period]] = {}
        self._built: dict[int, DeclaredTotal] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Units, periods that are over and apart from each other, persons within turns."""
        self._built = {}
        self._look_at(lines)
        return [finding for line in lines for finding in self._faults(line)]

    def _look_at(self, lines: Sequence[Line]) -> None:
        """Fetch what the units of these lines have declared, each unit once."""
        named: set[int] = set()
        for text in {line.values.get("unit", "") for line in lines}:
            with suppress(UnitUnclear):
                named.add(self._named.one(text))
        new = named - self._seen.keys()
        self._seen |= {unit_id: [] for unit_id in new}
        rows = DeclaredTotal.objects.filter(unit_id__in=new).order_by("valid_from", "pk")
        for unit_id, *span in rows.values_list("unit_id", "valid_from", "valid_to"):
            self._seen[unit_id].append(Period(*span))

    def _faults(self, line: Line) -> Iterator[Finding]:
        values, column = line.values, "unit"
        try:
            unit_id = self._unit_id(values.get("unit", ""))
            column = "year" if "year" in values else "first_day"
            period = period_of(values)
            if period.last_day > self._asked.day:
                raise PeriodNotOver(last_day=vn_date(period.last_day))
            clash = first_overlap([period, *self._touching(unit_id, period)])
            if clash is not None:
                other = clash[0] if clash[0] != period else clash[1]
                raise DeclarationOverlaps(
                    first_day=vn_date(other.start), last_day=vn_date(other.last_day)
                )
            column = "persons"
            if values.get("turns") is not None and values.get("persons", 0) > values["turns"]:
                raise PersonsExceedTurns
        except DomainError as refusal:
            yield Finding(line.number, column, str(refusal))
            return
        self._seen[unit_id].append(period)
        self._built[line.number] = DeclaredTotal(
            unit_id=unit_id,
            valid_from=period.start,
            valid_to=period.end,
            activities=values["activities"],
            turns=values.get("turns"),
            persons=values.get("persons"),
            hours=values.get("hours"),
            note=values.get("note", "")[:300],
            declared_by_id=self._asked.by.account_id,
            declared_at=self._asked.now,
        )

    def _touching(self, unit_id: int, period: Period) -> list[Period]:
        return [each for each in self._seen[unit_id] if each.overlaps(period)][:1]

    def _unit_id(self, name: str) -> int:
        unit_id = self._named.one(name)
        self._asked.by.require(Permission.DECLARATION_EDIT, at=unit_id)
        return unit_id

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Keep the totals. None of it becomes hours."""
        rows = DeclaredTotal.objects.bulk_create(self._built[line.number] for line in lines)
        self._record(TotalsLoaded(len(rows)), {(row.unit_id, row.valid_from) for row in rows})
        return Applied(
            {line.number: [(TOTAL, row.pk)] for line, row in zip(lines, rows, strict=True)}
        )

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take the totals back; those that were corrected since are kept."""
        keys = {key: line for line, things in made.items() for _noun, key in things}
        rows = DeclaredTotal.objects.in_bulk(list(keys))
        since = self._asked.applied_at or self._asked.now
        corrected = [row for row in rows.values() if row.declared_at > since]
        gone = [row for row in rows.values() if row.declared_at <= since]
        DeclaredTotal.objects.filter(pk__in=[row.pk for row in gone]).delete()
        self._record(TotalsTakenBack(len(gone)), {(row.unit_id, row.valid_from) for row in gone})
        why = str(_("đã được sửa sau khi nhập"))
        return [
            Kept(keys[row.pk], f"{vn_date(row.valid_from)}–{vn_date(row.valid_to - _ONE_DAY)}", why)
            for row in corrected
        ]

    def _record(
        self, event: TotalsLoaded | TotalsTakenBack, touches: set[tuple[int, date]]
    ) -> None:
        audit.record(
            by=self._asked.by,
            event=event,
            unit_id=self._asked.unit_id,
            touches=touches,
            now=self._asked.now,
        )


def _key(values: Values) -> Hashable | None:
    try:
        return fold(values.get("unit", "")), period_of(values)
    except DomainError:
        return None


DECLARED_TOTALS = ImportKind(
    code="declared_totals",
    label=_("Tổng số tự khai theo năm, theo kỳ"),
    noun=_("kỳ khai"),
    lead=_("Số hoạt động, lượt người của những năm trước, để so với số ghi nhận trên Cổng."),
    permission=Permission.DECLARATION_EDIT,
    columns=TOTALS_COLUMNS,
    open=TotalsDesk,
    key=_key,
    key_column="year",
    icon="chart-column",
)
