"""`aoxanh restore`: a backup into an empty home, checked before anything is put in place."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs import backups
from aoxanh.jobs.errors import FilesLost, NothingToRestore
from aoxanh.jobs.speaking import complain, say


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar=_("TỆP"),
        help=_("bản sao lưu (.tar.gz); bỏ trống khi cơ sở dữ liệu đã được khôi phục riêng"),
    )
    parser.add_argument(
        "--files", type=Path, metavar=_("KHO"), help=_("thư mục giữ các tệp đã lưu riêng")
    )
    parser.add_argument("--keys", type=Path, metavar=_("TỆP"), help=_("tệp khóa đã ghi riêng"))
    parser.add_argument(
        "--force", action="store_true", help=_("thay dữ liệu đang có, không lấy lại được")
    )


def run(options: argparse.Namespace) -> int:
    """Raises ``NothingToRestore``, ``FilesLost`` and what ``backups`` raises."""
    if not (options.file or options.files or options.keys):
        raise NothingToRestore
    keys = backups.read_keys(options.keys, force=options.force) if options.keys else {}
    if options.file:
        manifest = backups.restore(options.file, force=options.force, apart=options.files)
        counts = {"rows": sum(manifest.rows.values()), "files": len(manifest.members) - 1}
        say(_("Đã khôi phục %(rows)s dòng dữ liệu và %(files)s tệp, đúng mã kiểm.") % counts)
    backups.put_keys(keys)
    if options.files and not options.file:
        _bring_files(options.files)
    if not backups.has_keys():
        complain(
            _(
                "Chưa có khóa ký: mã trên thẻ và giấy đã cấp sẽ không kiểm được. Hãy thêm --keys TỆP."
            )
        )
    return 0


def _bring_files(store: Path) -> None:
    brought, lost = backups.bring_back(store)
    say(_("Đã khôi phục %(files)s tệp mà cơ sở dữ liệu nêu, đúng mã kiểm.") % {"files": brought})
    if lost:
        raise FilesLost(count=lost)
