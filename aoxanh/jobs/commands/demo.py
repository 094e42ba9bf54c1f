"""`aoxanh demo`: invented persons on the real map, to try everything with."""

import argparse
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils.translation import gettext as _

from aoxanh.jobs import accounts, clock, demo
from aoxanh.jobs.backups import databases
from aoxanh.jobs.commands.migrate import migrate
from aoxanh.jobs.errors import IsReal
from aoxanh.jobs.speaking import say
from aoxanh.units import queries as units


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reset", action="store_true", help=_("xóa dữ liệu minh họa cũ rồi nạp lại từ đầu")
    )


def run(options: argparse.Namespace) -> int:
    """Load the demo once; again only when asked to. Never beside real data (``IsReal``)."""
    migrate()
    instance = units.instance()
    if not instance.is_demo and (instance.is_set_up or get_user_model().objects.exists()):
        raise IsReal
    if instance.is_set_up and not options.reset:
        say(_("Dữ liệu minh họa đã có sẵn. Thêm --reset để nạp lại."))
    else:
        if instance.is_set_up:
            _erase()
        accounts.keep(demo.load(now=clock.read(), say=say))
        say(_("Đã nạp dữ liệu minh họa."))
    say(accounts.listed(accounts.kept()))
    return 0


def _erase() -> None:
    databases.erase()
    cache.clear()
    media = Path(settings.MEDIA_ROOT)
    if media.exists():
        shutil.rmtree(media)
    migrate()
