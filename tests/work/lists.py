"""Lists as officers bring them: a table typed in a test, received, mapped and applied."""

from io import BytesIO

import xlsxwriter

from aoxanh.files import queries as files
from aoxanh.work import actions as work


def pasted(*rows, name="Dán từ bảng tính"):
    """A table of rows, each a sequence of cells."""
    return files.pasted_table("\n".join("\t".join(row) for row in rows), name=name)


def workbook(*rows, prepare=None):
    """The bytes of a workbook with one sheet; ``prepare(book, sheet)`` may do what rows cannot."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("Danh sách")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if hasattr(cell, "year"):
                sheet.write_datetime(line, place, cell, day)
            elif cell is not None and cell != "":
                sheet.write(line, place, cell)
    if prepare is not None:
        prepare(book, sheet)
    book.close()
    return target.getvalue()


def table_in(content, name="danh-sach.xlsx"):
    return files.table(name=name, size=len(content), read=lambda: content)


def brought(by, unit_id, table, now, *, of="members", subject_id=None, fills=None):
    """A list received and checked by the mapping that was proposed."""
    batch = work.receive(
        by=by, kind=of, unit_id=unit_id, table=table, subject_id=subject_id, now=now
    )
    return work.map_columns(
        by=by, batch_id=batch.pk, mapping=batch.mapping, fills=fills or {}, now=now
    )


def applied(by, batch, now):
    return work.apply(by=by, batch_id=batch.pk, expected=batch.ready, now=now)
