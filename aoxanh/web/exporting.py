"""“Tải XLSX”: what a list shows, by the same query, as a file; long lists are written by a worker."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from aoxanh.files import queries as files
from aoxanh.files.types import SUFFIXES, FileType
from aoxanh.kernel import exports
from aoxanh.kernel.dates import vn_date, vn_time
from aoxanh.kernel.numbers import number
from aoxanh.kernel.sheets import Sheet
from aoxanh.kernel.text import fold
from aoxanh.units import queries as units
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away
from aoxanh.work import actions as work


AT_ONCE = 5000
"""Rows up to which the officer waits for the file."""

_TYPES = {"xlsx": FileType.XLSX, "csv": FileType.CSV, "docx": FileType.DOCX}
Said = Sequence[tuple[str, str]]


def taken(
    request: Request,
    unit_id: int,
    code: str,
    filters: dict[str, Any],
    *,
    said: Said = (),
    title: str = "",
) -> HttpResponse | None:
    """The list as a file when the address asks for it (“tai”); None when the page itself is wanted.

    ``filters`` are what the page gives its query, ``said`` what a reader must know of them; ``title`` names the file
    where the list is called otherwise.
    """
    export = exports.export(code)
    file_type = _TYPES.get(request.GET.get("tai", ""))
    if file_type is None or (file_type == FileType.DOCX and not export.in_word):
        return None
    actor, now = request.actor, timezone.now()
    called = title or str(export.title)
    lines = export.count(actor, filters)
    about = [
        (_("Danh sách"), called),
        (_("Đơn vị"), units.names_at({unit_id}, actor.day).get(unit_id, "")),
        *said,
        (_("Số dòng"), number(lines)),
        (_("Tải lúc"), f"{vn_time(now)} {vn_date(actor.day)}"),
    ]
    given = {
        "code": code,
        "filters": filters,
        "about": about,
        "type": file_type.value,
        "title": title,
    }
    if lines > AT_ONCE:
        return _later(request, unit_id, given, now)
    work.note_taken(by=actor, code=code, unit_id=unit_id, lines=lines, now=now)
    sheet = Sheet(
        title=called,
        headings=[str(heading) for heading in export.headings],
        rows=export.rows(actor, filters),
        about=about,
    )
    day = "" if title else f"-{actor.day:%Y-%m-%d}"
    name = f"{fold(called).replace(' ', '-')}{day}{SUFFIXES[file_type]}"
    return taken_away(files.written(sheet, file_type), name, file_type)


def _later(request: Request, unit_id: int, given: dict[str, Any], now: datetime) -> HttpResponse:
    """A long list is written by a worker; asking twice within the hour gives the same file."""
    asked = f"{request.actor.account_id} {given['filters']} {given['code']} {FileType(given['type'])} {now:%Y%m%d%H}"
    job = work.enqueue(
        by=request.actor,
        kind=work.EXPORT,
        arguments=given,
        unit_id=unit_id,
        key=f"export:{sha256(asked.encode()).hexdigest()[:40]}",
        now=now,
    )
    return redirect("manage:job", unit_id=unit_id, code=job.code)
