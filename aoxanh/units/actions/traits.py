"""Lists of what places are counted as: the decision on border, island, difficult communes of a province (ORG-08)."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import cells
from aoxanh.kernel.dates import vn_date
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
from aoxanh.kernel.periods import FOREVER, Period, first_overlap
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.places import actions as places
from aoxanh.places import queries as territory
from aoxanh.places.types import Flag, TraitGiven
from aoxanh.units.errors import PlaceBeyond, TraitPeriodReversed, TraitSaidAlready
from aoxanh.units.queries.names import version_at


TRAIT = "place_trait"
_ONE_DAY = timedelta(days=1)
_read = cells.one_of(
    dict(Flag.choices),
    BORDER="xã biên giới|vùng biên giới",
    ISLAND="đảo|xã đảo",
    REMOTE="vùng cao|vùng sâu|vùng xa",
    DIFFICULT="đbkk|xã đặc biệt khó khăn|khu vực iii",
    ETHNIC_MINORITY="dân tộc thiểu số|đồng bào dân tộc thiểu số",
    RELIGION="tôn giáo|có đạo",
    SECURITY="an ninh|trọng điểm an ninh",
    NEW_RURAL="nông thôn mới",
)
"""What the register counts, as lists of provinces also name it."""


def _labels() -> tuple[str, ...]:
    return tuple(str(flag.label) for flag in Flag)


COLUMNS = (
    Column(
        code="place",
        label=_("Xã, phường, đặc khu"),
        read=cells.words,
        required=True,
        tells=True,
        example="xã Pa Ủ",
        synonyms=("xã", "phường", "tên xã", "đơn vị hành chính", "địa bàn", "địa phương"),
    ),
    Column(
        code="flag",
        label=_("Đặc điểm"),
        read=_read,
        show=lambda flag: str(Flag(flag).label),
        required=True,
        can_fill=True,
        offered=_labels,
        example="biên giới",
        synonyms=("loại", "phân loại", "thuộc diện", "vùng", "khu vực"),
    ),
    Column(
        code="first_day",
        label=_("Từ ngày"),
        read=cells.day,
        show=cells.shown_day,
        required=True,
        can_fill=True,
        example="01/07/2025",
        synonyms=("có hiệu lực từ", "hiệu lực", "từ"),
    ),
    Column(
        code="last_day",
        label=_("Đến hết ngày"),
        read=cells.day,
        show=cells.shown_day,
        can_fill=True,
        hint=_("Để trống là chưa hết"),
        synonyms=("đến ngày", "đến", "hết hiệu lực"),
    ),
    Column(
        code="note",
        label=_("Căn cứ"),
        read=cells.words,
        can_fill=True,
        example="Quyết định số 120/QĐ-UBND",
        synonyms=("quyết định", "văn bản", "số quyết định", "ghi chú"),
    ),
)


class TraitsDesk:
    """One pass over a list of places within the territory of the unit that asks."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.UNIT_EDIT, at=asked.unit_id)
        self._asked = asked
        self._own = version_at(unit_id=asked.unit_id, day=asked.day).place_id
        self._names = territory.PlaceNames(day=asked.day)
        self._known: dict[tuple[int, Flag], list[Period]] = {}
        self._above: dict[int, frozenset[int]] = {}
        self._built: dict[int, TraitGiven] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Places of the territory, days in their order, nothing said twice for one time."""
        self._built = {}
        self._look_at(lines)
        return [finding for line in lines for finding in self._faults(line)]

    def _look_at(self, lines: Sequence[Line]) -> None:
        """Fetch what is known of the places of these lines, each place once."""
        named = set()
        for text in {line.values["place"] for line in lines}:
            try:
                named.add(self._names.one(text))
            except DomainError:
                continue
        new = named - self._above.keys()
        self._above.update(territory.ancestry(new))
        self._known.update(territory.traits_of(new))

    def _faults(self, line: Line) -> Iterator[Finding]:
        values, column = line.values, "place"
        try:
            place_id = self._names.one(values["place"])
            if self._own is not None and self._own not in self._above[place_id]:
                raise PlaceBeyond
            column = "last_day"
            period = _period(values)
            column = "flag"
            said = self._known.setdefault((place_id, values["flag"]), [])
            if first_overlap([period, *said]):
                raise TraitSaidAlready(
                    flag=Flag(values["flag"]).label, first_day=vn_date(said[-1].start)
                )
        except DomainError as refusal:
            yield Finding(line.number, column, str(refusal))
            return
        yield Finding(line.number, "place", self._names.told(values["place"]), is_fault=False)
        said.append(period)
        self._built[line.number] = TraitGiven(
            place_id, values["flag"], period, values.get("note", "")[:200]
        )

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Keep what was said; ``write_traits`` keeps the trail."""
        made = places.write_traits(
            by=self._asked.by,
            unit_id=self._asked.unit_id,
            rows=[self._built[line.number] for line in lines],
            now=self._asked.now,
        )
        return Applied(
            {line.number: [(TRAIT, row.pk)] for line, row in zip(lines, made, strict=True)}
        )

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take all of it back: nothing else hangs on it."""
        keys = [key for things in made.values() for _noun, key in things]
        places.take_back_traits(
            by=self._asked.by, unit_id=self._asked.unit_id, trait_ids=keys, now=self._asked.now
        )
        return []


def _period(values: Values) -> Period:
    first, last = values["first_day"], values.get("last_day")
    if last is None:
        return Period(first, FOREVER)
    if last < first:
        raise TraitPeriodReversed
    return Period(first, last + _ONE_DAY)


def _key(values: Values) -> Hashable:
    return fold(values["place"]), values["flag"], values["first_day"]


PLACE_TRAITS = ImportKind(
    code="place_traits",
    label=_("Đặc điểm địa bàn: biên giới, hải đảo, đặc biệt khó khăn…"),
    noun=_("địa bàn"),
    lead=_(
        "Xã, phường thuộc diện nào, từ ngày nào, theo quyết định của địa phương; mỗi dòng một nơi."
    ),
    permission=Permission.UNIT_EDIT,
    columns=COLUMNS,
    open=TraitsDesk,
    key=_key,
    key_column="place",
    icon="map-pin",
)
