"""`aoxanh backup`: database and files into one file that can be checked."""

import argparse
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
    parser.add_argument("--force", action="store_true", help=_("ghi đè tệp đã có"))


def run(options: argparse.Namespace) -> int:
    now = clock.read()
    file = options.file or Path(settings.HOME) / "backups" / f"aoxanh-{now:%Y%m%d-%H%M%S}.tar.gz"
    manifest = backups.write(file, now=now, force=options.force)
    counts = {
        "file": file,
        "rows": sum(manifest.rows.values()),
        "files": len(manifest.members) - 1,
    }
    say(_("Đã sao lưu %(rows)s dòng dữ liệu và %(files)s tệp vào %(file)s") % counts)
    if options.keys:
        backups.write_keys(options.keys, force=options.force)
        say(
            _("Khóa nằm riêng ở %(file)s. Hãy cất ở nơi khác bản sao lưu.") % {"file": options.keys}
        )
    return 0
