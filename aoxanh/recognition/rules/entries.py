"""Reading files of rules: a list of entries that know their file and line, each with known columns only."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.lined import Lined, LinedFault, read_lined
from aoxanh.recognition.errors import ServiceRuleRefused


NUMBER: Final = (int, float)
_CODE = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


class Entry(Lined):
    """One mapping of the file, with where it stands."""

    def refuse(self, reason: str | Promise) -> ServiceRuleRefused:
        return ServiceRuleRefused(file=self.file, line=self.line, reason=reason)


def read_entries(
    text: str, *, file: str, required: Mapping[str, Any], optional: Mapping[str, Any]
) -> list[Entry]:
    """The entries of one file, each with a code of its own. Raises ``ServiceRuleRefused`` at the first fault."""
    try:
        entries = read_lined(text, file=file, make=Entry)
    except LinedFault as fault:
        reason = _("không đọc được, hãy xem lại dấu thụt đầu dòng và dấu hai chấm")
        if fault.key:
            reason = format_lazy(_("mục “{key}” ghi hai lần"), key=fault.key)
        raise ServiceRuleRefused(file=file, line=fault.line, reason=reason) from fault
    if not isinstance(entries, list) or not all(isinstance(row, Entry) for row in entries):
        reason = _("tệp phải là một danh sách các quy định")
        raise ServiceRuleRefused(file=file, line=1, reason=reason)
    seen: set[str] = set()
    for entry in entries:
        check_columns(entry, required, optional)
        if entry["code"] in seen:
            raise entry.refuse(format_lazy(_("mã “{code}” đã có ở trên"), code=entry["code"]))
        seen.add(entry["code"])
    return entries


def check_columns(entry: Entry, required: Mapping[str, Any], optional: Mapping[str, Any]) -> None:
    """Refuse what is missing, unknown, empty or of another type."""
    for key in required:
        if key not in entry:
            raise entry.refuse(format_lazy(_("thiếu “{key}”"), key=key))
    known = {**required, **optional}
    for key, value in entry.items():
        if key not in known:
            raise entry.refuse(format_lazy(_("không có mục tên “{key}”"), key=key))
        is_switch = isinstance(value, bool) and known[key] is not bool
        if is_switch or not isinstance(value, known[key]) or value == "":
            raise entry.refuse(format_lazy(_("“{key}” chưa đúng kiểu"), key=key))


def check_code(entry: Entry) -> None:
    if not _CODE.match(entry["code"]):
        raise entry.refuse(format_lazy(_("mã “{code}” chưa đúng dạng"), code=entry["code"]))
