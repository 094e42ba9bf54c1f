"""`aoxanh backup`: database and files into one file that can be checked, or the files into a folder apart."""

import argparse
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from aoxanh.jobs import backups, clock
from aoxanh.jobs.speaking import say


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, metavar=_("TỆP"), help=_("tệp sẽ ghi (.tar.gz)")
    )
    parser.add_argument(
        "--keys", type=Path, metavar=_("TỆP"), help=_("ghi khóa ký và bí mật vào một tệp riêng")
    )
    apart = parser.add_mutually_exclusive_group()
    apart.add_argument(
        "--files",
        type=Path,
        metavar=_("KHO"),
        help=_("chép tệp đã lưu vào thư mục này, mỗi tệp một lần, thay vì vào bản sao"),
    )
    apart.add_argument(
        "--files-only",
        type=Path,
        metavar=_("KHO"),
        help=_("như trên, và không sao lưu cơ sở dữ liệu: PostgreSQL giữ nhật ký của nó rồi"),
    )
    parser.add_argument(
        "--forget",
        type=int,
        metavar=_("SỐ"),
        help=_("xóa khỏi kho những tệp mà cổng đã bỏ từ lâu hơn bấy nhiêu ngày"),
    )
    parser.add_argument("--force", action="store_true", help=_("ghi đè tệp đã có"))


def run(options: argparse.Namespace) -> int:
    now = clock.read()
    if options.files_only:
        count = backups.keep_files(options.files_only, now=now)
        say(
            _("Đã có đủ %(files)s tệp trong %(store)s")
            % {"files": count, "store": options.files_only}
        )
    else:
        _write(options, now)
    store = options.files or options.files_only
    if store and options.forget is not None:
        backups.forget(store, days=options.forget, now=now)
    if options.keys:
        backups.write_keys(options.keys, force=options.force)
        say(
            _("Khóa nằm riêng ở %(file)s. Hãy cất ở nơi khác bản sao lưu.") % {"file": options.keys}
        )
    return 0


def _write(options: argparse.Namespace, now: datetime) -> None:
    file = options.file or Path(settings.HOME) / "backups" / f"aoxanh-{now:%Y%m%d-%H%M%S}.tar.gz"
    manifest = backups.write(file, now=now, force=options.force, apart=options.files)
    counts = {
        "file": file,
        "rows": sum(manifest.rows.values()),
        "files": len(manifest.members) - 1,
    }
    say(_("Đã sao lưu %(rows)s dòng dữ liệu và %(files)s tệp vào %(file)s") % counts)
