"""Writes the rows of a checked map, only where they differ from what is stored."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.text import sort_key
from aoxanh.places.models import Place, PlaceAlias, PlaceFlag, PlaceSuccession
from aoxanh.places.rules.names import search_text
from aoxanh.places.rules.register import Key, MapRows, Register, flag_period
from aoxanh.places.rules.tables import Line, PlaceRow
from aoxanh.places.types import KIND_WORDS, LoadReport, MapLoaded, PlaceLevel


Row = TypeVar("Row", bound=Model)
Identity = TypeVar("Identity", bound=Hashable)

CHUNK = 3000
"""Rows per transaction: well under two seconds."""

_ONE_DAY = timedelta(days=1)
_PLACE_COLUMNS = (
    "parent_id",
    "kind",
    "name",
    "full_name",
    "latitude",
    "longitude",
    "area_km2",
    "search_text",
    "sort_key",
    "valid_to",
)


@dataclass(slots=True, kw_only=True)
class Writer:
    by: Actor
    now: datetime
    rows: MapRows
    register: Register
    stored: dict[Key, Place]
    spellings: dict[Key, list[str]] = field(default_factory=dict)
    created: int = 0
    changed: int = 0

    def write(self) -> LoadReport:
        """Parents before children, then what points at places."""
        self._gather_spellings()
        for level in PlaceLevel:
            self._places([row for row in self.rows.places if row.level == level])
        self._respell()
        self._aliases()
        self._successions()
        self._flags()
        return LoadReport(created=self.created, changed=self.changed)

    def _at(self, code: str, day: date, line: Line) -> Place:
        return self.stored[self.register.told_at(code, day, line).key]

    def _gather_spellings(self) -> None:
        for alias in PlaceAlias.objects.select_related("place").order_by("pk"):
            key = (alias.place.code, alias.place.valid_from)
            self.spellings.setdefault(key, []).append(alias.alias)
        for row in self.rows.aliases:
            span = self.register.told_at(row.code, row.on, row.line)
            known = self.spellings.setdefault(span.key, [])
            if row.alias not in known:
                known.append(row.alias)

    def _places(self, rows: Iterable[PlaceRow]) -> None:
        wanted = {row.key: self._place(row) for row in rows}
        self._store(Place, self.stored, wanted, _PLACE_COLUMNS)
        self.stored = wanted | self.stored

    def _place(self, row: PlaceRow) -> Place:
        parent = self._at(row.parent, row.valid_from, row.line) if row.parent else None
        return Place(
            parent=parent,
            level=row.level,
            code=row.code,
            kind=row.kind,
            name=row.name,
            full_name=f"{KIND_WORDS[row.kind]} {row.name}",
            latitude=row.latitude,
            longitude=row.longitude,
            area_km2=row.area_km2,
            search_text=search_text(row.name, self.spellings.get(row.key, ())),
            sort_key=sort_key(row.name),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )

    def _respell(self) -> None:
        """A file of nothing but aliases changes what a stored place is found by."""
        differing = []
        for key, spellings in self.spellings.items():
            place = self.stored[key]
            text = search_text(place.name, spellings)
            if place.search_text != text:
                place.search_text = text
                differing.append(place)
        self._save(Place, (), differing, ("search_text",))

    def _aliases(self) -> None:
        stored = {(row.place_id, row.alias): row for row in PlaceAlias.objects.order_by("pk")}
        wanted = {}
        for key, spellings in self.spellings.items():
            place = self.stored[key]
            for alias in spellings:
                wanted[place.pk, alias] = PlaceAlias(place=place, alias=alias)
        self._store(PlaceAlias, stored, wanted, ())

    def _successions(self) -> None:
        stored = {
            (row.predecessor_id, row.successor_id, row.on): row
            for row in PlaceSuccession.objects.order_by("pk")
        }
        wanted = {}
        for row in self.rows.successions:
            before = self._at(row.predecessor, row.on - _ONE_DAY, row.line)
            after = self._at(row.successor, row.on, row.line)
            wanted[before.pk, after.pk, row.on] = PlaceSuccession(
                predecessor=before, successor=after, on=row.on, share=row.share
            )
        self._store(PlaceSuccession, stored, wanted, ("share",))

    def _flags(self) -> None:
        stored = {
            (row.place_id, row.flag, row.valid_from): row
            for row in PlaceFlag.objects.order_by("pk")
        }
        wanted = {}
        for row in self.rows.flags:
            span = self.register.told_at(row.code, row.valid_from, row.line)
            period = flag_period(row, span)
            place = self.stored[span.key]
            key = (place.pk, str(row.flag), period.start)
            ended = stored[key].valid_to if key in stored and row.valid_to is None else period.end
            wanted[key] = PlaceFlag(
                place=place,
                flag=row.flag,
                note=row.note,
                valid_from=period.start,
                valid_to=ended,
            )
        self._store(PlaceFlag, stored, wanted, ("note", "valid_to"))

    def _store(
        self,
        model: type[Row],
        stored: Mapping[Identity, Row],
        wanted: Mapping[Identity, Row],
        columns: Sequence[str],
    ) -> None:
        new = [row for key, row in wanted.items() if key not in stored]
        differing = []
        for key, row in wanted.items():
            earlier = stored.get(key)
            if earlier is None:
                continue
            if any(getattr(earlier, name) != getattr(row, name) for name in columns):
                for name in columns:
                    setattr(earlier, name, getattr(row, name))
                differing.append(earlier)
        self._save(model, new, differing, columns)

    def _save(
        self, model: type[Row], new: Sequence[Row], differing: Sequence[Row], columns: Sequence[str]
    ) -> None:
        manager = model._default_manager  # noqa: SLF001  Django's documented name for it
        names = [name.removesuffix("_id") for name in columns]
        for start in range(0, max(len(new), len(differing)), CHUNK):
            created, changed = new[start : start + CHUNK], differing[start : start + CHUNK]
            with transaction.atomic(savepoint=False):
                manager.bulk_create(created)
                if changed:
                    manager.bulk_update(changed, names)
                self._record(model, len(created), len(changed))

    def _record(self, model: type[Model], created: int, changed: int) -> None:
        self.created += created
        self.changed += changed
        event = MapLoaded(table=model.__name__, created=created, changed=changed)
        audit.record(by=self.by, event=event, unit_id=None, now=self.now)
