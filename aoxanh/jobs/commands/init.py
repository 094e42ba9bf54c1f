"""`aoxanh init`: a new portal with its territory, its root unit and its first administrator."""

import argparse
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from aoxanh.access import actions as access
from aoxanh.jobs import clock, founding
from aoxanh.jobs.commands.migrate import migrate
from aoxanh.jobs.errors import AlreadySetUp, IsDemo
from aoxanh.jobs.speaking import say
from aoxanh.kernel.actors import Actor
from aoxanh.programmes import actions as programmes
from aoxanh.units import actions as units
from aoxanh.units import queries as tree


def declare(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--instance", type=Path, metavar=_("TỆP"), help=_("tệp YAML mô tả cổng"))
    source.add_argument("--province", metavar=_("MÃ"), help=_("mã tỉnh, cho cổng cấp tỉnh"))
    source.add_argument("--commune", metavar=_("MÃ"), help=_("mã xã, cho cổng cấp xã"))
    parser.add_argument("--name", metavar=_("TÊN"), help=_("tên cổng, khi không có tệp YAML"))
    parser.add_argument(
        "--admin", required=True, metavar=_("LIÊN-HỆ"), help=_("điện thoại hoặc e-mail quản trị")
    )
    parser.add_argument(
        "--admin-name", required=True, metavar=_("HỌ-TÊN"), help=_("họ tên người quản trị")
    )
    parser.add_argument(
        "--programme",
        type=Path,
        action="append",
        default=[],
        metavar=_("TỆP"),
        help=_("tệp chương trình, chỉ tiêu cần nạp (dùng được nhiều lần)"),
    )


def run(options: argparse.Namespace) -> int:
    """Set up everything or, refused, nothing but reference data.

    Raises ``AlreadySetUp``, ``IsDemo`` and what loading raises.
    """
    migrate()
    if tree.instance().is_demo:
        raise IsDemo
    if tree.instance().is_set_up:
        raise AlreadySetUp
    now = clock.read()
    by = clock.system("init", now)

    say(_("Đang nạp địa bàn hành chính…"))
    founding.load_reference(by=by)
    token = _set_up(options, by=by)
    say(_("Đã thiết lập cổng “%(name)s”.") % {"name": tree.instance().name})
    say(_("Người quản trị mở đường dẫn này để đặt mật khẩu (dùng một lần):"))
    say(urljoin(settings.SITE_ADDRESS, reverse("access:invitation", args=[token])))
    return 0


@transaction.atomic
def _set_up(options: argparse.Namespace, *, by: Actor) -> str:
    """Root unit, programmes and invitation together or not at all; returns the invitation's token."""
    root_id = _found(options, by=by)
    for file in options.programme:
        programmes.load(by=by, unit_id=root_id, path=file, now=clock.read())
    _invitation, token = access.invite(
        by=by,
        unit_id=root_id,
        role="ADMIN",
        contact=options.admin,
        full_name=options.admin_name,
        now=clock.read(),
    )
    return token


def _found(options: argparse.Namespace, *, by: Actor) -> int:
    now = clock.read()
    if options.instance:
        return units.load_instance(by=by, path=options.instance, is_demo=False, now=now).root_id
    code = options.province or options.commune
    return founding.found_at(by=by, code=code, name=options.name or "", now=now)
