"""Templates of papers: their text with named places, lists and tables, read and checked whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.documents.errors import PaperFileRefused
from aoxanh.documents.rules.families import ALIGNS
from aoxanh.documents.rules.reading import check, mapping


NUMBER = "n"
"""The place that counts the rows of a list."""

_REQUIRED = {
    "about": str,
    "name": str,
    "heading": str,
    "subject": str,
    "body": list,
    "recipients": list,
}
_OPTIONAL = {"series": str, "position": int}
_TEXTS = ("text", "section", "point")
_CONDITIONS = {"when": str, "unless": str}
_COLUMN: Mapping[str, type | tuple[type, ...]] = {"head": str, "width": (int, float), "value": str}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its head, its share of the width, and what a cell says."""

    head: str
    width: float
    value: str
    align: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of the body: a paragraph, a paragraph for each row of a list, or a table of a list.

    ``each`` names the list, ``label`` how pages call it when it is empty, ``when`` and ``unless`` what must be
    known or unknown for the block to stand.
    """

    part: str = ""
    text: str = ""
    each: str = ""
    label: str = ""
    columns: tuple[Column, ...] = ()
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A paper as its file describes it; without ``series`` it goes with another paper and gets no number."""

    code: str
    about: str
    name: str
    heading: str
    subject: str
    body: tuple[Block, ...]
    recipients: tuple[str, ...]
    series: str = ""
    position: int = 0


def read_labels(file: str, text: str) -> Mapping[str, str]:
    """What pages call each place. Raises ``PaperFileRefused``."""
    found = mapping(file, text)
    check(file, found, required=dict.fromkeys(found, str))
    return found


def read_template(file: str, text: str, *, labels: Mapping[str, str]) -> Template:
    """The template in a file; every place that may stay empty has a label. Raises ``PaperFileRefused``."""
    found = mapping(file, text)
    check(file, found, required=_REQUIRED, optional=_OPTIONAL)
    body = tuple(_block(file, row, labels) for row in found["body"])
    _check_places(file, found["subject"], labels, optional=())
    for line in found["recipients"]:
        places(file, line)
    recipients: Sequence[str] = tuple(found["recipients"])
    code = file.removesuffix(".yaml")
    return Template(**{**found, "code": code, "body": body, "recipients": recipients})


def places(file: str, text: str) -> list[str]:
    """The names of the places in a text. Raises ``PaperFileRefused`` when braces do not match."""
    try:
        found = [name for _words, name, _form, _turn in Formatter().parse(text) if name is not None]
    except ValueError as fault:
        reason = _("dấu ngoặc nhọn không khớp ở “%(text)s”") % {"text": text[:60]}
        raise PaperFileRefused(file=file, reason=reason) from fault
    if not all(name.isidentifier() for name in found):
        reason = _("tên chỗ điền không hợp lệ ở “%(text)s”") % {"text": text[:60]}
        raise PaperFileRefused(file=file, reason=reason)
    return found


def _block(file: str, row: Any, labels: Mapping[str, str]) -> Block:  # noqa: ANN401  a file's row
    if not isinstance(row, dict):
        raise PaperFileRefused(
            file=file, reason=_("mỗi dòng của “body” là một mục “tên: nội dung”")
        )
    return _table(file, row, labels) if "table" in row else _paragraph(file, row, labels)


def _paragraph(file: str, row: dict[str, Any], labels: Mapping[str, str]) -> Block:
    part = next((name for name in _TEXTS if name in row), "text")
    check(file, row, required={part: str}, optional={**_CONDITIONS, "each": str})
    conditions = {key: row[key] for key in _CONDITIONS if key in row}
    if "each" in row:
        places(file, row[part])
        label = _label(file, row["each"], labels, optional=conditions.values())
        return Block(part=part, text=row[part], each=row["each"], label=label, **conditions)
    _check_places(file, row[part], labels, optional=conditions.values())
    return Block(part=part, text=row[part], **conditions)


def _table(file: str, row: dict[str, Any], labels: Mapping[str, str]) -> Block:
    optional = {**_CONDITIONS, "label": str}
    check(file, row, required={"table": str, "columns": list}, optional=optional)
    columns = tuple(_column(file, column) for column in row["columns"])
    conditions = {key: row[key] for key in _CONDITIONS if key in row}
    named = row.get("label", row["table"])
    label = _label(file, named, labels, optional=conditions.values())
    return Block(each=row["table"], label=label, columns=columns, **conditions)


def _column(file: str, column: dict[str, Any]) -> Column:
    check(file, column, required=_COLUMN, optional={"align": str})
    if column.get("align", "left") not in ALIGNS:
        reason = _("“align” là left, right, center hoặc justify")
        raise PaperFileRefused(file=file, reason=reason)
    places(file, column["value"])
    return Column(**column)


def _check_places(
    file: str,
    text: str,
    labels: Mapping[str, str],
    *,
    optional: Any,  # noqa: ANN401  names
) -> None:
    for name in places(file, text):
        _label(file, name, labels, optional=optional)


def _label(file: str, name: str, labels: Mapping[str, str], *, optional: Any) -> str:  # noqa: ANN401
    """How pages call a place; one that must be known for its block to stand needs no name."""
    if name not in labels and name not in optional:
        reason = _("chỗ “{%(name)s}” chưa có tên trong labels.yaml") % {"name": name}
        raise PaperFileRefused(file=file, reason=reason)
    return labels.get(name, name)
