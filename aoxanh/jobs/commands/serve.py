"""`aoxanh serve`: the portal and its worker in one call."""

import argparse
import os

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from aoxanh.jobs import accounts, assets, first_run, keeping
from aoxanh.jobs.commands.migrate import migrate
from aoxanh.jobs.errors import ServerStopped, TooManyProcesses
from aoxanh.jobs.processes import granian, refuse_taken_port


THREADS = min(4, 2 * (os.cpu_count() or 1))
"""Requests one process answers at a time: they wait for the database as long as they compute."""

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  what the user asked for, to reach it


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", metavar=_("ĐỊA-CHỈ"), default="127.0.0.1", help=_("địa chỉ lắng nghe (127.0.0.1)")
    )
    parser.add_argument(
        "--port", metavar=_("SỐ"), type=int, default=8000, help=_("cổng lắng nghe (8000)")
    )
    parser.add_argument(
        "--workers",
        metavar=_("SỐ"),
        type=int,
        default=0,
        help=_("số tiến trình phục vụ, SQLite chỉ dùng 1"),
    )
    parser.add_argument(
        "--no-worker", action="store_true", help=_("không chạy tiến trình nền kèm theo")
    )


def run(options: argparse.Namespace) -> int:
    workers = _workers(options.workers)
    refuse_taken_port(options.host, options.port)
    migrate()
    assets.gather()

    address = os.environ.get("AOXANH_ADDRESS") or f"http://localhost:{options.port}"
    begin = first_run.link(address=address)
    connection.close()
    os.environ["AOXANH_ADDRESS"] = address
    keeping.become(
        keeping.Orders(
            server=granian(host=options.host, port=options.port, workers=workers, threads=THREADS),
            with_worker=not options.no_worker,
            host=_EVERYWHERE.get(options.host, options.host),
            port=options.port,
            greeting=_greeting(address, begin),
            ended=str(ServerStopped()),
        )
    )


def _workers(asked: int) -> int:
    """Processes to serve with. Raises ``TooManyProcesses``."""
    if connection.vendor == "sqlite":
        if asked > 1:
            raise TooManyProcesses
        return 1
    return asked or min(4, os.cpu_count() or 1)


def _greeting(address: str, begin: str) -> list[str]:
    lines = [
        _("Cổng thông tin đang chạy tại %(address)s") % {"address": address},
        _("Dữ liệu nằm trong %(home)s. Nhấn Ctrl+C để dừng.") % {"home": settings.HOME},
    ]
    if begin:
        lines += [
            "",
            _("Cổng chưa được thiết lập. Chỉ mở đường dẫn này trên máy của bạn, đừng gửi cho ai:"),
            begin,
        ]
    known = accounts.kept()
    if known:
        lines += ["", _("Tài khoản minh họa (nhân vật hư cấu):"), accounts.listed(known)]
    return lines
