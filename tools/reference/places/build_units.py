"""Writes the committed tables of places: units, passages, aliases, flags."""

import csv
from collections.abc import Iterable
from pathlib import Path

from names import ALIASES, FORMER_ISLAND_DISTRICTS
from sources import BEGINNING, REFORM, AdministrativeUnits, Unit


def _write(path: Path, header: str, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def _unit_row(unit: Unit) -> tuple[object, ...]:
    area = "" if unit.area_km2 is None else f"{unit.area_km2:g}"
    return (
        unit.level,
        unit.code,
        unit.kind,
        unit.name,
        unit.parent,
        f"{unit.latitude:.4f}",
        f"{unit.longitude:.4f}",
        area,
        unit.valid_from,
        unit.valid_to,
    )


def write_units(source: AdministrativeUnits, target: Path) -> list[Unit]:
    units = source.units()
    header = "level,code,kind,name,parent,lat,lon,area_km2,valid_from,valid_to"
    for day in (BEGINNING, REFORM):
        rows = [_unit_row(unit) for unit in units if unit.valid_from == day]
        _write(target / f"places-{day}.csv", header, rows)
    _write(
        target / f"successions-{REFORM}.csv",
        "on,level,predecessor,successor_level,successor,share",
        (
            (REFORM, row.level, row.predecessor, row.successor_level, row.successor, row.share)
            for row in source.passages()
        ),
    )
    _write(target / "aliases.csv", "level,code,on,alias", sorted(_alias_rows(units)))
    _write(
        target / "flags.csv", "level,code,flag,valid_from,valid_to,note", sorted(_flag_rows(units))
    )
    return units


def _alias_rows(units: list[Unit]) -> list[tuple[str, str, str, str]]:
    """Every spelling in every map that has a province of the name."""
    return [
        (unit.level, unit.code, unit.valid_from, alias)
        for unit in units
        if unit.level == "PROVINCE"
        for alias in ALIASES.get(unit.name, ())
    ]


def _flag_rows(units: list[Unit]) -> list[tuple[str, ...]]:
    zones = [unit for unit in units if unit.kind == "SPECIAL_ZONE"]
    districts = [
        unit
        for unit in units
        if unit.level == "DISTRICT" and (unit.parent, unit.name) in FORMER_ISLAND_DISTRICTS
    ]
    rows = [
        (unit.level, unit.code, "ISLAND", unit.valid_from, unit.valid_to, note)
        for group, note in ((zones, "đặc khu hải đảo"), (districts, "huyện đảo"))
        for unit in group
    ]
    if len(rows) != len(zones) + len(FORMER_ISLAND_DISTRICTS):
        message = "a former island district is missing from the source"
        raise SystemExit(message)
    return rows
