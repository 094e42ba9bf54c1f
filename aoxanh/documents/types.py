"""What crosses the border of the context."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


REFERENCE = Path(__file__).resolve().parent / "reference"
"""Families of layout and templates of papers as shipped."""

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""What browsers call a Word file."""

LARGEST_BUNDLE = 20 * 1024 * 1024
"""Bytes of the keys and lists of one portal that are read at most; a million papers take less than one."""

Values = Mapping[str, str | Sequence[Mapping[str, str]]]
"""What is known about the subject of a paper, by the names that templates use; empty is unknown."""


class PaperState(TextChoices):
    ISSUED = "ISSUED", _("Đã vào sổ")
    VOID = "VOID", _("Đã hủy số")


@dataclass(frozen=True, slots=True)
class SignedToken:
    """What a signature proves: the payload, what its header calls it, the key, since when that key is not believed."""

    payload: dict[str, Any]
    type_: str
    key: str
    leaked_since: datetime | None


@dataclass(frozen=True, slots=True)
class KnownIssuer:
    """A portal whose signatures can be checked: public keys (JWKS), lists of revoked papers by address, as of when."""

    site: str
    keys: dict[str, Any]
    lists: dict[str, str]
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class PadesTold:
    """What a unit's own signature proves: whose, whether it covers the file as it is, whether we know the authority."""

    signer: str
    holds: bool
    is_trusted: bool


@dataclass(frozen=True, slots=True)
class KeyTold:
    """A signing key as its operator sees it."""

    name: str
    signs: bool
    comes_next: bool
    leaked_since: datetime | None


@dataclass(frozen=True, slots=True)
class Seal:
    """What a paper's seal says: where it was made and when, the facts, the credential attached beside it.

    ``intact`` when no byte of the file changed since.
    """

    payload: dict[str, Any]
    intact: bool
    site: str
    signed_at: datetime
    key: str
    leaked_since: datetime | None
    credential: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An issuing unit on a day. ``family`` and ``level`` are codes of its kind.

    ``superior``, the header lines, ``document_code`` and ``place_name`` may be empty: then the family's words
    stand, and no place.
    """

    name: str
    family: str
    level: str
    prefix: str = ""
    superior: str = ""
    header_superior: str = ""
    header_body: str = ""
    document_code: str = ""
    place_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The issuer's words on paper. ``own_superior`` is the line its register holds, ``superior`` that or its parent."""

    name: str
    own_superior: str
    superior: str
    superior_name: str
    body: str
    organisation: str
    code: str
    place_name: str
    board: str
    on_behalf: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line; a ``blank`` is a place nothing is known for."""

    text: str
    blank: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``part`` names its look in the family."""

    part: str
    line: Line


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, widths as shares, how each column is set, and the cells of each row."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A template with everything known put in; ``blanks`` are the labels of what a person still fills in."""

    code: str
    name: str
    series: str
    heading: str
    subject: Line
    body: tuple[Paragraph | Grid, ...]
    recipients: tuple[str, ...]
    blanks: tuple[str, ...]

    @property
    def title(self) -> str:
        return "".join(run.text for run in self.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, as known now; ``on`` and ``number`` are None on a draft."""

    name: str = ""
    title: str = ""
    number: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What an issued paper is entered with; ``about`` names its subject by kind and id."""

    template: str
    series: str
    title: str
    about: tuple[str, int]
    signer_name: str
    signer_title: str


@dataclass(frozen=True, slots=True)
class PaperIssued(Event):
    """A paper was entered in its unit's register and got its number."""

    paper_id: int
    template: str
    series: str
    number: int
    year: int


@dataclass(frozen=True, slots=True)
class PaperVoided(Event):
    """A number given by mistake was struck out; it is not given again."""

    paper_id: int
    number: int
    year: int
