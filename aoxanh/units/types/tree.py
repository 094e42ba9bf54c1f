"""Units, their kinds and changes, and the installation, as they cross the border of the context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


REFERENCE = Path(__file__).resolve().parents[1] / "reference"
"""Kinds of units as shipped (``kinds.yaml``) and ready configurations (``instances/``)."""


class Family(TextChoices):
    """Which organisation a unit belongs to (ORG-02)."""

    DOAN = "DOAN", _("Đoàn TNCS Hồ Chí Minh")
    HOI_LHTN = "HOI_LHTN", _("Hội Liên hiệp Thanh niên Việt Nam")
    HOI_SV = "HOI_SV", _("Hội Sinh viên Việt Nam")
    DOI_TNTP = "DOI_TNTP", _("Đội TNTP Hồ Chí Minh")
    GROUP = "GROUP", _("Câu lạc bộ, đội, nhóm")
    STATE = "STATE", _("Cơ quan nhà nước, tổ chức chính trị - xã hội")
    PARTNER = "PARTNER", _("Đối tác")


class Level(TextChoices):
    """Where in the hierarchy a kind of unit stands."""

    CENTRAL = "CENTRAL", _("Trung ương")
    PROVINCE = "PROVINCE", _("Cấp tỉnh")
    DISTRICT = "DISTRICT", _("Cấp huyện")
    COMMUNE = "COMMUNE", _("Cấp xã")
    GRASSROOTS = "GRASSROOTS", _("Cơ sở")
    BRANCH = "BRANCH", _("Chi đoàn, chi hội")


class Verb(TextChoices):
    """What a decision did to the tree (ORG-11)."""

    FOUND = "FOUND", _("Thành lập")
    RENAME = "RENAME", _("Đổi tên")
    RECLASSIFY = "RECLASSIFY", _("Đổi loại hình")
    MOVE = "MOVE", _("Chuyển về đơn vị khác")
    CLOSE = "CLOSE", _("Kết thúc hoạt động")
    MERGE = "MERGE", _("Hợp nhất, sáp nhập")
    SPLIT = "SPLIT", _("Chia tách")


class Scale(TextChoices):
    """The size at which an instance runs (ORG-13)."""

    NATION = "NATION", _("Toàn quốc")
    PROVINCE = "PROVINCE", _("Cấp tỉnh")
    DISTRICT = "DISTRICT", _("Cấp huyện")
    COMMUNE = "COMMUNE", _("Cấp xã")


class SecondFactor(TextChoices):
    """Which officers must confirm sign-in with a one-time code."""

    OPTIONAL = "OPTIONAL", _("Tự chọn")
    WIDE = "WIDE", _("Bắt buộc với vai trò phạm vi rộng")
    ALL = "ALL", _("Bắt buộc với mọi cán bộ")


@dataclass(frozen=True, slots=True)
class Decision:
    """The legal basis of a change: any part may be missing in old papers."""

    number: str = ""
    signed_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """One unit to be founded.

    ``parent_key`` names another row of the same batch by its ``key``; otherwise ``parent_id`` is the parent, and
    with neither the unit is a root. ``code`` fixes the public code; empty means a new random one.
    """

    kind_code: str
    name: str
    short_name: str
    on: date
    key: str = ""
    parent_key: str = ""
    parent_id: int | None = None
    place_id: int | None = None
    decision: Decision = Decision()
    header_superior: str = ""
    header_body: str = ""
    aliases: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceSettings:
    """What an installation is called and how it behaves (ORG-13)."""

    scale: Scale
    name: str
    short_name: str
    place_name: str
    portal_label: str = "Cổng thông tin"
    document_code: str = ""
    support_phone: str = ""
    theme: str = "nui"
    year_themes: Mapping[str, str] = field(default_factory=dict)
    """What a year is called, by year: “2014” → “Năm Thanh niên tình nguyện” (ACT-22)."""

    second_factor: SecondFactor = SecondFactor.WIDE
    is_demo: bool = False
    place_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalNames:
    """What the first-run asks about an installation: its own names and those of its root unit."""

    name: str
    short_name: str
    portal_label: str
    place_name: str
    document_code: str
    unit_name: str
    unit_short_name: str
    header_superior: str
    header_body: str
    founded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedUnion:
    """A Union that a place of today could have and has not; ``since`` is the day the place exists from."""

    place_id: int
    kind_code: str
    name: str
    short_name: str
    since: date


class BeginningStep(TextChoices):
    """The steps of the first setting up, in order; the last three may be put off."""

    PLACE = "PLACE", _("Địa bàn")
    NAMES = "NAMES", _("Tên gọi")
    ADMIN = "ADMIN", _("Quản trị")
    UNITS = "UNITS", _("Đơn vị")
    OFFICERS = "OFFICERS", _("Cán bộ")
    ACTIVITY = "ACTIVITY", _("Hoạt động đầu tiên")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceInfo(InstanceSettings):
    """The settings of this installation as pages read them; bland ones before it is set up."""

    root_id: int | None
    root_code: str
    is_beginning: bool = False
    """Whether the first setting up still goes on."""

    @property
    def is_set_up(self) -> bool:
        return self.root_id is not None


class ClosureRow(NamedTuple):
    """That ``descendant`` lay within ``ancestor`` from ``valid_from`` up to, not including, ``valid_to``."""

    ancestor: int
    descendant: int
    depth: int
    keeper: bool
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class KindsLoaded(Event):
    kinds: int


@dataclass(frozen=True, slots=True)
class UnitsTakenBack(Event):
    """The founding of units was taken back with the list that brought them."""

    units: int


@dataclass(frozen=True, slots=True)
class UnitsFounded(Event):
    """One or many units were founded, with one entry for the chunk."""

    unit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnitRenamed(Event):
    unit_id: int
    change_id: int
    on: date


@dataclass(frozen=True, slots=True)
class UnitReclassified(Event):
    unit_id: int
    change_id: int
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class UnitMoved(Event):
    unit_id: int
    change_id: int
    parent_id: int
    on: date


@dataclass(frozen=True, slots=True)
class UnitClosed(Event):
    unit_id: int
    change_id: int
    heirs: tuple[int, ...]
    keeper_id: int | None
    on: date


@dataclass(frozen=True, slots=True)
class UnitsMerged(Event):
    into_id: int
    change_id: int
    unit_ids: tuple[int, ...]
    on: date


@dataclass(frozen=True, slots=True)
class UnitSplit(Event):
    unit_id: int
    change_id: int
    into_ids: tuple[int, ...]
    keeper_id: int
    on: date


@dataclass(frozen=True, slots=True)
class CounterpartsLinked(Event):
    unit_id: int
    counterpart_id: int


@dataclass(frozen=True, slots=True)
class AliasAdded(Event):
    unit_id: int
    alias_id: int


@dataclass(frozen=True, slots=True)
class AliasRemoved(Event):
    unit_id: int
    alias_id: int


@dataclass(frozen=True, slots=True)
class InstanceSetUp(Event):
    root_id: int
    scale: str


@dataclass(frozen=True, slots=True)
class BeginningPutOff(Event):
    step: str


@dataclass(frozen=True, slots=True)
class BeginningFinished(Event):
    root_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit in a list or tree as it was on the day asked.

    ``depth`` counts from the top of what is shown; ``children`` are all units right below it that the asker may
    see; ``is_match`` is False for units that only lead to what was searched.
    """

    unit_id: int
    code: str
    name: str
    short_name: str
    kind_code: str
    kind_name: str
    family: Family
    level: Level
    is_sector: bool
    place_id: int | None
    parent_id: int | None
    founded_on: date
    closed_on: date
    has_decision: bool
    depth: int = 0
    children: int = 0
    is_match: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """One line of ``aoxanh units export``, in the order of its columns."""

    code: str
    name: str
    short_name: str
    kind: str
    family: str
    level: str
    parent_code: str
    place_code: str
    founded_on: date
    closed_on: date | None
    decision_number: str
    decision_on: date | None


class Bond(TextChoices):
    """How one unit stands to another."""

    PARENT = "PARENT", _("Trực thuộc")
    COUNTERPART = "COUNTERPART", _("Song hành")
    HEIR = "HEIR", _("Nay là")
    FOREBEAR = "FOREBEAR", _("Tiếp nhận hồ sơ của")


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit that stands in a ``bond`` with the one asked about, since a day, under its name of the day asked."""

    bond: Bond
    unit_id: int
    code: str
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Destination:
    """The unit that a fact counts to on a later day; not allocated when several could claim it."""

    unit_id: int
    is_allocated: bool = True


@dataclass(frozen=True, slots=True)
class Carried:
    """Whose facts count within a unit of a day “quy về đơn vị hiện nay”.

    ``within`` are the unit, those below it and those whose heirs they are; of ``torn`` ones some heirs lie
    elsewhere, so that each fact has to be asked where it counts. ``targets`` says of every ended unit where
    facts without a place count.
    """

    within: frozenset[int]
    torn: frozenset[int]
    targets: Mapping[int, Destination]


@dataclass(frozen=True, slots=True)
class ChangeTakenBack(Event):
    """A change prepared ahead was dropped before its day."""

    change_id: int
    verb: str
    on: date
