"""Typesetting papers and pictures from layouts: one resident compiler per layout, PDF/A, sealed when asked."""

import hashlib
import json
import re
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import fontpkg_be_vietnam_pro
import typst

from aoxanh.documents.errors import SealMissing
from aoxanh.documents.queries.signatures import sign, verify
from aoxanh.documents.types import Seal
from aoxanh.units import queries as units


_LAYOUTS = Path(__file__).resolve().parent.parent / "reference" / "layouts"
_STANDARD: Final = "a-2b"
_TOKEN = re.compile(rb"eyJ[\w-]{20,}\.[\w-]{20,}\.[\w-]{86}(?![\w-])")
_DIGEST = "sha256"
_SPECIMEN: Final = "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ"
"""Stands across every paper of a demo."""


class LayoutAtFault(RuntimeError):
    """A layout compiled with warnings: a missing font or glyph must not reach paper."""


def typeset(layout: str, values: Mapping[str, Any], *, on: datetime) -> bytes:
    """One paper as PDF/A-2b. The same layout, values and ``on`` give the same bytes."""
    return _compiler(layout).pdf([values], on=on)


def typeset_pages(layout: str, pages: Sequence[Mapping[str, Any]], *, on: datetime) -> bytes:
    """A print run: one document with a paper for each set of values, in order."""
    return _compiler(layout).pdf(pages, on=on)


def typeset_sealed(
    layout: str, values: Mapping[str, Any], *, payload: Mapping[str, object], on: datetime
) -> bytes:
    """One paper that carries ``payload`` and the digest of its own bytes, signed together.

    The signature stands among the keywords of the document. It covers the whole file, with the signature's own
    place filled by a constant, so whoever changes one letter of the page breaks it.
    """
    blank = _blank(len(sign({**payload, _DIGEST: "0" * 64})))
    paper = _compiler(layout).pdf([{**values, "document_keywords": [blank.decode()]}], on=on)
    token = sign({**payload, _DIGEST: hashlib.sha256(paper).hexdigest()})
    return paper.replace(blank, token.encode("ascii"))


def draw(layout: str, values: Mapping[str, Any], *, ppi: int = 72) -> bytes:
    """One picture as PNG, a pixel for each point of the layout at 72 ``ppi``."""
    return _compiler(layout).png(values, ppi=ppi)


@cache
def layout_key(layout: str) -> str:
    """What changes when the layouts change, so that a kept picture is drawn anew after an update."""
    digest = hashlib.sha256(layout.encode())
    for path in sorted(_LAYOUTS.glob("*.typ")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def read_seal(paper: bytes) -> Seal:
    """What the signature in ``paper`` says, and whether the file is still what was signed.

    Needs no database and no network. Raises ``SealMissing``, ``SignatureInvalid``.
    """
    tokens = set(_TOKEN.findall(paper))
    if not tokens:
        raise SealMissing
    payload = verify(tokens.pop().decode("ascii"))
    blanked = _TOKEN.sub(lambda found: _blank(len(found[0])), paper)
    digest = payload.pop(_DIGEST, None)
    return Seal(payload, intact=not tokens and digest == hashlib.sha256(blanked).hexdigest())


def _blank(length: int) -> bytes:
    return b"A" * length


class _Compiler:
    """A layout kept compiled. Typst remembers what did not change between papers; one paper at a time."""

    def __init__(self, layout: str) -> None:
        path = _LAYOUTS / f"{layout}.typ"
        self._lock = threading.Lock()
        self._typst = typst.Compiler(path, root=_LAYOUTS, font_paths=_fonts())

    def pdf(self, pages: Sequence[Mapping[str, Any]], *, on: datetime) -> bytes:
        with self._lock:
            return _without_warnings(
                self._typst.compile_with_warnings(
                    format="pdf",
                    sys_inputs=_inputs(pages),
                    pdf_standards=[_STANDARD],
                    timestamp=int(on.timestamp()),
                )
            )

    def png(self, values: Mapping[str, Any], *, ppi: int) -> bytes:
        with self._lock:
            return _without_warnings(
                self._typst.compile_with_warnings(
                    format="png", ppi=ppi, sys_inputs=_inputs([values])
                )
            )


def _inputs(pages: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {
        "pages": json.dumps(pages, ensure_ascii=False, separators=(",", ":")),
        "specimen": _SPECIMEN if units.instance().is_demo else "",
    }


def _without_warnings(made: tuple[object, Sequence[typst.TypstWarning]]) -> bytes:
    found, warnings = made
    if warnings or not isinstance(found, bytes):
        raise LayoutAtFault("; ".join(warning.message for warning in warnings))
    return found


@cache
def _fonts() -> typst.Fonts:
    """No font of the machine, so that none sets a layout differently.

    Papers use Libertinus Serif, which Typst brings; pictures and posters the font of the pages.
    """
    pages = fontpkg_be_vietnam_pro.ROOT / "files"
    return typst.Fonts(include_system_fonts=False, font_paths=[pages])


@cache
def _compiler(layout: str) -> _Compiler:
    return _Compiler(layout)
