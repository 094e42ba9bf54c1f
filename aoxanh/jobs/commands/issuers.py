"""`aoxanh issuers`: public keys and lists of revoked papers of portals, kept so that `verify` needs no network."""

import argparse
import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from aoxanh.documents import actions, queries
from aoxanh.documents.types import LARGEST_BUNDLE, KnownIssuer
from aoxanh.jobs import clock
from aoxanh.jobs.errors import FileMissing, IssuerUnreachable
from aoxanh.jobs.speaking import say
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.recognition import queries as recognition


_PATH: Final = "/ghi-nhan/goi-kiem-tra.json"
_SECONDS: Final = 20
_OK: Final = 200


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    verbs.add_parser("list", help=_("các cổng máy này kiểm tra được, danh sách thu hồi từ lúc nào"))
    add = verbs.add_parser("add", help=_("lấy hoặc làm mới khóa và danh sách thu hồi của một cổng"))
    add.add_argument(
        "source",
        metavar=_("NGUỒN"),
        help=_("địa chỉ cổng (https://…) hoặc tệp goi-kiem-tra.json đã chép về"),
    )
    own = verbs.add_parser("own", help=_("ghi gói của chính cổng này, không qua mạng"))
    own.add_argument(
        "file", nargs="?", type=Path, metavar=_("TỆP"), help=_("ghi ra tệp để chép đi")
    )


def run(options: argparse.Namespace) -> int:
    """Raises ``FileMissing``, ``IssuerUnreachable``, ``IssuerRefused``."""
    return {"list": _list, "add": _add, "own": _own}[options.verb](options)


def _list(_options: argparse.Namespace) -> int:
    known = queries.known_issuers()
    for each in known:
        say(_told(each))
    if not known:
        say(_("Chưa có cổng nào. Thêm bằng: aoxanh issuers add https://…"))
    return 0


def _add(options: argparse.Namespace) -> int:
    is_address = options.source.startswith(("http://", "https://"))
    content = _fetched(options.source) if is_address else _read(Path(options.source))
    site = options.source if is_address else ""
    say(_told(actions.keep_issuer(content, site=site)))
    return 0


def _own(options: argparse.Namespace) -> int:
    told = queries.issuer_told(recognition.issuer_bundle(now=clock.read()))
    content = json.dumps(told).encode()
    if options.file is not None:
        options.file.write_bytes(content)
    say(_told(actions.keep_issuer(content, site=settings.SITE_ADDRESS)))
    return 0


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise FileMissing(file=path)
    with path.open("rb") as file:
        return file.read(LARGEST_BUNDLE + 1)


def _fetched(address: str) -> bytes:
    """What the portal tells, over TLS; plain only from this machine. A redirection is not followed."""
    found = urlsplit(address)
    is_here = found.hostname in {"localhost", "127.0.0.1", "::1"}
    if not found.hostname or (found.scheme != "https" and not is_here):
        raise IssuerUnreachable(address=address)
    opened = HTTPSConnection if found.scheme == "https" else HTTPConnection
    connection = opened(found.netloc, timeout=_SECONDS)
    try:
        connection.request("GET", _PATH)
        answer = connection.getresponse()
        content = answer.read(LARGEST_BUNDLE + 1)
    except (OSError, HTTPException) as fault:
        raise IssuerUnreachable(address=address) from fault
    finally:
        connection.close()
    if answer.status != _OK:
        raise IssuerUnreachable(address=address)
    return content


def _told(issuer: KnownIssuer) -> str:
    told = {
        "site": issuer.site,
        "keys": len(issuer.keys["keys"]),
        "lists": len(issuer.lists),
        "time": vn_time(issuer.made_at) if issuer.made_at else "–",
        "day": vn_date(local_day(issuer.made_at)) if issuer.made_at else "–",
    }
    return (
        _("%(site)s: %(keys)s khóa, %(lists)s danh sách thu hồi, lúc %(time)s ngày %(day)s.") % told
    )
