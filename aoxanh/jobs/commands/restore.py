"""`aoxanh restore`: a backup into an empty home, checked before anything is put in place."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs import backups
from aoxanh.jobs.speaking import complain, say


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("TỆP"), help=_("bản sao lưu (.tar.gz)"))
    parser.add_argument("--keys", type=Path, metavar=_("TỆP"), help=_("tệp khóa đã ghi riêng"))
    parser.add_argument(
        "--force", action="store_true", help=_("thay dữ liệu đang có, không lấy lại được")
    )


def run(options: argparse.Namespace) -> int:
    keys = backups.read_keys(options.keys, force=options.force) if options.keys else {}
    manifest = backups.restore(options.file, force=options.force)
    backups.put_keys(keys)
    counts = {"rows": sum(manifest.rows.values()), "files": len(manifest.members) - 1}
    say(_("Đã khôi phục %(rows)s dòng dữ liệu và %(files)s tệp, đúng mã kiểm.") % counts)
    if not backups.has_keys():
        complain(
            _(
                "Chưa có khóa ký: mã trên thẻ và giấy đã cấp sẽ không kiểm được. Hãy thêm --keys TỆP."
            )
        )
    return 0
