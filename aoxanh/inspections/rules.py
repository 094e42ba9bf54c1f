"""Pure decisions about inspections: files of checklists and of uses."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from aoxanh.inspections.errors import InspectionFileRefused
from aoxanh.inspections.types import SeenBy
from aoxanh.kernel.lined import Columns, Lined, LinedFault, read_rows


def unmarked(items: Sequence[Mapping[str, str]], marks: Mapping[str, object]) -> str:
    """The first line of a checklist without a mark; "" when each has one."""
    return next((item["text"] for item in items if item["code"] not in marks), "")


def read_checklists(text: str, *, file: str) -> list[dict[str, Any]]:
    """The checklists of a file as columns. Raises ``InspectionFileRefused``."""
    columns: Columns = {"code": str, "name": str, "items": list}
    return _read(text, file, columns, {"about_models": bool, "inspects": bool}, _checklist)


def read_uses(text: str, *, file: str) -> list[dict[str, Any]]:
    """The ways of using IT of a file as columns. Raises ``InspectionFileRefused``."""
    return _read(text, file, {"code": str, "name": str}, {"seen_by": str}, _use)


def _read(
    text: str,
    file: str,
    required: Columns,
    optional: Columns,
    make: Callable[[Lined], dict[str, Any]],
) -> list[dict[str, Any]]:
    try:
        rows = read_rows(text, file=file, required=required, optional=optional, make=Lined)
        return [make(row) for row in rows]
    except LinedFault as fault:
        raise InspectionFileRefused(file=file, line=fault.line, reason=fault.reason) from fault


def _checklist(row: Lined) -> dict[str, Any]:
    items = row["items"]
    is_so = items and all(
        isinstance(item, Lined) and set(item) == {"code", "text"} for item in items
    )
    if not is_so or len({item["code"] for item in items}) != len(items):
        raise LinedFault(line=row.line, reason=_("“items” là các dòng có “code” riêng và “text”"))
    plain = [{"code": str(item["code"]), "text": str(item["text"])} for item in items]
    return {
        "code": row["code"],
        "name": row["name"],
        "items": plain,
        "about_models": row.get("about_models", False),
        "inspects": row.get("inspects", True),
    }


def _use(row: Lined) -> dict[str, Any]:
    seen_by = row.get("seen_by", "")
    if seen_by not in SeenBy.values:
        reason = _("“%(value)s” không có trong danh mục") % {"value": seen_by}
        raise LinedFault(line=row.line, reason=reason)
    return {"code": row["code"], "name": row["name"], "seen_by": seen_by}
