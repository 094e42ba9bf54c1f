"""Files that a sealed PDF carries: put in as a last revision, in the clear, and read from exactly there.

Typst writes the paper with the attached files empty. One revision is appended that gives each its content
(ISO 32000-1, 7.5.6), so that nothing of the paper is written anew and the place of the seal is known to the byte.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from aoxanh.documents.errors import SealMissing


CREDENTIAL: Final = "chung-nhan.jwt"
SEAL: Final = "niem-phong.jws"
MEMBERS: Final = ("sha256", "site", "iat")
"""What a seal says beside the facts: the digest of the file, the portal that sealed it, when."""
_TYPES: Final = {CREDENTIAL: "application/vc+jwt", SEAL: "application/jose"}
_DESCRIPTIONS: Final = {
    CREDENTIAL: "Open Badges 3.0",
    SEAL: "Niêm phong: chữ ký trên từng byte của tệp này",
}

_NAMED = re.compile(rb"/Type/Filespec/F\(([\w.-]+)\)/UF\(\1\)/EF<</F (\d+) 0 R/UF \2 0 R>>")
_TRAILER = re.compile(rb"trailer\n<<(/Size [^\n]+)>>\nstartxref\n(\d+)\n%%EOF\n?\Z")
_HELD = (
    rb"\n(\d+) 0 obj\n<</Type/EmbeddedFile/Subtype/%s/Length \d+/Params<</Size \d+/ModDate\(D:\d{14}Z\)>>>>"
    rb"\nstream\n((?:A{100,}|eyJ[\w-]+\.[\w-]+\.[\w-]+))\nendstream\nendobj\n"
)
_SIGNED = re.compile(rb"/Contents ?<([0-9a-fA-F]{1000,})>")


class NotOneOfOurs(RuntimeError):
    """Typst wrote a PDF that this module does not know its way around in."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a sealed file holds in its places: the seal, the credential (may be empty), the digest of all else."""

    seal: str
    credential: str
    digest: str


def announced(names: Sequence[str]) -> list[tuple[str, str, str]]:
    """What a layout is told of the files to come: name, type, description."""
    return [(name, _TYPES[name], _DESCRIPTIONS[name]) for name in names]


def attach(paper: bytes, files: Mapping[str, bytes], *, on: datetime) -> bytes:
    """``paper`` with the files it announced, as an appended revision."""
    places = {name.decode(): int(number) for name, number in _NAMED.findall(paper)}
    trailer = _TRAILER.search(paper)
    if trailer is None or places.keys() != files.keys():
        raise NotOneOfOurs
    written, at = bytearray(paper), {}
    for name, content in files.items():
        at[places[name]] = len(written) + 1
        written += _object(places[name], _TYPES[name], content, on)
    start = len(written)
    written += b"xref\n"
    for number, offset in sorted(at.items()):
        written += b"%d 1\n%010d 00000 n\r\n" % (number, offset)
    entries, before = trailer.groups()
    written += b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (entries, before, start)
    return bytes(written)


def read(paper: bytes) -> Held:
    """The attached files of a sealed PDF. Raises ``SealMissing`` unless there is one seal in its place.

    Whatever stands elsewhere in the file, signed or not, is not looked at; it changes the digest.
    """
    seals, credentials = _held(paper, SEAL), _held(paper, CREDENTIAL)
    if len(seals) != 1 or len(credentials) > 1:
        raise SealMissing
    return Held(
        seal=seals[0][2].decode("ascii"),
        credential=credentials[0][2].decode("ascii") if credentials else "",
        digest=digest(paper),
    )


def digest(paper: bytes) -> str:
    """SHA-256 of every byte, with the seal's place and that of a PAdES signature behind it filled with constants."""
    (seal,) = _held(paper, SEAL)
    start, end = seal.span(2)
    rest = _SIGNED.sub(lambda found: _blanked(found, b"0"), paper[end:], count=1)
    return hashlib.sha256(paper[:start] + b"A" * (end - start) + rest).hexdigest()


def fill(paper: bytes, seal: bytes) -> bytes:
    """``paper`` with its empty seal filled by one of the same length."""
    (place,) = _held(paper, SEAL)
    start, end = place.span(2)
    if len(seal) != end - start:
        raise NotOneOfOurs
    return paper[:start] + seal + paper[end:]


def _blanked(found: re.Match[bytes], sign: bytes) -> bytes:
    start, end = (place - found.start() for place in found.span(1))
    return found[0][:start] + sign * (end - start) + found[0][end:]


def _held(paper: bytes, name: str) -> list[re.Match[bytes]]:
    return list(re.finditer(_HELD % _subtype(name), paper))


def _subtype(name: str) -> bytes:
    return re.escape(_escaped(_TYPES[name]))


def _escaped(kind: str) -> bytes:
    return kind.replace("/", "#2F").encode("ascii")


def _object(number: int, kind: str, content: bytes, on: datetime) -> bytes:
    """An embedded file; the line feed before it stands so that the object begins a line."""
    size, day = len(content), f"{on.astimezone(UTC):%Y%m%d%H%M%S}".encode()
    head = b"\n%d 0 obj\n<</Type/EmbeddedFile/Subtype/%s" % (number, _escaped(kind))
    told = b"/Length %d/Params<</Size %d/ModDate(D:%sZ)>>>>" % (size, size, day)
    return head + told + b"\nstream\n" + content + b"\nendstream\nendobj\n"
