"""Lists of subordinate units, founded in one go: teams, clubs, branches (XCT-04)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from aoxanh.audit import actions as audit
from aoxanh.kernel import cells
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.imports import (
    Applied,
    Asked,
    Column,
    Finding,
    ImportKind,
    Kept,
    Line,
    Made,
    Values,
)
from aoxanh.kernel.periods import FOREVER, Period
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.kernel.usage import users_of
from aoxanh.places import queries as places
from aoxanh.units.actions.founding import found_many
from aoxanh.units.errors import KindUnknown, UnitNamedAlready
from aoxanh.units.models import Change, Closure, Parenthood, Unit, UnitAlias, UnitVersion
from aoxanh.units.queries.named import UnitNames
from aoxanh.units.queries.names import versions_at
from aoxanh.units.queries.register import kinds
from aoxanh.units.rules.checks import check_levels, check_parent_lives
from aoxanh.units.rules.names import checked_names
from aoxanh.units.types import Decision, Founding, Level, UnitsTakenBack


UNIT = "unit"


def _kind_names() -> tuple[str, ...]:
    return tuple(kind.name for kind in kinds())


COLUMNS = (
    Column(
        code="name",
        label=_("Tên đơn vị"),
        read=cells.words,
        required=True,
        tells=True,
        example="Đội thanh niên tình nguyện bản Hồ Pên",
        synonyms=("tên", "đơn vị", "tên đội", "tên câu lạc bộ", "tên clb", "đội hình", "tên chi đoàn", "tên nhóm"),
    ),
    Column(
        code="short_name",
        label=_("Tên ngắn"),
        read=cells.words,
        hint=_("Để trống là như tên đơn vị"),
        example="Hồ Pên",
        synonyms=("tên gọi tắt", "tên viết tắt", "tên tắt"),
    ),
    Column(
        code="kind",
        label=_("Loại hình"),
        read=cells.words,
        required=True,
        can_fill=True,
        offered=_kind_names,
        synonyms=("loại", "loại đơn vị", "loại hình đơn vị", "kiểu"),
    ),
    Column(
        code="parent",
        label=_("Trực thuộc"),
        read=cells.words,
        can_fill=True,
        hint=_("Để trống là trực thuộc đơn vị của bạn"),
        synonyms=("đơn vị cấp trên", "thuộc", "đơn vị quản lý", "cấp trên trực tiếp"),
    ),
    Column(
        code="place",
        label=_("Địa bàn"),
        read=cells.words,
        can_fill=True,
        example="xã Tả Lèng",
        synonyms=("xã", "xã, phường", "địa phương", "nơi hoạt động"),
    ),
    Column(
        code="on",
        label=_("Thành lập từ ngày"),
        read=cells.day,
        show=cells.shown_day,
        required=True,
        can_fill=True,
        example="01/03/2026",
        synonyms=("ngày thành lập", "thành lập ngày", "từ ngày"),
    ),
    Column(
        code="decision_number",
        label=_("Số quyết định"),
        read=cells.words,
        can_fill=True,
        example="12-QĐ/ĐTN",
        synonyms=("quyết định", "số qđ", "quyết định thành lập"),
    ),
    Column(
        code="decision_on",
        label=_("Ngày quyết định"),
        read=cells.day,
        show=cells.shown_day,
        can_fill=True,
        example="20/02/2026",
        synonyms=("ngày ký", "ngày qđ"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Parent:
    life: Period
    level: Level
    children: frozenset[str]
    """Their names, folded."""


class UnitsDesk:
    """One pass over a list of units below the unit that asks."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.UNIT_EDIT, at=asked.unit_id)
        self._asked = asked
        self._named = UnitNames(within=asked.unit_id, day=asked.day)
        self._kinds = {fold(kind.name): kind for kind in kinds()}
        self._parents: dict[int, _Parent] = {}
        self._places = places.PlaceNames(day=asked.day)
        self._built: dict[int, Founding] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Kinds, parents, places and levels; no unit twice below one parent."""
        self._built = {}
        return [finding for line in lines for finding in self._faults(line)]

    def _faults(self, line: Line) -> Iterator[Finding]:
        values, column = line.values, "kind"
        try:
            kind = self._kinds.get(fold(values["kind"]))
            if kind is None:
                raise KindUnknown(kind=values["kind"])
            column = "parent"
            parent_id = self._parent_id(values.get("parent", ""))
            parent = self._parent(parent_id, values["on"])
            check_levels(level=Level(kind.level), parent_level=parent.level)
            column = "on"
            check_parent_lives(life=parent.life, spell=Period(values["on"]))
            column = "name"
            checked_names(values["name"], values.get("short_name") or values["name"])
            if fold(values["name"]) in parent.children:
                raise UnitNamedAlready
            column = "place"
            place_id = self._places.one(values["place"]) if "place" in values else None
        except DomainError as refusal:
            yield Finding(line.number, column, str(refusal))
            return
        if "place" in values:
            yield Finding(line.number, "place", self._places.told(values["place"]), is_fault=False)
        self._built[line.number] = Founding(
            kind_code=kind.code,
            name=values["name"],
            short_name=values.get("short_name") or values["name"],
            on=values["on"],
            parent_id=parent_id,
            place_id=place_id,
            decision=Decision(
                number=values.get("decision_number", ""), signed_on=values.get("decision_on")
            ),
        )

    def _parent_id(self, name: str) -> int:
        unit_id = self._named.one(name)
        self._asked.by.require(Permission.UNIT_EDIT, at=unit_id)
        return unit_id

    def _parent(self, unit_id: int, day: date) -> _Parent:
        if unit_id not in self._parents:
            version = versions_at({unit_id}, day)[unit_id]
            unit = version.unit
            below = Closure.objects.on(self._asked.day).filter(ancestor_id=unit_id, depth=1)
            names = UnitVersion.objects.on(self._asked.day).filter(
                unit_id__in=below.values("descendant_id")
            )
            self._parents[unit_id] = _Parent(
                Period(unit.founded_on, unit.closed_on),
                Level(version.kind.level),
                frozenset(map(fold, names.order_by("pk").values_list("name", flat=True))),
            )
        return self._parents[unit_id]

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Found the units; ``found_many`` keeps the trail."""
        rows = [self._built[line.number] for line in lines]
        made = found_many(by=self._asked.by, rows=rows, now=self._asked.now)
        return Applied(
            {line.number: [(UNIT, unit.pk)] for line, unit in zip(lines, made, strict=True)}
        )

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take the units out of the register again, unless something hangs on them or they changed."""
        keys = {key: line for line, things in made.items() for noun, key in things if noun == UNIT}
        units = Unit.objects.in_bulk(list(keys))
        used = _in_use(units)
        names = dict(
            UnitVersion.objects.filter(unit_id__in=used)
            .order_by("-pk")
            .values_list("unit_id", "name")
        )
        gone = sorted(set(units) - used)
        foundings = [units[key].founding_id for key in gone]
        Closure.objects.filter(descendant_id__in=gone).delete()
        for table in (UnitAlias, Parenthood, UnitVersion):
            table.objects.filter(unit_id__in=gone).delete()
        Unit.objects.filter(pk__in=gone).delete()
        Change.objects.filter(pk__in=foundings).delete()
        audit.record(
            by=self._asked.by,
            event=UnitsTakenBack(len(gone)),
            unit_id=self._asked.unit_id,
            now=self._asked.now,
        )
        why = str(_("đã có dữ liệu, đơn vị bên dưới hoặc thay đổi sau khi thành lập"))
        return [Kept(keys[key], names.get(key, ""), why) for key in sorted(used)]


def _in_use(units: Mapping[int, Unit]) -> set[int]:
    own: set[type] = {Closure, UnitAlias, Parenthood, UnitVersion}
    used = set(users_of(Unit, list(units), apart=own))
    parents = Parenthood.objects.filter(parent_id__in=units)
    used |= set(parents.order_by("parent_id").values_list("parent_id", flat=True))
    changed = UnitVersion.objects.filter(unit_id__in=units).exclude(valid_to=FOREVER)
    used |= set(changed.order_by("unit_id").values_list("unit_id", flat=True))
    return used | {key for key, unit in units.items() if unit.closed_on != FOREVER}


def _key(values: Values) -> tuple[str, str]:
    return fold(values["name"]), fold(values.get("parent", ""))


UNITS = ImportKind(
    code="units",
    label=_("Đơn vị trực thuộc, đội, câu lạc bộ"),
    noun=_("đơn vị"),
    lead=_("Thành lập nhiều đơn vị bên dưới trong một lần, mỗi dòng một đơn vị."),
    permission=Permission.UNIT_EDIT,
    columns=COLUMNS,
    open=UnitsDesk,
    key=_key,
    key_column="name",
    icon="network",
    chunk=200,
)
