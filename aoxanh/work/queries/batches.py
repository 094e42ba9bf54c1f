"""Lists brought in: which kinds one may use, one's lists, their columns and lines."""

from collections.abc import Iterable, Sequence

from aoxanh.kernel import imports
from aoxanh.kernel.actors import NOWHERE, Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.imports import ImportKind
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.work import rules
from aoxanh.work.errors import ListKindUnknown
from aoxanh.work.models import Batch, BatchQuerySet, BatchRow, BatchRowQuerySet
from aoxanh.work.types import (
    BatchState,
    CellShown,
    LineTexts,
    NotData,
    RowShown,
    RowState,
    SourceColumn,
)


SAMPLES = 3
_RECALLED = 5
"""Lists of a kind and unit whose columns are remembered."""


def kinds_at(unit_id: int, *, actor: Actor) -> list[ImportKind]:
    """The kinds of lists that the actor may bring into the unit."""
    if not actor.may(Permission.LIST_IMPORT, at=unit_id):
        return []
    return [kind for kind in imports.kinds() if actor.may(kind.permission, at=unit_id)]


def kind_at(code: str, unit_id: int, *, actor: Actor, subject_id: int | None = None) -> ImportKind:
    """The kind with the columns of what the list is about.

    Raises ``ListKindUnknown`` for what the actor may not bring in, too.
    """
    found = next((kind for kind in kinds_at(unit_id, actor=actor) if kind.code == code), None)
    if found is None:
        raise ListKindUnknown
    return imports.kind_about(code, unit_id=unit_id, subject_id=subject_id)


def kind_of(of: Batch) -> ImportKind:
    """What the list is one of, with the columns of what it is about. Whoever holds the list may know."""
    return imports.kind_about(of.kind, unit_id=of.unit_id, subject_id=of.subject_id)


def batches(unit_id: int, *, actor: Actor) -> BatchQuerySet:
    """The lists brought into a unit of the kinds that the actor may bring in, newest first."""
    codes = [kind.code for kind in kinds_at(unit_id, actor=actor)]
    return Batch.objects.filter(unit_id=unit_id, kind__in=codes).order_by("-pk")


def batch(code: str, *, actor: Actor) -> Batch:
    """Raises ``Missing``."""
    found = Batch.objects.filter(code=code).first()
    kinds = kinds_at(found.unit_id if found else NOWHERE, actor=actor)
    if found is None or found.kind not in {kind.code for kind in kinds}:
        raise Missing
    return found


def remembered(kind: str, unit_id: int, *, actor: Actor) -> dict[str, str]:
    """Headings, folded, with the column they were read as in the unit's last lists of this kind."""
    if not actor.may(Permission.LIST_IMPORT, at=unit_id):
        return {}
    past = Batch.objects.filter(kind=kind, unit_id=unit_id).exclude(state=BatchState.MAPPING)
    recalled: dict[str, str] = {}
    for headings, mapping in past.order_by("-pk").values_list("headings", "mapping")[:_RECALLED]:
        for heading, code in zip(headings, mapping, strict=True):
            if code and fold(heading):
                recalled.setdefault(fold(heading), code)
    return recalled


def source_columns(of: Batch, *, actor: Actor) -> list[SourceColumn]:
    """The list's own columns with what their first lines hold."""
    rows = list(
        _rows(of, actor)
        .filter(line__gt=of.headings_through)
        .order_by("line")
        .values_list("cells", flat=True)[: SAMPLES * 4]
    )
    return [
        SourceColumn(
            place=place,
            heading=heading,
            samples=[row[place] for row in rows if place < len(row) and row[place].strip()][
                :SAMPLES
            ],
            code=of.mapping[place],
        )
        for place, heading in enumerate(of.headings)
    ]


def sources_of(of: Batch, states: Iterable[RowState], *, actor: Actor) -> list[BatchRow]:
    """The lines in these states, in order."""
    return list(_rows(of, actor).filter(state__in=list(states)).order_by("line"))


def rows_shown(
    of: Batch,
    states: Iterable[RowState],
    *,
    actor: Actor,
    kind: ImportKind | None = None,
    start: int = 0,
    limit: int,
) -> list[RowShown]:
    """Lines in these states as they will be or were saved: read by the same columns as the result.

    A page that asks several times gives the ``kind`` it has.
    """
    kind = kind or kind_of(of)
    reader = rules.Reader(kind, mapping=of.mapping, fills=of.fills)
    rows = _rows(of, actor).filter(state__in=list(states)).order_by("line")[start : start + limit]
    return [_shown(row, kind, reader, of) for row in rows]


def line_texts(of: Batch, line: int, *, actor: Actor) -> LineTexts:
    """What one line that can be mended says, column by column, and what is wrong with it. Raises ``Missing``."""
    row = _rows(of, actor).filter(line=line, state=RowState.FAULTY).first()
    if row is None:
        raise Missing
    reader = rules.Reader(kind_of(of), mapping=of.mapping, fills={})
    faults = [(code, sentence) for code, sentence, is_fault in row.findings if is_fault]
    codes = {code for code in (*of.mapping, *(row.mended or {}), *dict(faults)) if code}
    return LineTexts(
        texts={code: reader.text(code, row.cells, row.mended) for code in codes}, faults=faults
    )


def _rows(of: Batch, actor: Actor) -> BatchRowQuerySet:
    seen = BatchRow.objects.filter(batch_id=of.pk)
    return seen.visible_to(actor, Permission.LIST_IMPORT)


def _shown(row: BatchRow, kind: ImportKind, reader: rules.Reader, of: Batch) -> RowShown:
    values, _ = reader.read(row.line, row.cells, mended=row.mended)
    said: dict[tuple[str, bool], list[str]] = {}
    for code, sentence, is_fault in row.findings:
        said.setdefault((code, bool(is_fault)), []).append(sentence)
    used = {code for code in of.mapping if code} | set(of.fills) | set(row.mended or {})
    shown = [
        CellShown(
            label=str(column.label),
            text=column.show(values[column.code])
            if column.code in values
            else reader.text(column.code, row.cells, row.mended),
            faults=said.pop((column.code, True), ()),
            remarks=said.pop((column.code, False), ()),
        )
        for column in kind.columns
        if column.code in used or (column.code, True) in said
    ]
    state = RowState(row.state)
    if state == RowState.NOTE:
        shown = [CellShown(label="", text=" · ".join(cell for cell in row.cells if cell.strip()))]
        said = {("", False): [str(NotData(said[("", False)][0]).label)]}
    return RowShown(
        line=row.line,
        state=state,
        cells=shown,
        faults=_rest(said, is_fault=True),
        remarks=_rest(said, is_fault=False),
    )


def _rest(said: dict[tuple[str, bool], list[str]], *, is_fault: bool) -> Sequence[str]:
    return [each for (_, fault), texts in said.items() if fault is is_fault for each in texts]
