"""Lists of models, brought in whole: compiled tables and sheets alike (MOD-02…05)."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from aoxanh.audit import actions as audit
from aoxanh.kernel import bulk
from aoxanh.kernel.codes import new_code
from aoxanh.kernel.imports import Applied, Asked, Finding, ImportKind, Kept, Line, Made, Values
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import sort_key
from aoxanh.kernel.usage import users_of
from aoxanh.practices import rules
from aoxanh.practices.actions.words import remember_partners, remember_words
from aoxanh.practices.errors import MateNameTooLong, YearImplausible
from aoxanh.practices.models import Practice, PracticeFlag, Wording
from aoxanh.practices.queries.observing import Observer
from aoxanh.practices.queries.tables import list_of
from aoxanh.practices.queries.together import MateNames
from aoxanh.practices.types import (
    FIELDS,
    CompiledRow,
    Flag,
    FlagKind,
    Mate,
    MateKind,
    PracticesBroughtIn,
    PracticesTakenBack,
    PracticeState,
)


PRACTICE = "practice"
_COLUMNS = (
    "id", "unit_id", "place_id", "code", "kind", "year", "province_text", "title", "level_text",
    "scope", "purpose", "content", "result", "replicability_text", "recommendation", "summary",
    "version", "level", "replicability", "mates", "marks", "field_codes", "source_line",
    "source_raw", "repairs", "digest", "search_text", "sort_key", "state", "created_at",
)  # fmt: skip
_FLAG_COLUMNS = ("practice_id", "kind", "about", "note")


class PracticesDesk:
    """One pass over a list of models; it remembers the texts that went before, to find look-alikes."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.PRACTICE_EDIT, at=asked.unit_id)
        self._asked = asked
        self._observer = Observer(asked.day)
        self._names = MateNames(self._observer, asked.day)
        self._flags: dict[int, tuple[Flag, ...]] = {}
        self._mates: dict[int, list[Mate]] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Faults of years; everything that deserves a look as a remark, nothing of it kept from being saved."""
        faults = [fault for line in lines for fault in self._faults(line)]
        faulty = {fault.line for fault in faults}
        sound = [line for line in lines if line.number not in faulty]
        known = self._kept_before(sound)
        for line in sound:
            self._mates[line.number] = mates = self._known(line)
            flags = self._observer.flags(_row(line), line.values["year"])
            flags += tuple(_unknown(mates))
            if title := known.get(rules.digest(_texts(line.values))):
                flags += (Flag(FlagKind.SAME_TEXT, title[:200]),)
            self._flags[line.number] = flags
        remarks = [
            Finding(line.number, _column_of(flag), _said(flag), is_fault=False)
            for line in sound
            for flag in self._flags[line.number]
        ]
        return [*faults, *remarks]

    def _faults(self, line: Line) -> Iterator[Finding]:
        year = line.values["year"]
        if not rules.FIRST_YEAR <= year <= self._asked.day.year:
            yield Finding(line.number, "year", str(YearImplausible()))
        for column, mates in _named(line.values).items():
            try:
                rules.settled(mates, keeper_id=self._asked.unit_id)
            except MateNameTooLong as refusal:
                yield Finding(line.number, column, str(refusal))

    def _known(self, line: Line) -> list[Mate]:
        """Who does it as well, by the line's columns and by a cell that names several provinces."""
        year = line.values["year"]
        given = [mate for mates in _named(line.values).values() for mate in mates]
        found = self._names.known(given, year)
        too = self._observer.provinces(line.values["province"], year)[1:]
        found += [Mate(name=each.name, kind=MateKind.UNIT, place_id=each.pk) for each in too]
        return rules.settled(found, keeper_id=self._asked.unit_id)

    def _kept_before(self, lines: Sequence[Line]) -> Mapping[str, str]:
        """Titles of models that the unit keeps already in the same words."""
        digests = {rules.digest(_texts(line.values)) for line in lines}
        kept = Practice.objects.filter(unit_id=self._asked.unit_id, digest__in=digests)
        return dict(kept.order_by("pk").values_list("digest", "title"))

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Keep the models as drafts that somebody reviews, with every flag."""
        asked = self._asked
        keys = bulk.reserve(Practice, len(lines))
        rows = [self._kept(key, line) for key, line in zip(keys, lines, strict=True)]
        bulk.insert(Practice, _COLUMNS, rows)
        bulk.insert(
            PracticeFlag,
            _FLAG_COLUMNS,
            [
                (key, flag.kind.value, flag.about[:200], "")
                for key, line in zip(keys, lines, strict=True)
                for flag in self._flags[line.number]
            ],
        )
        remember_words(str(kept[_COLUMNS.index("search_text")]) for kept in rows)
        remember_partners(mate for line in lines for mate in self._mates[line.number])
        event = PracticesBroughtIn(len(lines))
        audit.record(by=asked.by, event=event, unit_id=asked.unit_id, now=asked.now)
        return Applied(
            {line.number: [(PRACTICE, key)] for key, line in zip(keys, lines, strict=True)}
        )

    def _kept(self, key: int, line: Line) -> tuple[object, ...]:
        values, asked = line.values, self._asked
        mates = self._mates[line.number]
        meant = next(iter(self._observer.provinces(values["province"], values["year"])), None)
        place_id = meant.pk if meant else None
        said = [values["province"], meant.name if meant else "", *(each.name for each in mates)]
        columns = rules.read_texts(
            {field: values.get(field, "") for field in FIELDS}, year=values["year"], day=asked.day
        )
        more = rules.derived(columns, more=" ".join(said))
        kept = {
            "id": key,
            "unit_id": asked.unit_id,
            "place_id": place_id,
            "code": new_code(),
            "kind": "PRACTICE",
            "year": values["year"],
            "province_text": values["province"][:100],
            **columns,
            "summary": "",
            "version": 1,
            **more,
            "mates": rules.as_kept(mates),
            "marks": rules.marks_of(keeper_id=asked.unit_id, place_id=place_id, mates=mates),
            "field_codes": [],
            "source_line": line.number,
            "source_raw": values.get(rules.RAW, ""),
            "repairs": [values[rules.MENDED]] if values.get(rules.MENDED) else [],
            "sort_key": sort_key(columns["title"]),
            "state": PracticeState.DRAFT.value,
            "created_at": asked.now,
        }
        return tuple(kept[column] for column in _COLUMNS)

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take drafts back; a model that was listed or taken up since stays."""
        asked = self._asked
        lines = {
            key: line for line, things in made.items() for noun, key in things if noun == PRACTICE
        }
        found = Practice.objects.in_bulk(list(lines))
        used = users_of(Practice, list(found), apart={PracticeFlag, Wording})
        kept = [
            Kept(lines[key], practice.title, str(_why(is_used=key in used)))
            for key, practice in found.items()
            if key in used or practice.state != PracticeState.DRAFT
        ]
        stays = {each.line for each in kept}
        gone = [key for key in found if lines[key] not in stays]
        PracticeFlag.objects.filter(practice_id__in=gone).delete()
        Wording.objects.filter(practice_id__in=gone).delete()
        Practice.objects.filter(pk__in=gone).delete()
        event = PracticesTakenBack(len(gone))
        audit.record(by=asked.by, event=event, unit_id=asked.unit_id, now=asked.now)
        return kept


