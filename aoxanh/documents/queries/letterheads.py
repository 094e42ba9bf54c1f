"""The letterhead of a unit on a day, and the layout in which it issues papers."""

from datetime import date

from aoxanh.documents import rules
from aoxanh.documents.queries.library import family_of
from aoxanh.documents.rules import Family
from aoxanh.documents.types import Issuer, Letterhead
from aoxanh.units import queries as units


def letterhead(*, unit_id: int, day: date) -> tuple[Letterhead, Family]:
    """The unit's words on paper as it was named on ``day``: two statements. Raises ``UnitMissing``."""
    parent = units.parents(unit_ids=(unit_id,), day=day).get(unit_id)
    versions = units.versions_at({unit_id, *([parent] if parent else [])}, day)
    version = versions.get(unit_id) or units.version_at(unit_id=unit_id, day=day)
    instance = units.instance()
    is_root = instance.root_id == unit_id
    place = instance.place_name
    if not is_root and version.kind.is_territorial and version.place_id:
        place = version.short_name
    issuer = Issuer(
        name=version.name,
        family=version.kind.family,
        level=version.kind.level,
        prefix=version.kind.prefix,
        superior=versions[parent].name if parent in versions else "",
        header_superior=version.header_superior,
        header_body=version.header_body,
        document_code=instance.document_code if is_root else "",
        place_name=place,
    )
    family = family_of(version.kind.family)
    return rules.letterhead_of(issuer, family), family
