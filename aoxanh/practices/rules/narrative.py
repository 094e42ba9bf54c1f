"""Reading a list of models told in headings, numbered items and labelled lines (MOD-02).

A model begins with a numbered line (“2. Tủ áo ấm”, “Mô hình 3: …”) or with a heading. What belongs to a field follows
its label (“Mục đích: …”, or the label as a line of its own). Numbers stand inside texts as well: such a line begins a
model only if the labels after it begin anew.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aoxanh.kernel.tables import Paragraph
from aoxanh.kernel.text import fold, nfc
from aoxanh.practices.rules.tabular import Tongue
from aoxanh.practices.types import (
    FIELDS,
    CompiledRow,
    CompiledTable,
    PracticeField,
    Repair,
    RepairKind,
)


_MODEL = re.compile(
    r"^(?:mô hình|mh)\s*(?:số\s*)?\d{1,3}\s*[.:)–-]\s*(?P<title>\S.*)$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"^(?P<number>\d{1,3})\s*[.)/]\s*(?:mô hình\s*:\s*)?(?P<title>\S.*)$", re.IGNORECASE
)
_LABEL = re.compile(
    r"^[-+•*–\s]*(?:[a-zđ]\)|[a-zđ]\.|\d(?:\.\d)+\.?)?\s*(?P<label>[^:：]{2,40})[:：]\s*(?P<rest>.*)$"
)
_PART = re.compile(r"^(?:[IVXLC]{1,6}|[A-H])\s*[.)/–-]\s*(?P<name>\S.*)$")
_OF_PROVINCE = re.compile(r"^(tinh doan|thanh doan|tinh|thanh pho|tp)\s")
_LONGEST_TITLE = 300
_SHORT = {PracticeField.LEVEL, PracticeField.SCOPE}
"""Fields of one line: what follows them without a label is content."""


@dataclass(slots=True)
class _Model:
    line: int
    province: str
    title: str
    raw: list[str]
    texts: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Said:
    """One paragraph, judged by itself."""

    paragraph: Paragraph
    raw: str
    label: str = ""
    rest: str = ""
    title: str = ""
    province: str = ""


def read_narrative(
    paragraphs: Sequence[Paragraph], originals: Sequence[Paragraph], tongue: Tongue
) -> CompiledTable:
    """The models that are told; no row where nothing begins one. ``originals`` are kept as the raw text."""
    said = [
        _judged(paragraph, original.text, tongue)
        for paragraph, original in zip(paragraphs, originals, strict=True)
    ]
    starts = set(_starts(said))
    first = min(starts, default=len(said))
    heading = tuple(each.paragraph.text for each in said[:first])
    return CompiledTable(heading, tuple(_row(model) for model in _models(said, starts, first)))


def _judged(paragraph: Paragraph, raw: str, tongue: Tongue) -> _Said:
    text = paragraph.text.strip()
    if province := _province(text, tongue, is_heading=paragraph.heading > 0):
        return _Said(paragraph, raw, province=province)
    label, rest = _labelled(text, tongue)
    if label and label != FIELDS[0]:
        return _Said(paragraph, raw, label=label, rest=rest)
    return _Said(paragraph, raw, title=rest if label else _title(text, paragraph))


def _province(text: str, tongue: Tongue, *, is_heading: bool) -> str:
    """The province that a line names for what follows: known, or at least called one in a heading."""
    part, item = _PART.match(text), _NUMBERED.match(text)
    name = nfc(part["name"] if part else item["title"] if item else text).strip(" .:;")
    if len(name.split()) > 6:
        return ""
    is_called = bool(_OF_PROVINCE.match(fold(name)))
    is_short = len(name.split()) <= 4
    if tongue.is_province(name) and (part is not None or is_called or is_heading or is_short):
        return name
    return name if is_called and (is_heading or part is not None) else ""


def _labelled(text: str, tongue: Tongue) -> tuple[str, str]:
    """The field that a line begins, and what it says of it."""
    found = _LABEL.match(text)
    label, rest = (found["label"], found["rest"]) if found else (text.strip(" -+•*–:."), "")
    bare = re.sub(r"^(?:\d{1,2}[.)]|[a-zđ][.)])\s*", "", label)
    code = tongue.names.get(fold(bare), "")
    return (code, rest) if code in FIELDS else ("", "")


def _title(text: str, paragraph: Paragraph) -> str:
    """The title in a line that may begin a model."""
    if len(text) > _LONGEST_TITLE:
        return ""
    found = _MODEL.match(text) or _NUMBERED.match(text)
    if found:
        return nfc(found["title"])
    return nfc(text) if paragraph.heading or paragraph.is_numbered else ""


def _starts(said: Sequence[_Said]) -> Iterator[int]:
    """Where models begin: at each candidate that does not go on with what the last model was telling."""
    places = [place for place, each in enumerate(said) if each.title]
    is_labelled = any(each.label for each in said)
    reached, number, last = -1, 0, -1
    around = zip([-1, *places], places, [*places[1:], len(said)], strict=False)
    for previous, place, following in around:
        labels = [
            FIELDS.index(PracticeField(each.label)) for each in said[place:following] if each.label
        ]
        goes_on = bool(labels) and labels[0] > reached >= 0
        is_next = previous == last and _number(said[place]) == number + 1
        if not is_labelled or is_next or _begins(said, place) or (labels and not goes_on):
            yield place
            reached, number, last = -1, _number(said[place]), place
        reached = max([reached, *labels])


def _number(each: _Said) -> int:
    found = _NUMBERED.match(each.paragraph.text)
    return int(found["number"]) if found else 0


def _begins(said: Sequence[_Said], place: int) -> bool:
    """Whether a line begins a model whatever follows: it says so, or stands below a province."""
    each = said[place]
    if _MODEL.match(each.paragraph.text) or each.paragraph.heading > 1:
        return True
    return place > 0 and bool(said[place - 1].province)


def _models(said: Sequence[_Said], starts: set[int], first: int) -> Iterator[_Model]:
    province = next((each.province for each in reversed(said[:first]) if each.province), "")
    model: _Model | None = None
    place = ""
    for number, each in enumerate(said[first:], start=first):
        if number in starts or each.province:
            if model is not None:
                yield model
            province = each.province or province
            model = None if each.province else _Model(each.paragraph.line, province, each.title, [])
            place = PracticeField.CONTENT.value
        if model is None:
            continue
        model.raw.append(each.raw)
        if number in starts:
            continue
        place = each.label or place
        model.texts.setdefault(place, []).append(each.rest if each.label else each.paragraph.text)
        if place in _SHORT and model.texts[place] != [""]:
            place = PracticeField.CONTENT.value
    if model is not None:
        yield model


def _row(model: _Model) -> CompiledRow:
    texts = {code: "\n".join(filter(None, lines)) for code, lines in model.texts.items()}
    repairs = [Repair(RepairKind.PROVINCE_CARRIED, after=model.province)] if model.province else []
    return CompiledRow(
        line=model.line,
        raw="\n".join(model.raw),
        province=model.province,
        ordinal="",
        cells=(model.title.rstrip(" :"), *(texts.get(each.value, "") for each in FIELDS[1:])),
        repairs=tuple(repairs),
    )