def _why(*, is_used: bool) -> object:
    if is_used:
        return _("đã có đơn vị làm theo hoặc dữ liệu khác gắn với mô hình")
    return _("đã đưa vào kho mô hình")


def _named(values: Values) -> dict[str, list[Mate]]:
    """The units and the partners that a line names, by column."""
    names = rules.names_in(str(values.get(rules.UNITS, "")))
    return {
        rules.UNITS: [Mate(name=name, kind=MateKind.UNIT) for name in names],
        rules.PARTNERS: rules.partners_in(str(values.get(rules.PARTNERS, ""))),
    }


def _unknown(mates: Sequence[Mate]) -> Iterator[Flag]:
    """Units that neither the portal nor the map knows: they stay as they are written."""
    for mate in mates:
        if mate.kind == MateKind.UNIT and mate.unit_id is None and mate.place_id is None:
            yield Flag(FlagKind.UNKNOWN_UNIT, mate.name)


def _texts(values: Values) -> list[str]:
    return [str(values.get(field, "")) for field in FIELDS]


def _row(line: Line) -> CompiledRow:
    return CompiledRow(
        line=line.number,
        raw="",
        province=line.values["province"],
        ordinal="",
        cells=tuple(_texts(line.values)),
        repairs=(),
    )


_AT = {
    FlagKind.UNKNOWN_PROVINCE: "province",
    FlagKind.UNKNOWN_UNIT: rules.UNITS,
    FlagKind.PLAN_NOT_RESULT: "result",
    FlagKind.LEVEL_IS_SCOPE: "level",
}


def _column_of(flag: Flag) -> str:
    return _AT.get(flag.kind, "title")


def _said(flag: Flag) -> str:
    return f"{flag.kind.label}: {flag.about}" if flag.about else str(flag.kind.label)


PRACTICES = ImportKind(
    code="practices",
    label=_("Mô hình hay"),
    noun=_("mô hình"),
    lead=_(
        "Bảng tổng hợp trong Word, Excel hoặc văn bản; giữ nguyên văn, nêu từng chỗ đã sửa khi đọc."
    ),
    permission=Permission.PRACTICE_EDIT,
    columns=rules.PRACTICE_COLUMNS,
    open=PracticesDesk,
    icon="lightbulb",
    read=list_of,
    is_long=True,
    chunk=500,
)
