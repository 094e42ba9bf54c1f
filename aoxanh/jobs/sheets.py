"""Tables on standard output as CSV."""

import csv
import sys
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from aoxanh.kernel.neutral import harmless


if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import DataclassInstance


def write_csv(row_type: "type[DataclassInstance]", rows: "Iterable[DataclassInstance]") -> None:
    """A head line with the fields of ``row_type``, then a line for each row."""
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    sheet.writerow(field.name for field in fields(row_type))
    sheet.writerows(map(_harmless, rows))


def _harmless(row: "DataclassInstance") -> list[object]:
    return [harmless(cell) if isinstance(cell, str) else cell for cell in astuple(row)]
