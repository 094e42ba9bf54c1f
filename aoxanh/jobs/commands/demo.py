"""`aoxanh demo`: invented persons on the real map, to try everything with."""

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils.translation import gettext as _

from aoxanh.jobs import accounts, clock, demo
from aoxanh.jobs.backups import databases
from aoxanh.jobs.commands.migrate import migrate
from aoxanh.jobs.demo.stage import SEED
from aoxanh.jobs.errors import DemoThere, IsReal
from aoxanh.jobs.parsing import read_count
from aoxanh.jobs.speaking import say
from aoxanh.units import queries as units


PROVINCE, NATIONAL = "province", "national"
DEFAULT_TURNS = 100_000


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reset", action="store_true", help=_("xóa dữ liệu minh họa cũ rồi nạp lại từ đầu")
    )
    parser.add_argument(
        "--scale",
        choices=(PROVINCE, NATIONAL),
        default=PROVINCE,
        help=_(
            "province: một tỉnh với đủ mọi việc; national: cả nước với thật nhiều lượt tham gia"
        ),
    )
    parser.add_argument(
        "--participations",
        type=read_count,
        default=DEFAULT_TURNS,
        metavar=_("SỐ"),
        help=_("số lượt tham gia, chỉ dùng với --scale national"),
    )
    parser.add_argument(
        "--seed",
        default=SEED,
        metavar=_("CHỮ"),
        help=_("chữ khác cho dữ liệu khác, chỉ dùng với --scale national"),
    )


def run(options: argparse.Namespace) -> int:
    """Load the demo once; again only when asked to. Never beside real data (``IsReal``).

    The country only goes into an empty database (``DemoThere``).
    """
    migrate()
    instance = units.instance()
    if not instance.is_demo and (instance.is_set_up or get_user_model().objects.exists()):
        raise IsReal
    if instance.is_set_up and not options.reset and options.scale == NATIONAL:
        raise DemoThere
    if instance.is_set_up and not options.reset:
        say(_("Dữ liệu minh họa đã có sẵn. Thêm --reset để nạp lại."))
    else:
        if instance.is_set_up:
            _erase()
        accounts.keep(_load(options))
        say(_("Đã nạp dữ liệu minh họa."))
    say(accounts.listed(accounts.kept()))
    return 0


def _load(options: argparse.Namespace) -> Iterable[accounts.DemoAccount]:
    if options.scale == PROVINCE:
        return demo.load(now=clock.read(), say=say)
    return demo.load_nation(
        now=clock.read(), say=say, participations=options.participations, seed=options.seed
    )


def _erase() -> None:
    databases.erase()
    cache.clear()
    media = Path(settings.MEDIA_ROOT)
    if media.exists():
        shutil.rmtree(media)
    migrate()
