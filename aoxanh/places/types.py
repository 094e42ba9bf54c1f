"""What the territory is told in: levels, kinds, flags, and what a typed name turned out to mean."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event
from aoxanh.kernel.periods import Period


REFERENCE = Path(__file__).resolve().parent / "reference"
"""The territory as shipped: tables in the form that ``actions.load`` reads, and outlines."""


class PlaceLevel(TextChoices):
    PROVINCE = "PROVINCE", _("cấp tỉnh")
    DISTRICT = "DISTRICT", _("cấp huyện")
    COMMUNE = "COMMUNE", _("cấp xã")


class PlaceKind(TextChoices):
    """What a unit is called; the word is part of its name in every language (``KIND_WORDS``)."""

    PROVINCE = "PROVINCE", _("tỉnh")
    MUNICIPALITY = "MUNICIPALITY", _("thành phố trực thuộc trung ương")
    RURAL_DISTRICT = "RURAL_DISTRICT", _("huyện")
    URBAN_DISTRICT = "URBAN_DISTRICT", _("quận")
    TOWN = "TOWN", _("thị xã")
    CITY = "CITY", _("thành phố thuộc tỉnh")
    COMMUNE = "COMMUNE", _("xã")
    WARD = "WARD", _("phường")
    TOWNSHIP = "TOWNSHIP", _("thị trấn")
    SPECIAL_ZONE = "SPECIAL_ZONE", _("đặc khu")


KIND_WORDS: dict[PlaceKind, str] = {
    PlaceKind.PROVINCE: "tỉnh",
    PlaceKind.MUNICIPALITY: "thành phố",
    PlaceKind.RURAL_DISTRICT: "huyện",
    PlaceKind.URBAN_DISTRICT: "quận",
    PlaceKind.TOWN: "thị xã",
    PlaceKind.CITY: "thành phố",
    PlaceKind.COMMUNE: "xã",
    PlaceKind.WARD: "phường",
    PlaceKind.TOWNSHIP: "thị trấn",
    PlaceKind.SPECIAL_ZONE: "đặc khu",
}
"""The word before the name, in the middle of a sentence."""

KINDS_OF_LEVEL: dict[PlaceLevel, frozenset[PlaceKind]] = {
    PlaceLevel.PROVINCE: frozenset({PlaceKind.PROVINCE, PlaceKind.MUNICIPALITY}),
    PlaceLevel.DISTRICT: frozenset(
        {PlaceKind.RURAL_DISTRICT, PlaceKind.URBAN_DISTRICT, PlaceKind.TOWN, PlaceKind.CITY}
    ),
    PlaceLevel.COMMUNE: frozenset(
        {PlaceKind.COMMUNE, PlaceKind.WARD, PlaceKind.TOWNSHIP, PlaceKind.SPECIAL_ZONE}
    ),
}

CODE_LENGTHS: dict[int, PlaceLevel] = {
    2: PlaceLevel.PROVINCE,
    3: PlaceLevel.DISTRICT,
    5: PlaceLevel.COMMUNE,
}
"""Digits of an official code → the level it belongs to."""


class Share(TextChoices):
    """How much of the predecessor passed to the successor."""

    WHOLE = "WHOLE", _("toàn bộ")
    PART = "PART", _("một phần")


class Flag(TextChoices):
    """What a place is counted as for a time (ORG-08)."""

    BORDER = "BORDER", _("biên giới")
    ISLAND = "ISLAND", _("hải đảo")
    REMOTE = "REMOTE", _("vùng sâu, vùng xa")
    DIFFICULT = "DIFFICULT", _("đặc biệt khó khăn")
    ETHNIC_MINORITY = "ETHNIC_MINORITY", _("vùng đồng bào dân tộc thiểu số")
    RELIGION = "RELIGION", _("vùng đồng bào có đạo")
    SECURITY = "SECURITY", _("địa bàn trọng điểm về an ninh")
    NEW_RURAL = "NEW_RURAL", _("xây dựng nông thôn mới")


class Outcome(TextChoices):
    """What became of a typed name."""

    CURRENT = "CURRENT", _("đơn vị hiện nay")
    PROPOSED = "PROPOSED", _("tên cũ, một đơn vị hiện nay")
    ASK_PART = "ASK_PART", _("đã chia, cần chọn phần")
    AMBIGUOUS = "AMBIGUOUS", _("nhiều nơi cùng tên")
    UNKNOWN = "UNKNOWN", _("chưa nhận ra")


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """One unit as it was during one validity, ready to be shown or kept by its id."""

    id: int
    level: PlaceLevel
    code: str
    full_name: str
    label: str
    """With what it lay in: “xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu”."""
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Match:
    """One thing a typed name can mean, and what that is on the day asked."""

    as_was: PlaceRef
    today: tuple[PlaceRef, ...]
    """Several when it was split, none when the territory register does not say."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to a typed name. Nothing is decided for the user unless one unit is left."""

    typed: str
    """Exactly as typed: what the record keeps."""
    outcome: Outcome
    matches: tuple[Match, ...]
    note: str
    """One Vietnamese sentence for beside the field; empty when there is nothing to say."""
    unread: str = ""
    """Parts of the text that named no unit (a hamlet, a street)."""

    @property
    def candidates(self) -> tuple[PlaceRef, ...]:
        """Today's units to choose from, each once."""
        found = {ref.id: ref for match in self.matches for ref in match.today}
        return tuple(found.values())

    @property
    def proposed(self) -> PlaceRef | None:
        """The one unit to fill in, or None when the user must choose."""
        if self.outcome in {Outcome.CURRENT, Outcome.PROPOSED}:
            return self.candidates[0]
        return None


@dataclass(frozen=True, slots=True)
class Centre:
    """The point that stands for a commune, in degrees."""

    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class OutlineShape:
    """Flat rings ``lon, lat, …`` in parts of a degree (``Outline.scale``) and where the label goes."""

    code: str
    at: tuple[int, int]
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class OutlineInset:
    """Far islands drawn in a box of their own."""

    code: str
    label: str
    dots: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """An illustrative map: never a legal boundary."""

    as_of: date
    scale: int
    shapes: tuple[OutlineShape, ...]
    insets: tuple[OutlineInset, ...]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One line of ``aoxanh places export``, in the order of its columns."""

    code: str
    name: str
    kind: str
    parent_code: str
    latitude: float | None
    longitude: float | None
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows a load wrote; all zero when everything was there already."""

    created: int
    changed: int

    @property
    def is_empty(self) -> bool:
        return self.created == self.changed == 0


@dataclass(frozen=True, slots=True)
class MapLoaded(Event):
    """Part of a map was written: how many rows of which table."""

    table: str
    created: int
    changed: int


@dataclass(frozen=True, slots=True)
class TraitGiven:
    """What a place is to be counted as for ``period``; ``note`` says on what ground."""

    place_id: int
    flag: Flag
    period: Period
    note: str = ""


@dataclass(frozen=True, slots=True)
class TraitsWritten(Event):
    """Officers said what places are counted as."""

    places: int


@dataclass(frozen=True, slots=True)
class TraitsTakenBack(Event):
    """What had been said of places was taken back."""

    places: int
