"""“Nhập danh sách”: the kinds there are, the lists of the past, and a new one from a file or the clipboard."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aoxanh.access import queries as access
from aoxanh.files import queries as files
from aoxanh.files.errors import TextLegacy
from aoxanh.files.types import FileType
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.imports import Column, ImportKind
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.sheets import Sheet
from aoxanh.web.guards import needs
from aoxanh.web.lists.forms import SourceForm
from aoxanh.web.lists.going_on import way_back
from aoxanh.web.paging import asked_number, page_of
from aoxanh.web.request import Request
from aoxanh.web.taken import taken_away
from aoxanh.work import actions, queries
from aoxanh.work.errors import ListKindUnknown
from aoxanh.work.types import BatchState


TONES = {
    BatchState.MAPPING: "due",
    BatchState.CHECKING: "info",
    BatchState.CHECKED: "due",
    BatchState.APPLYING: "info",
    BatchState.APPLIED: "ok",
    BatchState.UNDOING: "info",
    BatchState.UNDONE: "neutral",
}


@require_GET
@needs(Permission.LIST_IMPORT)
def lists(request: Request, unit_id: int) -> HttpResponse:
    """What can be brought in here, and what was."""
    kinds = queries.kinds_at(unit_id, actor=request.actor)
    page = page_of(request, queries.batches(unit_id, actor=request.actor))
    names = access.names_of({row.account_id for row in page if row.account_id}, actor=request.actor)
    context = {
        "unit_id": unit_id,
        "kinds": [kind for kind in kinds if not kind.about],
        "page": page,
        "rows": [
            (row, TONES[BatchState(row.state)], names.get(row.account_id or 0, "")) for row in page
        ],
    }
    return render(request, "lists/index.html", context)


def kind_of(request: Request, unit_id: int, code: str) -> ImportKind:
    """The kind in the path, with the columns of what ``?ve=`` names, or 404."""
    subject_id = asked_number(request, "ve")
    try:
        return queries.kind_at(code, unit_id, actor=request.actor, subject_id=subject_id)
    except ListKindUnknown as refusal:
        raise Http404(str(refusal)) from refusal


@require_http_methods(["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def list_new(request: Request, unit_id: int, kind: str) -> HttpResponse:
    """Send a list: it is kept as it is, and nothing of it is saved yet."""
    known = kind_of(request, unit_id, kind)
    subject_id = asked_number(request, "ve")
    sends = request.method == "POST"
    form = SourceForm(request.POST if sends else None, request.FILES if sends else None)
    if form.is_bound and form.is_valid():
        try:
            table = form.table(known, request.actor.day)
            with transaction.atomic():
                batch = actions.receive(
                    by=request.actor,
                    kind=kind,
                    unit_id=unit_id,
                    table=table,
                    subject_id=subject_id,
                    now=timezone.now(),
                )
        except DomainError as refusal:
            if isinstance(refusal, TextLegacy):
                form.offer_conversion()
            form.add_error("file" if form.cleaned_data["file"] else "pasted", str(refusal))
        else:
            return redirect("manage:list", unit_id=unit_id, code=batch.code)
    optional = [column for column in known.columns if not column.required]
    context = {
        "unit_id": unit_id,
        "form": form,
        "kind": known,
        "optional": optional,
        "subject_id": subject_id,
        "back": way_back(request, unit_id),
    }
    return render(request, "lists/new.html", context, status=422 if form.is_bound else 200)


@require_GET
@needs(Permission.LIST_IMPORT)
def list_template(request: Request, unit_id: int, kind: str) -> HttpResponse:
    """An empty workbook with the right headings, and a page that explains them."""
    known = kind_of(request, unit_id, kind)
    sheet = Sheet(
        title=str(known.label),
        headings=[str(column.label) for column in known.columns],
        rows=[],
        about=[
            (_("Danh sách"), str(known.label)),
            (_("Cách ghi"), _("Mỗi dòng một %(noun)s, không gộp ô.") % {"noun": known.noun}),
            *((str(column.label), _explained(column)) for column in known.columns),
        ],
        offered=[tuple(column.offered()) for column in known.columns],
    )
    content = files.written(sheet, FileType.XLSX)
    return taken_away(content, f"mau-{kind.replace('.', '-')}.xlsx", FileType.XLSX)


def _explained(column: Column) -> str:
    """What to write in a column, in one line."""
    words = ", ".join(column.offered())
    parts = [
        _("Cần có") if column.required else _("Có thể để trống"),
        str(column.hint),
        _("Một trong: %(words)s") % {"words": words} if words else "",
        _("Ví dụ: %(example)s") % {"example": column.example} if column.example else "",
    ]
    return ". ".join(part for part in parts if part) + "."
