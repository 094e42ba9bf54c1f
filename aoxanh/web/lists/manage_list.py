"""One list on its way: its columns, the preview that equals the result, the result, and the way back."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aoxanh.access import queries as access
from aoxanh.files import queries as files
from aoxanh.files.types import FileType
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import DomainError, Missing
from aoxanh.kernel.keys import key_of
from aoxanh.kernel.numbers import number
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Sheet
from aoxanh.web.guards import needs
from aoxanh.web.lists.forms import LineForm, MappingForm
from aoxanh.web.lists.going_on import way_back, way_on
from aoxanh.web.lists.manage import TONES
from aoxanh.web.paging import page_of
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away
from aoxanh.work import actions, queries
from aoxanh.work.types import BUSY_STATES, BatchState, RowState


if TYPE_CHECKING:
    from aoxanh.kernel.imports import ImportKind
    from aoxanh.work.models import Batch


PREVIEWED = 20
"""Good lines that a preview shows; of the faulty ones every one can be reached."""

FAULTY_SHOWN = 50


def found(request: Request, unit_id: int, code: str) -> "Batch":
    """The list in the path, which belongs to the unit in the path; else 404."""
    try:
        batch = queries.batch(code, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    if batch.unit_id != unit_id:
        raise Http404
    return batch


@require_GET
@needs(Permission.LIST_IMPORT)
def batch(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Where the list is: its columns to name, its preview, its progress or its result."""
    row = found(request, unit_id, code)
    if row.state == BatchState.MAPPING or "ghep" in request.GET:
        return _mapping(request, row)
    kind = queries.kind_of(row)
    context = _context(request, row, kind)
    if row.state in BUSY_STATES:
        job = queries.jobs(actor=request.actor).filter(pk=row.job_id or 0).first()
        return render(request, "lists/busy.html", context | {"job": job})
    return render(request, "lists/batch.html", context | _lines(request, row, kind))


def _context(request: Request, row: "Batch", kind: "ImportKind") -> dict[str, object]:
    names = access.names_of({row.account_id or 0}, actor=request.actor)
    return {
        "unit_id": row.unit_id,
        "batch": row,
        "kind": kind,
        "tone": TONES[BatchState(row.state)],
        "sender": names.get(row.account_id or 0, ""),
        "lines_go_on": queries.goes_on("imported_lines", local_day(_last_step(row))),
        "back": way_back(request, row.unit_id),
        "next": way_on(request, row.unit_id, row.kind) if row.applied else None,
    }


def _last_step(row: "Batch") -> datetime:
    return row.undone_at or row.applied_at or row.created_at


def _lines(request: Request, row: "Batch", kind: "ImportKind") -> dict[str, object]:
    """The first good lines as they will be saved or were, the faulty ones page by page, and what is no data."""
    page = page_of(request, range(row.faulty), size=FAULTY_SHOWN)
    shown = partial(queries.rows_shown, row, actor=request.actor, kind=kind)
    good = RowState.READY if row.state == BatchState.CHECKED else RowState.APPLIED
    start = max(page.start_index() - 1, 0)
    return {
        "page": page,
        "good": shown([good], limit=PREVIEWED),
        "good_count": row.ready if good == RowState.READY else row.applied,
        "faulty": shown([RowState.FAULTY], start=start, limit=FAULTY_SHOWN),
        "noted": shown([RowState.NOTE], limit=PREVIEWED),
        "kept": shown([RowState.KEPT], limit=FAULTY_SHOWN),
    }


