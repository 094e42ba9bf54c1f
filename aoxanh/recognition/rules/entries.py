"""Reading files of rules: a list of entries that know their file and line, each with known columns only."""

from typing import Final

from django.utils.functional import Promise

from aoxanh.kernel.lined import Columns, Lined, LinedFault, read_rows, wrong_in
from aoxanh.recognition.errors import ServiceRuleRefused


NUMBER: Final = (int, float)


class Entry(Lined):
    """One mapping of the file, with where it stands."""

    def refuse(self, reason: str | Promise) -> ServiceRuleRefused:
        return ServiceRuleRefused(file=self.file, line=self.line, reason=reason)


def read_entries(text: str, *, file: str, required: Columns, optional: Columns) -> list[Entry]:
    """The entries of one file, each with a code of its own. Raises ``ServiceRuleRefused`` at the first fault."""
    try:
        return read_rows(text, file=file, required=required, optional=optional, make=Entry)
    except LinedFault as fault:
        raise ServiceRuleRefused(file=file, line=fault.line, reason=fault.reason) from fault


def check_columns(entry: Entry, required: Columns, optional: Columns) -> None:
    """Refuse what is missing, unknown, empty or of another type."""
    reason = wrong_in(entry, required, optional)
    if reason:
        raise entry.refuse(reason)
