"""Reads the files of a map into rows; a line that cannot be true is named and refused."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from aoxanh.places.errors import MapFileRefused, MapFolderEmpty
from aoxanh.places.rules.register import MapRows
from aoxanh.places.rules.tables import (
    ALIASES,
    FLAGS,
    PLACES,
    SUCCESSIONS,
    Line,
    Table,
    alias_row,
    flag_row,
    place_row,
    succession_row,
)


Row = TypeVar("Row")


def read(folder: Path) -> MapRows:
    """All tables in ``folder``. Raises ``MapFolderEmpty``, ``MapFileRefused``."""
    if not any(_files(folder, table) for table in (PLACES, SUCCESSIONS, ALIASES, FLAGS)):
        raise MapFolderEmpty(source=folder)
    return MapRows(
        places=_rows(folder, PLACES, place_row),
        successions=_rows(folder, SUCCESSIONS, succession_row),
        aliases=_rows(folder, ALIASES, alias_row),
        flags=_rows(folder, FLAGS, flag_row),
    )


def _files(folder: Path, table: Table) -> list[Path]:
    return sorted(folder.glob(f"{table.prefix}*.csv"))


def _rows(folder: Path, table: Table, parse: Callable[[Line], Row]) -> tuple[Row, ...]:
    return tuple(parse(line) for file in _files(folder, table) for line in _lines(file, table))


def _lines(file: Path, table: Table) -> Iterator[Line]:
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = str(_("không phải văn bản UTF-8"))
        raise MapFileRefused(file=file.name, line=1, reason=reason) from error
    reader = csv.reader(text.splitlines())
    header = Line(file.name, 1, {})
    if tuple(next(reader, [])) != table.columns:
        header.refuse(_("dòng tiêu đề phải là %(columns)s"), columns=",".join(table.columns))
    for cells in reader:
        line = Line(file.name, reader.line_num, dict(zip(table.columns, cells, strict=False)))
        if len(cells) != len(table.columns):
            line.refuse(
                _("có %(found)s cột, cần %(wanted)s cột"),
                found=len(cells),
                wanted=len(table.columns),
            )
        yield line
