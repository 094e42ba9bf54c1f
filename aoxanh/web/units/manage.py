"""“Đơn vị”: the tree as it was on a day, lists of what is missing, and each unit through time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.places.types import Flag
from aoxanh.programmes import queries as programmes
from aoxanh.units import queries
from aoxanh.units.types import UnitRow, Verb
from aoxanh.web.exporting import taken
from aoxanh.web.guards import needs
from aoxanh.web.paging import asked_day, page_of, query
from aoxanh.web.request import Request
from aoxanh.web.units.changes import CHANGES, offered_for


if TYPE_CHECKING:
    from aoxanh.units.models.unit import UnitVersionQuerySet

LEVELS_SHOWN = 2
TREE, SECTOR, BY_TRAIT = "", "truc-thuoc", "dac-diem"
NO_DECISION, NO_FOCAL = "chua-quyet-dinh", "chua-dau-moi"
TABS = (
    (TREE, _("Cây đơn vị")),
    (SECTOR, _("Đoàn trực thuộc")),
    (BY_TRAIT, _("Theo đặc điểm địa bàn")),
    (NO_DECISION, _("Chưa có quyết định thành lập")),
    (NO_FOCAL, _("Chưa có đầu mối")),
)


@dataclass(slots=True)
class Node:
    """A unit of the tree with those below it that are shown."""

    row: UnitRow
    below: "list[Node]" = field(default_factory=list)


def nested(rows: Sequence[UnitRow]) -> list[Node]:
    """Rows in preorder as nodes within nodes."""
    tops: list[Node] = []
    line: list[Node] = []
    for row in rows:
        node = Node(row)
        del line[row.depth :]
        (line[-1].below if line else tops).append(node)
        line.append(node)
    return tops


def _listed(tab: str, *, actor: Actor, day: date, within: int, flag: Flag) -> "UnitVersionQuerySet":
    if tab == SECTOR:
        return queries.units(actor=actor, day=day, within=within, is_sector=True)
    if tab == BY_TRAIT:
        return queries.units(actor=actor, day=day, within=within, flag=flag)
    inside = queries.units(actor=actor, day=day, within=within).order_by().values("pk")
    rows = (
        queries.without_decision(actor=actor, day=day)
        if tab == NO_DECISION
        else people.units_without_focal_point(actor=actor, day=day)
    )
    return rows.filter(pk__in=inside)


def _flag(request: Request) -> Flag:
    asked = request.GET.get("dac-diem", "")
    return Flag(asked) if asked in Flag.values else Flag.BORDER


@require_GET
@needs(Permission.UNIT_VIEW)
def units(request: Request, unit_id: int) -> HttpResponse:
    """The tree below the unit as it was on “ngay”, or one of the lists, found by name with or without diacritics."""
    actor, text = request.actor, request.GET.get("q", "").strip()[:100]
    day = asked_day(request, "ngay") or actor.day
    asked = request.GET.get("loc", "")
    tab = asked if asked in {code for code, _label in TABS} else TREE
    kept = {"q": text, "ngay": day if day != actor.day else ""}
    flag = _flag(request)
    of_tab: dict[str, date | str] = {"loc": tab, "dac-diem": flag if tab == BY_TRAIT else ""}
    filters = {
        "unit_id": unit_id,
        "day": day.isoformat(),
        "text": text,
        "is_sector": tab == SECTOR,
        "flag": of_tab["dac-diem"],
        "without_decision": tab == NO_DECISION,
    }
    said = [(str(_("Theo thời điểm")), vn_date(day)), (str(_("Tìm")), text)]
    listed_as = "units_without_focal_point" if tab == NO_FOCAL else "units"
    title = str(_("Đơn vị chưa có quyết định thành lập")) if tab == NO_DECISION else ""
    file = taken(request, unit_id, listed_as, filters, said=said, title=title)
    if file is not None:
        return file
    counts = queries.kind_counts(day=day, within=unit_id)
    context: dict[str, object] = {
        "unit_id": unit_id,
        "day": day,
        "is_today": day == actor.day,
        "may_found": actor.may(Permission.UNIT_EDIT, at=unit_id),
        "text": text,
        "tab": tab,
        "tabs": [(label, f"?{query(kept | {'loc': code})}", code == tab) for code, label in TABS],
        "counts": [(kind, counts[kind.code]) for kind in queries.kinds() if kind.code in counts],
        "total": sum(counts.values()),
        "query": query(kept | of_tab),
    }
    if tab == TREE:
        rows = queries.tree(actor=actor, day=day, root=unit_id, text=text, depth=LEVELS_SHOWN)
        context |= {"nodes": nested(rows), "matches": sum(row.is_match for row in rows)}
    else:
        listed = _listed(tab, actor=actor, day=day, within=unit_id, flag=flag)
        page = page_of(request, listed.filter(queries.matching(text)) if text else listed)
        parents = queries.names_at({row.parent_id for row in page if row.parent_id}, day)
        context |= {"page": page, "parents": parents}
    if tab == BY_TRAIT:
        context["traits"] = [
            (each.label, f"?{query(kept | {'loc': tab, 'dac-diem': each})}", each == flag)
            for each in Flag
        ]
    return render(request, "units/tree.html", context)


@require_GET
@needs(Permission.UNIT_VIEW)
def unit(request: Request, unit_id: int, pk: int) -> HttpResponse:
    """One unit: what it is, was called, whose it was, who serves in it, and what can be changed."""
    actor = request.actor
    try:
        found = queries.unit(unit_id=pk, actor=actor)
    except Missing as refusal:
        raise Http404(str(refusal)) from refusal
    versions = list(queries.versions_of(unit_id=pk, actor=actor))
    spells = list(queries.parenthoods_of(unit_id=pk, actor=actor))
    current = next((each for each in versions if each.valid_from <= actor.day), versions[-1])
    is_open = found.founded_on <= actor.day < found.closed_on
    may_edit = actor.may(Permission.UNIT_EDIT, at=pk)
    context = {
        "unit_id": unit_id,
        "found": found,
        "version": current,
        "versions": versions,
        "spells": spells,
        "unit_names": queries.names_at({spell.parent_id for spell in spells}, actor.day),
        "kin": queries.kin(unit_id=pk, day=actor.day),
        "aliases": queries.aliases_of(unit_id=pk, actor=actor),
        "children": queries.children_of(unit_id=pk, actor=actor, day=actor.day),
        "ahead": [
            (change_id, Verb(verb).label, on)
            for change_id, verb, on in queries.changes_ahead(unit_id=pk, actor=actor)
        ],
        "officers": people.officers_at(pk, actor.day, actor=actor),
        "boards": programmes.boards_held(pk, actor=actor),
        "focal": people.focal_person(pk, actor.day),
        "is_open": is_open,
        "is_ending": found.closing_id is not None,
        "may_edit": may_edit,
        "may_name": actor.may(Permission.PERSON_EDIT, at=pk),
        "may_audit": actor.may(Permission.AUDIT_VIEW, at=pk),
        "actions": [(slug, CHANGES[slug]) for slug in offered_for(found, actor.day)]
        if may_edit
        else [],
    }
    return render(request, "units/unit.html", context)
