"""A whole province in one decision: what happens to each unit, a line each (XCT-04)."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import cells
from aoxanh.kernel.errors import DomainError, Missing, NotAllowed
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
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.units.actions.changes import editable
from aoxanh.units.actions.reorganisation_drafts import drop_lines, put_lines
from aoxanh.units.errors import ReorganisationDone, UnitTwice, VerbUnknown
from aoxanh.units.models import ReorganisationLine
from aoxanh.units.queries.named import UnitNames
from aoxanh.units.queries.names import names_at
from aoxanh.units.queries.reorganisations import (
    ONE_DAY,
    given_lines,
    reorganisation,
    taken_on_day,
)
from aoxanh.units.rules.reorganising import ENDING, check_heir, checked_line
from aoxanh.units.types import LineGiven, OfficersGo, ReorganisationState, Verb


LINE = "reorganisation_line"
_WORDS = {
    Verb.MERGE: _("Nhập"),
    Verb.SPLIT: _("Tách"),
    Verb.CLOSE: _("Giải thể"),
    Verb.MOVE: _("Chuyển"),
}
_ALSO = {
    Verb.MERGE: ("sáp nhập", "hợp nhất", "nhập vào"),
    Verb.SPLIT: ("chia tách", "chia"),
    Verb.CLOSE: ("kết thúc", "kết thúc hoạt động"),
    Verb.MOVE: ("chuyển về", "điều chuyển"),
}


def _words() -> tuple[str, ...]:
    return tuple(str(word) for word in _WORDS.values())


def _verb(text: str) -> Verb:
    """What the words mean. Raises ``VerbUnknown``."""
    said = fold(text)
    for verb, word in _WORDS.items():
        if said in {fold(str(word)), *map(fold, _ALSO[verb])}:
            return verb
    raise VerbUnknown(text=text, words=", ".join(_words()))


COLUMNS = (
    Column(
        code="unit",
        label=_("Đơn vị"),
        read=cells.words,
        required=True,
        hint=_("Tên, tên gọi khác hoặc mã của ngày trước khi sắp xếp"),
        example="Đoàn xã Pa Vệ Sủ",
        synonyms=("đơn vị cũ", "tên đơn vị", "đơn vị sắp xếp", "đơn vị kết thúc"),
    ),
    Column(
        code="verb",
        label=_("Việc"),
        read=_verb,
        show=lambda verb: str(_WORDS[verb]),
        required=True,
        can_fill=True,
        offered=_words,
        synonyms=("hình thức", "phương án", "nội dung sắp xếp"),
    ),
    Column(
        code="heirs",
        label=_("Đơn vị nhận"),
        read=cells.words,
        can_fill=True,
        hint=_("Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy"),
        example="Đoàn xã Bum Nưa",
        synonyms=("đơn vị mới", "nhập vào", "đơn vị kế thừa", "chuyển về", "đơn vị sau sắp xếp"),
    ),
    Column(
        code="keeper",
        label=_("Đơn vị giữ hồ sơ"),
        read=cells.words,
        can_fill=True,
        hint=_("Cần khi có nhiều đơn vị nhận"),
        synonyms=("đơn vị giữ hồ sơ, tài liệu", "nơi giữ hồ sơ"),
    ),
    Column(
        code="officers",
        label=_("Cán bộ đi theo"),
        read=cells.yes,
        show=cells.shown_yes,
        can_fill=True,
        hint=_("Để trống là có"),
        offered=lambda: ("Có", "Không"),
        synonyms=("cán bộ chuyển theo",),
    ),
)  # fmt: skip


class ReorganisationDesk:
    """One pass over the units of a decision; what it does to them stands in the draft it is about."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.UNIT_EDIT, at=asked.unit_id)
        if asked.subject_id is None:
            raise Missing
        self._asked = asked
        self._draft = reorganisation(
            reorganisation_id=asked.subject_id, unit_id=asked.unit_id, actor=asked.by
        )
        on = self._draft.on
        self._before = UnitNames(within=asked.unit_id, day=on - ONE_DAY)
        self._after = UnitNames(within=asked.unit_id, day=on)
        self._new = UnitNames(within=asked.unit_id, day=on, founded_on=on)
        self._built: dict[int, LineGiven] = {}
        self._seen: dict[int, LineGiven] = {
            line.unit_id: line for line in given_lines(self._draft.pk).values()
        }

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Units, what happens to them, who receives; one thing a day, and nobody receives who ends."""
        self._built = {}
        findings = [finding for line in lines for finding in self._faults(line)]
        return [*findings, *self._together()]

    def _faults(self, line: Line) -> Iterator[Finding]:
        column = "unit"
        try:
            if self._draft.state != ReorganisationState.DRAFT:
                raise ReorganisationDone
            unit_id = self._before.one(line.values["unit"])
            column = "heirs"
            heirs = tuple(self._heir(name) for name in _names(line.values.get("heirs", "")))
            column = "keeper"
            said = line.values.get("keeper", "")
            keeper = self._heir(said) if said else None
            given = LineGiven(
                unit_id=unit_id,
                verb=line.values["verb"],
                heir_ids=heirs,
                keeper_id=keeper,
                officers=OfficersGo.ALL if line.values.get("officers", True) else OfficersGo.NONE,
            )
            column = "heirs" if len(heirs) < 2 else "keeper"
            self._built[line.number] = checked_line(given)
        except DomainError as refusal:
            yield Finding(line.number, column, str(refusal))

    def _heir(self, name: str) -> int:
        """The unit of that name on the day: one founded then before an old one that was called alike."""
        return (self._new if self._new.knows(name) else self._after).one(name)

    def _together(self) -> Iterator[Finding]:
        """What only shows when the lines are looked at together: a constant number of statements."""
        asked, draft = self._asked, self._draft
        known = {line.unit_id: line for line in self._built.values()}
        named = set(known) | {heir for line in known.values() for heir in line.heir_ids}
        may = editable(by=asked.by, unit_ids=named)
        taken = taken_on_day(known, on=draft.on, apart=draft.pk) | self._seen.keys()
        ending = {unit_id for unit_id, line in (self._seen | known).items() if line.verb in ENDING}
        names = names_at(named | ending, draft.on)
        gone = {unit_id: names[unit_id] for unit_id in ending}
        for number, line in list(self._built.items()):
            column = "unit"
            try:
                if line.unit_id in taken:
                    raise UnitTwice(name=names[line.unit_id])
                if not {line.unit_id, *line.heir_ids} <= may:
                    raise NotAllowed
                column = "heirs"
                check_heir(line.heir_ids, ending=gone)
            except DomainError as refusal:
                del self._built[number]
                yield Finding(number, column, str(refusal))

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Put the lines into the draft."""
        made = put_lines(
            by=self._asked.by,
            reorganisation_id=self._draft.pk,
            lines=[self._built[line.number] for line in lines],
            now=self._asked.now,
        )
        self._seen |= {line.unit_id: line for line in self._built.values()}
        return Applied(
            {line.number: [(LINE, row.pk)] for line, row in zip(lines, made, strict=True)}
        )

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take the lines out again while nothing was applied."""
        keys = {key: line for line, things in made.items() for noun, key in things if noun == LINE}
        rows = ReorganisationLine.objects.filter(pk__in=keys, reorganisation=self._draft)
        left = dict(rows.order_by("pk").values_list("pk", "unit_id"))
        if left and self._draft.state == ReorganisationState.DRAFT:
            drop_lines(by=self._asked.by, line_ids=left, now=self._asked.now)
            return []
        names = names_at(left.values(), self._draft.on)
        why = str(gettext("đợt sắp xếp đã ghi, hãy rút lại cả đợt"))
        return [Kept(keys[pk], names[unit_id], why) for pk, unit_id in left.items()]


def _names(text: str) -> list[str]:
    return [name for part in text.split(";") if (name := part.strip())]


def _key(values: Values) -> str:
    return fold(values["unit"])


REORGANISATION = ImportKind(
    code="reorganisation",
    label=_("Đơn vị của một đợt sắp xếp"),
    noun=_("đơn vị"),
    lead=_(
        "Mỗi dòng một đơn vị và việc quyết định làm với nó. Chưa có gì thay đổi cho đến khi ghi cả đợt."
    ),
    permission=Permission.UNIT_EDIT,
    columns=COLUMNS,
    open=ReorganisationDesk,
    key=_key,
    key_column="unit",
    icon="merge",
    about="reorganisation",
)
