"""`aoxanh serve`: the portal and its worker in one call."""

import argparse
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.jobs import accounts, assets, authority, first_run, keeping
from aoxanh.jobs.commands.migrate import migrate
from aoxanh.jobs.errors import ServerStopped, TooManyProcesses
from aoxanh.jobs.processes import granian, refuse_taken_port


THREADS = settings.ROOM_FOR_REQUESTS + 16
"""Of one process: some are left for monitors, and for telling the many to come back."""

_ALL = "0.0.0.0"  # noqa: S104  phones of the same network are to reach it: that is what --tls is for
_EVERYWHERE = {_ALL: "127.0.0.1", "::": "::1"}


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", metavar=_("ĐỊA-CHỈ"), default="", help=_("địa chỉ lắng nghe (127.0.0.1)")
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
        "--tls",
        action="store_true",
        help=_("phục vụ qua https cho điện thoại cùng mạng Wi-Fi, không cần Internet"),
    )
    parser.add_argument(
        "--no-worker", action="store_true", help=_("không chạy tiến trình nền kèm theo")
    )


def run(options: argparse.Namespace) -> int:
    workers = _workers(options.workers)
    host = options.host or (_ALL if options.tls else "127.0.0.1")
    refuse_taken_port(host, options.port)
    migrate()
    assets.gather()

    papers = _papers(options.port) if options.tls else None
    address = os.environ.get("AOXANH_ADDRESS") or f"http://localhost:{options.port}"
    begin = first_run.link(address=address)
    connection.close()
    os.environ["AOXANH_ADDRESS"] = address
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_counts_folder())
    keeping.become(
        keeping.Orders(
            server=granian(
                host=host, port=options.port, workers=workers, threads=THREADS, papers=papers
            ),
            with_worker=not options.no_worker,
            host=_EVERYWHERE.get(host, host),
            port=options.port,
            greeting=_greeting(address, begin) + (_how_to_trust(papers) if papers else []),
            ended=str(ServerStopped()),
        )
    )


def _counts_folder() -> Path:
    """Where the processes count what they answer (`web.health.figures`), empty: counts begin with the server."""
    folder = Path(settings.HOME) / "run" / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _papers(port: int) -> authority.Papers:
    """What a server on this machine's own network shows; the portal then answers to that address."""
    own = authority.own_address()
    os.environ["AOXANH_ADDRESS"] = f"https://{own}:{port}"
    os.environ["AOXANH_HOSTS"] = ",".join([*settings.ALLOWED_HOSTS, own])
    return authority.papers_for(own, folder=settings.HOME / "tls", now=timezone.now())


def _how_to_trust(papers: authority.Papers) -> list[str]:
    """What each phone needs once, before camera and offline pages work."""
    return [
        "",
        _("Mỗi điện thoại cần tin chứng thư này một lần: %(file)s") % {"file": papers.authority},
        _("Chép tệp sang điện thoại (USB, Zalo, thẻ nhớ) rồi mở tệp:"),
        _("  Android: Cài đặt, Bảo mật, Mã hóa và thông tin xác thực, Cài chứng chỉ, Chứng chỉ CA"),
        _("  iPhone: mở tệp, Cài đặt, Đã tải về hồ sơ; rồi Giới thiệu, Cài đặt tin cậy chứng nhận"),
        _("Dấu vân tay để đối chiếu: %(fingerprint)s") % {"fingerprint": papers.fingerprint},
    ]


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
