"""`aoxanh serve`: the portal and its worker in one call."""

import argparse
import os
import shutil
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.jobs import accounts, assets, authority, first_run, serving, waiting
from aoxanh.jobs.commands import worker
from aoxanh.jobs.commands.migrate import migrate
from aoxanh.jobs.errors import TooManyProcesses
from aoxanh.jobs.processes import Company, keep, refuse_taken_port


APPLICATION = "aoxanh.config.wsgi:application"
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
    assets.gather()
    papers = _papers() if options.tls else None
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_counts_folder())
    application = serving.load(APPLICATION)  # while a database may still be coming up

    waiting.for_the_database()
    migrate()
    greeting = _greeting(first_run.link(address=settings.SITE_ADDRESS))
    serving.warm(application, host=urlsplit(settings.SITE_ADDRESS).netloc)
    _let_go()
    server = partial(
        serving.serve, APPLICATION,
        host=host, port=options.port, workers=workers, threads=THREADS, papers=papers,
    )  # fmt: skip
    keep(
        Company(server, None if options.no_worker else worker.work),
        host=_EVERYWHERE.get(host, host),
        port=options.port,
        greeting=greeting + (_how_to_trust(papers) if papers else []),
    )
    return 0


def _let_go() -> None:
    """Of the database and of a shared cache: what is forked from here begins connections of its own."""
    if let_go := getattr(caches[DEFAULT_CACHE_ALIAS], "let_go", None):  # of `config.caching` alone
        let_go()
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]  # of this vendor alone


def _counts_folder() -> Path:
    """Where the processes count what they answer (`web.health.figures`), empty: counts begin with the server."""
    folder = Path(settings.HOME) / "run" / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _papers() -> authority.Papers:
    """What a server on this machine's own network shows; the portal then answers to that address."""
    own = authority.own_address()
    settings.ALLOWED_HOSTS.append(own)
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


def _greeting(begin: str) -> list[str]:
    lines = [
        _("Cổng thông tin đang chạy tại %(address)s") % {"address": settings.SITE_ADDRESS},
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
