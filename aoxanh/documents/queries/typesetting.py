"""Typesetting papers and pictures from layouts: one resident compiler per layout, PDF/A, sealed when asked."""

import csv
import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

import fontpkg_be_vietnam_pro
import typst
from django.conf import settings

from aoxanh.documents import rules
from aoxanh.documents.queries import sealing, unit_certificates
from aoxanh.documents.queries.signatures import sign
from aoxanh.documents.types import REFERENCE
from aoxanh.units import queries as units


_LAYOUTS = REFERENCE / "layouts"
_STANDARD: Final = "a-2b"
_WITH_FILES: Final = "a-3b"
_DIGEST, _SITE, _AT = sealing.MEMBERS
_SPECIMEN: Final = "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ"
"""Stands across every paper of a demo."""


def _certificate(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return rules.set_out(values, letters())


_SET_OUT: Final[Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]]] = {
    "participation_certificate": _certificate
}
"""Layouts whose sizes and lines are chosen before they are set."""


class LayoutAtFault(RuntimeError):
    """A layout compiled with warnings: a missing font or glyph must not reach paper."""


def typeset(layout: str, values: Mapping[str, Any], *, on: datetime) -> bytes:
    """One paper as PDF/A-2b. The same layout, values and ``on`` give the same bytes."""
    return _compiler(layout).pdf([values], on=on)


def typeset_pages(layout: str, pages: Sequence[Mapping[str, Any]], *, on: datetime) -> bytes:
    """A print run: one document with a paper for each set of values, in order."""
    return _compiler(layout).pdf(pages, on=on)


def typeset_sealed(
    layout: str,
    values: Mapping[str, Any],
    *,
    payload: Mapping[str, object],
    on: datetime,
    signed_at: datetime | None = None,
    credential: str = "",
    unit: str = "",
) -> bytes:
    """One paper as PDF/A-3b that carries ``payload`` and the digest of its own bytes, signed together at ``signed_at``.

    The signature is an attached file. It covers the whole file, the ``credential`` attached beside it included,
    with the signature's own place filled by a constant: whoever changes one letter of the page breaks it.
    A ``unit`` with a certificate of its own signs besides (PAdES). Raises ``PadesUnusable``.
    """
    facts = {**payload, _SITE: settings.SITE_ADDRESS, _AT: int((signed_at or on).timestamp())}
    files = {sealing.CREDENTIAL: credential.encode("ascii")} if credential else {}
    files[sealing.SEAL] = b"A" * len(sign({**facts, _DIGEST: "0" * 64}))
    bare = _compiler(layout).pdf([values], on=on, carries=tuple(files))
    paper = sealing.attach(bare, files, on=on)
    signed = unit_certificates.begun(paper, unit, at=signed_at or on)
    paper = signed.paper if signed else paper
    token = sign({**facts, _DIGEST: sealing.digest(paper)})
    paper = sealing.fill(paper, token.encode("ascii"))
    return signed.finished(paper) if signed else paper


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


class _Compiler:
    """A layout kept compiled. Typst remembers what did not change between papers; one paper at a time.

    What a paper prints stands in a file of its own that layouts import: the inputs of Typst's library would make it
    forget everything.
    """

    def __init__(self, layout: str) -> None:
        self._layout = layout
        self._lock = threading.Lock()
        self._typst = typst.Compiler(root=_LAYOUTS, font_paths=_fonts())

    def pdf(
        self, pages: Sequence[Mapping[str, Any]], *, on: datetime, carries: Sequence[str] = ()
    ) -> bytes:
        """``carries`` names the files that will be attached."""
        given = files_of(self._layout, pages, carries)
        with self._lock:
            return _without_warnings(
                self._typst.compile_with_warnings(
                    input=given,  # type: ignore[type-var]  # files by name, which its stubs leave out
                    format="pdf",
                    pdf_standards=[_WITH_FILES if carries else _STANDARD],
                    timestamp=int(on.timestamp()),
                )
            )

    def png(self, values: Mapping[str, Any], *, ppi: int) -> bytes:
        given = files_of(self._layout, [values])
        with self._lock:
            return _without_warnings(
                self._typst.compile_with_warnings(
                    input=given,  # type: ignore[type-var]  # as above
                    format="png",
                    ppi=ppi,
                )
            )


def files_of(
    layout: str, pages: Sequence[Mapping[str, Any]], carries: Sequence[str] = ()
) -> dict[str, bytes]:
    """What Typst is given for one paper: the layout, what it prints, what stands around it."""
    set_out = _SET_OUT.get(layout, dict)
    specimen = _SPECIMEN if units.instance().is_demo else ""
    return {
        "main.typ": f'#include "{layout}.typ"'.encode(),
        "given.typ": _names("pages", [set_out(values) for values in pages]),
        "around.typ": _names("specimen-words", specimen)
        + _names("attached", sealing.announced(carries)),
    }


def _names(name: str, value: object) -> bytes:
    """A line of Typst by which ``name`` is ``value``."""
    told = json.dumps(json.dumps(value, ensure_ascii=False), ensure_ascii=False)
    return f"#let {name} = json(bytes({told}))\n".encode()


def _without_warnings(made: tuple[object, Sequence[typst.TypstWarning]]) -> bytes:
    found, warnings = made
    if warnings or not isinstance(found, bytes):
        raise LayoutAtFault("; ".join(warning.message for warning in warnings))
    return found


@cache
def letters() -> rules.Letters:
    """How far the letters of Libertinus Serif lead on."""
    with (REFERENCE / "faces" / "libertinus_serif.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    faces = {
        face: rules.Advances({row["letter"]: int(row[face]) / 1000 for row in rows})
        for face in ("regular", "semibold", "bold", "italic")
    }
    return rules.Letters(**faces)


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
