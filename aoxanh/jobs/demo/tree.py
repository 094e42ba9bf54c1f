"""The organisation of the demo: district unions until 30 June 2025, their heirs, sectors, schools, groups."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from aoxanh.jobs.demo.land import Land
from aoxanh.jobs.demo.stage import LAST_OLD_DAY, REORGANISED_ON, Stage, dice, texts
from aoxanh.kernel.periods import FOREVER
from aoxanh.places.types import PlaceKind
from aoxanh.units import actions as units
from aoxanh.units import queries as tree
from aoxanh.units.types import REFERENCE, Decision, Founding, InstanceSettings, SecondFactor


ROOT = "tinh_doan"
FEDERATION = "hoi_lhtn"
FINANCE = "so_tai_chinh"
BODY = "BODY"
"""The sort of bodies of the state: nobody is their member."""

_ISSUER = "Ban Thường vụ Tỉnh đoàn Lai Châu"
COMMUNE_KINDS = {
    PlaceKind.COMMUNE: ("doan_xa", "Đoàn xã"),
    PlaceKind.WARD: ("doan_phuong", "Đoàn phường"),
    PlaceKind.SPECIAL_ZONE: ("doan_dac_khu", "Đoàn đặc khu"),
}
"""Kind of unit and first words of its name, by the kind of commune."""


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """One unit as the other parts of the demo need it; ``commune`` is where it stands, ``districts`` where it stood."""

    key: str
    unit_id: int
    sort: str
    name: str
    short_name: str
    founded_on: date
    closed_on: date = FOREVER
    commune: str = ""
    districts: tuple[str, ...] = ()
    size: int = 0

    def lives_on(self, day: date) -> bool:
        return self.founded_on <= day < self.closed_on


@dataclass(slots=True)
class Tree:
    """Every unit by key: the code of the territory for territorial ones."""

    units: dict[str, DemoUnit] = field(default_factory=dict)

    def __getitem__(self, key: str) -> DemoUnit:
        return self.units[key]

    def of_sort(self, *sorts: str) -> list[DemoUnit]:
        return [unit for unit in self.units.values() if unit.sort in sorts]


def found(stage: Stage, land: Land) -> Tree:
    """Found the whole tree and reorganise it on 1 July 2025."""
    root = units.load_instance(
        by=stage.by, path=REFERENCE / "instances" / "lai-chau.yaml", is_demo=True, now=stage.now
    )
    _relax_second_factor(stage, root.root_id)
    planned = _Planned(land, root.root_id)
    founded = units.found_many(by=stage.by, rows=planned.rows, now=stage.now)
    made = Tree()
    made.units[ROOT] = DemoUnit(
        ROOT, root.root_id, "PROVINCE", "Tỉnh đoàn Lai Châu", "Lai Châu",
        date(2004, 1, 1), commune=texts("land")["seat"], size=12,
    )  # fmt: skip
    for row, told, unit in zip(planned.rows, planned.told, founded, strict=True):
        made.units[row.key] = DemoUnit(
            row.key, unit.pk, told.sort, row.name, row.short_name, row.on,
            closed_on=REORGANISED_ON if told.sort == "DISTRICT" else FOREVER,
            commune=told.commune, districts=told.districts, size=told.size,
        )  # fmt: skip
    _reorganise(stage, land, made)
    units.link_counterparts(
        by=stage.by,
        unit_id=made[ROOT].unit_id,
        counterpart_id=made[FEDERATION].unit_id,
        now=stage.now,
    )
    return made


@dataclass(frozen=True, slots=True)
class _Told:
    """What the demo notes of a unit beside what it is founded with."""

    sort: str
    commune: str = ""
    districts: tuple[str, ...] = ()
    size: int = 0


class _Planned:
    """The rows of the founding in order, parents first."""

    def __init__(self, land: Land, root_id: int) -> None:
        self.rows: list[Founding] = []
        self.told: list[_Told] = []
        self._land, self._root_id = land, root_id
        self._throws = dice("decisions")
        plan = texts("units")
        self._districts()
        self._communes(set(plan["undecided_communes"]))
        seat = texts("land")["seat"]
        self._add(plan["federation"] | {"key": FEDERATION}, _Told("FEDERATION", seat))
        for each in plan["sectors"]:
            sort = "COLLEGE" if each["key"] == "cao_dang" else "SECTOR"
            self._add(each, _Told(sort, seat, size=each["people"]))
        student = plan["student_association"]
        self._add(student, _Told("STUDENTS", seat, size=student["people"]), student["parent"])
        for each in plan["schools"]:
            told = _Told("SCHOOL", each["at"], (each["district"],), each["people"])
            self._add(each | {"kind": "doan_truong_thpt"}, told, each["district"])
        for sort, each in [("GROUP", each) for each in plan["groups"]] + [
            ("BRANCH", each) for each in plan["branches"]
        ]:
            district = each.get("district", "")
            stood = (district,) if district else ()
            told = _Told(sort, each["commune"], stood, each["people"])
            self._add(each, told, district or each["commune"])
        for each in plan["bodies"]:
            self._add(each | {"undecided": True}, _Told(BODY, seat))

    def _districts(self) -> None:
        for code, each in texts("land")["districts"].items():
            place = self._land.districts[code].place
            row = each | {"key": code, "short_name": place.name, "place_id": place.pk}
            self._add(row, _Told("DISTRICT", districts=(code,), size=24))

    def _communes(self, undecided: set[str]) -> None:
        for code, commune in self._land.communes.items():
            kind, word = COMMUNE_KINDS[PlaceKind(commune.place.kind)]
            row = {
                "key": code,
                "kind": kind,
                "name": f"{word} {commune.place.name}",
                "short_name": commune.place.name,
                "place_id": commune.place.pk,
                "founded_on": REORGANISED_ON,
                "undecided": code in undecided,
            }
            self._add(row, _Told("COMMUNE", code, commune.districts, size=42))

    def _add(self, row: dict[str, Any], told: _Told, parent: str = "") -> None:
        place_id = row.get("place_id")
        if place_id is None:
            place_id = self._place_id(told, row["founded_on"])
        self.told.append(told)
        self.rows.append(
            Founding(
                kind_code=row["kind"],
                name=row["name"],
                short_name=row["short_name"],
                on=row["founded_on"],
                key=row["key"],
                parent_key=parent,
                parent_id=None if parent else self._root_id,
                place_id=place_id,
                decision=Decision() if row.get("undecided") else self._decision(row["founded_on"]),
            )
        )

    def _place_id(self, told: _Told, founded_on: date) -> int:
        """Where the unit stood when it was founded: the map of that day."""
        commune = self._land.communes[told.commune]
        old = founded_on < REORGANISED_ON and commune.before
        return commune.before[0].pk if old else commune.place.pk

    def _decision(self, on: date) -> Decision:
        number = f"{self._throws.randint(11, 389)}-QĐ/TĐTN-BXD"
        return Decision(number, on - timedelta(days=self._throws.randint(2, 9)), _ISSUER)


def _relax_second_factor(stage: Stage, root_id: int) -> None:
    """Let everybody who tries the demo in with a password alone."""
    info = tree.instance()
    settings = {name: getattr(info, name) for name in InstanceSettings.__dataclass_fields__} | {
        "second_factor": SecondFactor.OPTIONAL,
        "year_themes": {str(stage.day.year): "Năm Thanh niên tình nguyện vì bản làng"},
    }
    units.set_up_instance(
        by=stage.by, root_id=root_id, settings=InstanceSettings(**settings), now=stage.now
    )


def _reorganise(stage: Stage, land: Land, made: Tree) -> None:
    """Close the district unions in favour of their heirs; what stood below them finds its place."""
    for unit in made.of_sort("GROUP"):
        if unit.districts:
            units.move(
                by=stage.by,
                unit_id=unit.unit_id,
                parent_id=made[unit.commune].unit_id,
                on=REORGANISED_ON,
                decision=Decision("218-QĐ/TĐTN-BXD", LAST_OLD_DAY, _ISSUER),
                now=stage.now,
            )
    keepers = texts("land")["keepers"]
    for number, district in enumerate(made.of_sort("DISTRICT"), start=219):
        units.split(
            by=stage.by,
            unit_id=district.unit_id,
            into_ids=[made[code].unit_id for code in land.heirs_of(district.key)],
            keeper_id=made[keepers[district.key]].unit_id,
            on=REORGANISED_ON,
            decision=Decision(f"{number}-QĐ/TĐTN-BXD", LAST_OLD_DAY, _ISSUER),
            children_to=made[ROOT].unit_id,
            now=stage.now,
        )
