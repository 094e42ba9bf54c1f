"""The English catalogue: `python -m tools.catalogues update|check|compile`.

Sources are Vietnamese. ``update`` brings new sentences into the catalogue and drops those nobody says any more;
``check`` names what is untranslated, has other placeholders or is said no more; ``compile`` writes what Django reads.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize


ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "aoxanh" / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
_SKIPPED = ("migrations", "static", "gallery")
"""The gallery shows sample words to developers only."""


def _sources() -> Iterator[tuple[Path, bytes]]:
    for path in sorted((ROOT / "aoxanh").rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or set(path.parts) & set(_SKIPPED):
            continue
        text = path.read_text(encoding="utf-8")
        yield path, (text if path.suffix == ".py" else _as_code(text)).encode()


def _as_code(template: str) -> str:
    """What a template says, as lines of Python without the template's indentation, which may be uneven."""
    return "\n".join(line.lstrip() for line in templatize(template).splitlines())


def said() -> Catalog:
    """Every sentence of the code and the templates, in the order of files."""
    catalog = Catalog(locale="en", project="aoxanh", charset="utf-8", fuzzy=False)
    for path, source in _sources():
        found = extract("python", BytesIO(source), KEYWORDS, options={"encoding": "utf-8"})
        for _, message, comments, context in found:
            where = (str(path.relative_to(ROOT)), None)
            catalog.add(message, locations=[where], auto_comments=comments, context=context)
    return catalog


def translated() -> Catalog:
    """The catalogue as it is kept."""
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8", fuzzy=False)
    with PO.open("rb") as stored:
        return read_po(stored, locale="en")


def update() -> int:
    """Bring the kept catalogue to what is said now."""
    kept, catalog = translated(), said()
    for message in catalog:
        known = kept.get(message.id, message.context) if message.id else None
        if known is not None:
            message.string = known.string
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as stored:
        write_po(
            stored, catalog, width=0, omit_header=True, sort_by_file=True, include_lineno=False
        )
    return 0


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _fault(wanted: Message, known: Message | None) -> str:
    """What is wrong with the translation of ``wanted``; empty when nothing is."""
    if known is None or not all(_texts(known.string)):
        return "untranslated"
    if known.fuzzy:
        return "unsure"
    asked = {part for text in _texts(wanted.id) for part in _PLACEHOLDER.findall(text)}
    given = {part for text in _texts(known.string) for part in _PLACEHOLDER.findall(text)}
    return "" if asked == given else f"placeholders {sorted(asked ^ given)}"


def check() -> int:
    """Print every fault; 1 when there is one."""
    kept, catalog = translated(), said()
    faults = [
        f"{fault}: {message.id!r} ({message.locations[0][0] if message.locations else ''})"
        for message in catalog
        if message.id and (fault := _fault(message, kept.get(message.id, message.context)))
    ]
    faults += [
        f"nobody says: {message.id!r}"
        for message in kept
        if message.id and catalog.get(message.id, message.context) is None
    ]
    for fault in faults[:40]:
        print(fault)
    if faults:
        print(f"{len(faults)} faults; `python -m tools.catalogues update` brings in new sentences")
    return 1 if faults else 0


def compile_() -> int:
    """Write the file that Django reads."""
    if PO.exists():
        with MO.open("wb") as compiled:
            write_mo(compiled, translated())
    return 0


def main(what: str) -> int:
    if not settings.configured:
        settings.configure(TEMPLATES=[])
    return {"update": update, "check": check, "compile": compile_}[what]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
