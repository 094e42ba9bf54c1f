"""`aoxanh practices`: compiled tables of models into the registry, or on paper first."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.files import queries as files
from aoxanh.files.errors import TextLegacy
from aoxanh.jobs import clock
from aoxanh.jobs.sheets import write_csv
from aoxanh.jobs.speaking import complain, say
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.imports import Sent
from aoxanh.practices import queries
from aoxanh.practices.types import CompiledRow, Flag
from aoxanh.units import queries as units
from aoxanh.work import actions as work


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """One model as a dry run prints it."""

    province: str
    title: str
    level: str
    scope: str
    purpose: str
    content: str
    result: str
    replicability: str
    recommendation: str
    flags: str


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    bring = verbs.add_parser(
        "import", help=_("nhập bảng tổng hợp mô hình: Word, Excel hoặc văn bản")
    )
    bring.add_argument("file", type=Path, metavar=_("TỆP"))
    bring.add_argument("--dry-run", action="store_true", help=_("chỉ đọc, không lưu gì"))
    bring.add_argument("--convert", action="store_true", help=_("chuyển bảng mã cũ sang Unicode"))
    bring.add_argument("--format", choices=["csv"], default="csv", help=_("định dạng (csv)"))


def run(options: argparse.Namespace) -> int:
    sent = _sent(options.file, converts=options.convert)
    return _print(sent) if options.dry_run else _bring_in(sent)


def _sent(path: Path, *, converts: bool) -> Sent:
    found = files.opened(name=path.name, size=path.stat().st_size, read=path.read_bytes)
    try:
        clear = files.in_unicode(found, converts=converts)
    except TextLegacy:
        complain(_("Trên dòng lệnh, “Chuyển sang Unicode” là tham số --convert."))
        raise
    return Sent(original=found, clear=clear, day=local_day(clock.read()))


def _print(sent: Sent) -> int:
    write_csv(PrintedRow, _printed(queries.compiled_rows(sent)))
    return 0


def _printed(rows: list[tuple[CompiledRow, tuple[Flag, ...]]]) -> Iterator[PrintedRow]:
    for row, flags in rows:
        said = [flag.kind.value + (f" ({flag.about})" if flag.about else "") for flag in flags]
        said += [repair.kind.value for repair in row.repairs]
        title, level, scope, purpose, content, result, replicability, recommendation = row.cells
        yield PrintedRow(
            province=row.province,
            title=title,
            level=level,
            scope=scope,
            purpose=purpose,
            content=content,
            result=result,
            replicability=replicability,
            recommendation=recommendation,
            flags="; ".join(said),
        )


def _bring_in(sent: Sent) -> int:
    now = clock.read()
    by = clock.system("practices import", now)
    root_id = units.instance().root_id
    if root_id is None:
        say(_("Cổng chưa thiết lập. Hãy chạy “aoxanh init” trước."))
        return 1
    table = queries.list_of(sent)
    batch = work.receive(by=by, kind="practices", unit_id=root_id, table=table, now=now)
    batch = work.map_columns(by=by, batch_id=batch.pk, mapping=batch.mapping, fills={}, now=now)
    done = work.apply(by=by, batch_id=batch.pk, expected=batch.ready, now=now)
    counts = {"ready": batch.ready, "faulty": batch.faulty, "code": done.code}
    say(
        _("Đã nhận %(ready)s mô hình, %(faulty)s dòng cần sửa. Xem ở Nhập danh sách, mã %(code)s.")
        % counts
    )
    return 0