def _mapping(
    request: Request, row: "Batch", form: MappingForm | None = None, refusal: str = ""
) -> HttpResponse:
    sources = queries.source_columns(row, actor=request.actor)
    kind = queries.kind_of(row)
    form = form or MappingForm(None, kind=kind, sources=sources, fills=row.fills)
    taken = set(row.mapping)
    context = _context(request, row, kind) | {
        "form": form,
        "columns": form.columns(sources),
        "fills": form.fill_fields(),
        "refusal": refusal,
        "unknown": sum(not source.code for source in sources),
        "lacking": [c for c in kind.columns if c.required and c.code not in taken],
    }
    return render(request, "lists/mapping.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Permission.LIST_IMPORT)
def list_map(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Name the columns; every line is checked by it."""
    row = found(request, unit_id, code)
    sources = queries.source_columns(row, actor=request.actor)
    kind = queries.kind_of(row)
    form = MappingForm(request.POST, kind=kind, sources=sources, fills=row.fills)
    if not form.is_valid():
        return _mapping(request, row, form)
    try:
        with transaction.atomic():
            actions.map_columns(
                by=request.actor,
                batch_id=row.pk,
                mapping=form.mapping(),
                fills=form.fills(),
                now=timezone.now(),
            )
    except DomainError as refusal:
        return _mapping(request, row, form, str(refusal))
    return redirect("manage:list", unit_id=unit_id, code=code)


@require_POST
@needs(Permission.LIST_IMPORT)
def list_apply(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Save the lines that can be saved, as many as the preview showed."""
    row = found(request, unit_id, code)
    typed = request.POST.get("so-dong", "")
    expected = key_of(typed) or 0
    try:
        with transaction.atomic():
            done = actions.apply(
                by=request.actor, batch_id=row.pk, expected=expected, now=timezone.now()
            )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        if done.state == BatchState.APPLIED:
            counts = {"lines": number(done.applied), "noun": queries.kind_of(row).noun}
            messages.success(request, _("Đã nhập %(lines)s %(noun)s.") % counts)
    return redirect("manage:list", unit_id=unit_id, code=code)


@require_POST
@needs(Permission.LIST_IMPORT)
def list_undo(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Take back what the list created; what was used since stays and is named."""
    row = found(request, unit_id, code)
    try:
        with transaction.atomic():
            done = actions.undo(by=request.actor, batch_id=row.pk, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        if done.state == BatchState.UNDONE:
            kept = {"kept": number(done.kept)}
            said = (
                _("Đã hoàn tác, giữ lại %(kept)s dòng.") % kept if done.kept else _("Đã hoàn tác.")
            )
            messages.success(request, said)
    return redirect("manage:list", unit_id=unit_id, code=code)


@require_POST
@needs(Permission.LIST_IMPORT)
def list_discard(request: Request, unit_id: int, code: str) -> HttpResponse:
    """Throw away a list of which nothing was saved."""
    row = found(request, unit_id, code)
    try:
        with transaction.atomic():
            actions.discard(by=request.actor, batch_id=row.pk, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("manage:list", unit_id=unit_id, code=code)
    messages.success(request, _("Đã bỏ danh sách “%(name)s”.") % {"name": row.name})
    return redirect("manage:lists", unit_id=unit_id)


@require_GET
@needs(Permission.LIST_IMPORT)
def list_faults(request: Request, unit_id: int, code: str) -> HttpResponse:
    """The faulty lines as a workbook that can be mended and sent again: as they were, with the reason beside."""
    row = found(request, unit_id, code)
    faulty = queries.sources_of(row, [RowState.FAULTY], actor=request.actor)
    labels = {column.code: str(column.label) for column in queries.kind_of(row).columns}
    width = len(row.headings)
    sheet = Sheet(
        title=_("Dòng cần sửa"),
        headings=[*row.headings, _("Dòng trong tệp gốc"), _("Vì sao")],
        rows=(
            [
                *[*line.cells, *[""] * width][:width],
                line.line,
                "; ".join(
                    f"{labels.get(column, '')}: {sentence}".removeprefix(": ")
                    for column, sentence, is_fault in line.findings
                    if is_fault
                ),
            ]
            for line in faulty
        ),
        about=[(_("Danh sách"), row.name), (_("Số dòng cần sửa"), number(row.faulty))],
    )
    return taken_away(files.written(sheet, FileType.XLSX), "dong-can-sua.xlsx", FileType.XLSX)


@require_http_methods(["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def list_mend(request: Request, unit_id: int, code: str, line: int) -> HttpResponse:
    """Correct one line where it stands; the list is checked again."""
    row = found(request, unit_id, code)
    kind = queries.kind_of(row)
    try:
        shown = queries.line_texts(row, line, actor=request.actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    sends = request.method == "POST"
    form = LineForm(request.POST if sends else shown.texts, kind=kind, texts=shown.texts)
    if not sends:
        form.say(shown.faults)
    elif form.is_valid():
        try:
            with transaction.atomic():
                actions.mend(
                    by=request.actor,
                    batch_id=row.pk,
                    line=line,
                    texts=form.cleaned_data,
                    now=timezone.now(),
                )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("manage:list", unit_id=unit_id, code=code)
    context = _context(request, row, kind) | {"form": form, "line": line}
    return render(request, "lists/mend.html", context, status=422 if sends else 200)
