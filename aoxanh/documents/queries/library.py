"""The layouts and templates an installation has: those shipped, and its own files in their place.

Files in ``settings.PAPERS_FOLDER`` stand for shipped ones of the same name, or add to them. They are read once by
each process.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from aoxanh.documents import rules
from aoxanh.documents.errors import PaperUnknown
from aoxanh.documents.rules import Family, Template
from aoxanh.documents.types import REFERENCE


_FAMILIES, _PAPERS, _LABELS = "families", "papers", "labels.yaml"


def family_of(kind_family: str) -> Family:
    """The layout in which units of a family issue papers; the first one for families no file names."""
    found = _families(Path(settings.PAPERS_FOLDER))
    fitting = (family for family in found if kind_family in family.families)
    return next(fitting, found[0])


def templates(*, about: str) -> tuple[Template, ...]:
    """What papers there are about a kind of subject, in order. Raises ``PaperFileRefused``."""
    found = _templates(Path(settings.PAPERS_FOLDER))
    return tuple(template for template in found if template.about == about)


def template(*, code: str, about: str) -> Template:
    """One template. Raises ``PaperUnknown``."""
    found = next((each for each in templates(about=about) if each.code == code), None)
    if found is None:
        raise PaperUnknown
    return found


def labels() -> Mapping[str, str]:
    """What pages call the places of templates."""
    return _labels(Path(settings.PAPERS_FOLDER))


def _files(own: Path, folder: str) -> list[Path]:
    """Shipped files, each replaced by the installation's own of the same name, in order of names."""
    found = {path.name: path for path in (REFERENCE / folder).glob("*.yaml")}
    found |= {path.name: path for path in (own / folder).glob("*.yaml")}
    return [found[name] for name in sorted(found)]


@cache
def _families(own: Path) -> tuple[Family, ...]:
    read = [
        rules.read_family(path.name, path.read_text(encoding="utf-8"))
        for path in _files(own, _FAMILIES)
    ]
    return tuple(sorted(read, key=lambda family: (family.code != "union", family.code)))


@cache
def _labels(own: Path) -> Mapping[str, str]:
    shipped = REFERENCE / _PAPERS / _LABELS
    more = own / _PAPERS / _LABELS
    read = rules.read_labels(_LABELS, shipped.read_text(encoding="utf-8"))
    if not more.exists():
        return read
    return {**read, **rules.read_labels(_LABELS, more.read_text(encoding="utf-8"))}


@cache
def _templates(own: Path) -> tuple[Template, ...]:
    known = _labels(own)
    read = [
        rules.read_template(path.name, path.read_text(encoding="utf-8"), labels=known)
        for path in _files(own, _PAPERS)
        if path.name != _LABELS
    ]
    return tuple(sorted(read, key=lambda template: (template.position, template.code)))
