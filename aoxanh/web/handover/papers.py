"""The record of a handover as PDF; papers are Vietnamese whatever the reader's language."""

from datetime import timedelta
from typing import TYPE_CHECKING

from aoxanh.access import queries as access
from aoxanh.documents import queries as documents
from aoxanh.kernel.dates import vn_date, vn_long_date
from aoxanh.kernel.language import in_vietnamese
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.people.models import Handover

LAYOUT = "handover_record"


@in_vietnamese
def record_pdf(handover: "Handover") -> bytes:
    """The paper, with what was open at the last signature and room for both hands."""
    on = handover.accepted_at or handover.proposed_at
    return documents.typeset(LAYOUT, _values(handover), on=on)


def _values(handover: "Handover") -> dict[str, object]:
    version = units.version_at(unit_id=handover.unit_id, day=handover.on)
    above = units.parents(unit_ids={handover.unit_id}, day=handover.on)
    names = units.names_at(above.values(), handover.on)
    superior = names[above[handover.unit_id]] if above else units.instance().name
    place = units.instance().place_name
    if version.kind.is_territorial and version.place_id:
        place = version.short_name
    last_day = handover.until - timedelta(days=1)
    moved = [access.role(code).name for code in handover.moved.get("roles", ())]
    moved += handover.moved.get("posts", ())
    if handover.moved.get("focal"):
        moved.append("Người đầu mối tình nguyện của đơn vị")
    signed = handover.accepted_at is not None
    term = "lâm thời, " if handover.is_provisional else ""
    return {
        "document_title": f"Biên bản bàn giao, {version.name}",
        "document_author": version.name,
        "superior": version.header_superior or superior.upper(),
        "unit": (version.header_body or version.name).upper(),
        "place_and_day": f"{place}, {vn_long_date(handover.on)}",
        "unit_name": version.name,
        "outgoing": handover.outgoing.full_name,
        "incoming": handover.full_name,
        "day": vn_date(handover.on),
        "term": f"{term}đến hết ngày {vn_date(last_day)}",
        "moved": moved,
        "work": handover.work,
        "signed": _signed_line(handover) if signed else "Bản chưa có chữ ký của người nhận.",
    }


def _signed_line(handover: "Handover") -> str:
    decided = handover.proposed_by_id not in {None, handover.outgoing_id}
    how = "Đơn vị cấp trên quyết định" if decided else "Hai bên đã ký trên cổng"
    return (
        f"{how}, hoàn tất ngày {vn_date(handover.accepted_at.date())}."
        if handover.accepted_at
        else ""
    )
