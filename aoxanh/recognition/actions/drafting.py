"""Drawing up certificates: the issuer's words, the signer, the holder and the facts, as on the day of issue."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aoxanh.activities.types.certificates import CertificateBasis, OrganiserMinutes
from aoxanh.documents import queries as documents
from aoxanh.kernel.actors import Actor
from aoxanh.people import queries as people
from aoxanh.recognition import rules
from aoxanh.recognition.errors import SignerMissing
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.queries import facts_of, recognition_rule
from aoxanh.recognition.types import PARTICIPATION_SERIES, Scope
from aoxanh.units import queries as units


@dataclass(frozen=True, slots=True)
class Heading:
    """What every certificate of one issuer and day shares."""

    unit_id: int
    unit_name: str
    series: str
    wording: dict[str, object]
    signer_name: str
    signer_title: str
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a paper names, a person or a unit; ``units`` where they belong."""

    name: str
    units: str
    person_id: int | None = None
    collective_id: int | None = None
    birth_date: date | None = None
    birth_year: int | None = None


def heading(
    *,
    by: Actor,
    unit_id: int,
    scope: Scope,
    signer_post_id: int | None,
    replacing: Certificate | None = None,
) -> Heading:
    """The issuer as named today, for an ended unit who keeps its books; who signs: the post asked for, else the head.

    Raises ``SignerMissing``, ``RecognitionRuleUnknown``.
    """
    rule = recognition_rule(scope.rule) if scope.rule else None
    issuer_id = units.keeper(unit_id=unit_id, day=by.day)
    head, _family = documents.letterhead(unit_id=issuer_id, day=by.day)
    name, title = _signer(by=by, unit_id=issuer_id, signer_post_id=signer_post_id)
    is_demo = units.instance().is_demo
    words = rules.wording(head, rule) | ({"is_demo": True} if is_demo else {})
    if replacing is not None:
        words["replaces"] = {
            "number": replacing.register_number,
            "issued_on": replacing.issued_on.isoformat(),
            "holder": replacing.person_name,
            "issuer": replacing.unit_name,
        }
    series = rule.series if rule else PARTICIPATION_SERIES
    return Heading(issuer_id, head.name, series, words, name, title, by.day)


def holders(*, by: Actor, scope: Scope, holder_ids: Collection[int]) -> dict[int, Holder]:
    """Whom the papers of the scope are issued to, by id, as called today."""
    if scope.rule and recognition_rule(scope.rule).is_collective:
        return _units(by, holder_ids)
    return _persons(by, holder_ids)


def _persons(by: Actor, person_ids: Collection[int]) -> dict[int, Holder]:
    """With ``Chi đoàn bản Hồ Pên, Đoàn xã Tả Lèng`` for each who belongs to a unit today."""
    belongs = people.participant_units(person_ids, by.day)
    above = units.parents(unit_ids=belongs.values(), day=by.day)
    names = _names_below_root({*belongs.values(), *above.values()}, by.day)
    found = {}
    for person_id, person in people.persons_by_id(person_ids, actor=_whole(by)).items():
        unit_id = belongs.get(person_id, 0)
        chain = (names.get(unit_id, ""), names.get(above.get(unit_id, 0), ""))
        found[person_id] = Holder(
            name=person.full_name,
            units=", ".join(filter(None, chain)),
            person_id=person.pk,
            birth_date=person.birth_date,
            birth_year=person.birth_year,
        )
    return found


def _units(by: Actor, unit_ids: Collection[int]) -> dict[int, Holder]:
    """With the unit each stands below."""
    above = units.parents(unit_ids=unit_ids, day=by.day)
    names = _names_below_root({*unit_ids, *above.values()}, by.day)
    return {
        pk: Holder(name=names[pk], units=names.get(above.get(pk, 0), ""), collective_id=pk)
        for pk in unit_ids
    }


def _names_below_root(unit_ids: Collection[int], day: date) -> dict[int, str]:
    """Without the root, which the paper's head says."""
    return units.names_at(set(unit_ids) - {units.instance().root_id}, day)


def unit_names(bases: Collection[CertificateBasis]) -> dict[int, str]:
    """Organisers and confirmers as they were called when the last of the work was done."""
    involved = {organiser.unit_id for basis in bases for organiser in basis.organisers}
    involved.update(unit_id for basis in bases for unit_id in basis.confirmed_by_unit_ids)
    return units.names_at(involved, max(basis.last_day for basis in bases))


def named_now(
    bases: Collection[CertificateBasis], names: Mapping[int, str], *, day: date
) -> dict[int, str]:
    """For organisers called otherwise on ``day`` than in ``names``, or ended since, who they or their keepers are."""
    involved = {organiser.unit_id for basis in bases for organiser in basis.organisers}
    keepers = units.keepers(unit_ids=involved, day=day)
    today = units.names_at(keepers.values(), day)
    return {
        unit_id: today[keeper]
        for unit_id, keeper in keepers.items()
        if today[keeper] != names[unit_id]
    }


def draft(
    *,
    heading: Heading,
    scope: Scope,
    basis: CertificateBasis,
    number: int,
    holder: Holder,
    names: Mapping[int, str],
    nowadays: Mapping[int, str],
    now: datetime,
) -> Certificate:
    """A certificate with everything it will ever state, signed, not yet saved.

    Organisers bear their names of then, and those renamed or ended before the day of issue who they are now.
    """
    period = scope.period
    certificate = Certificate(
        unit_id=heading.unit_id,
        person_id=holder.person_id,
        collective_id=holder.collective_id,
        activity_id=scope.activity_id,
        rule_id=scope.rule or None,
        series=heading.series,
        year=heading.issued_on.year,
        number=number,
        issued_on=heading.issued_on,
        starts_on=period.start if period else basis.first_day,
        ends_on=period.end if period else basis.last_day + timedelta(days=1),
        minutes=basis.minutes,
        minutes_by_source=basis.minutes_by_source,
        activities_count=len(basis.titles),
        people=basis.people,
        activity_title=basis.titles[scope.activity_id] if scope.activity_id else "",
        organisers=[_organiser(row, names, nowadays) for row in basis.organisers],
        confirmers=[names[unit_id] for unit_id in basis.confirmed_by_unit_ids],
        unit_name=heading.unit_name,
        wording=heading.wording,
        person_name=holder.name,
        birth_date=holder.birth_date,
        birth_year=holder.birth_year,
        person_units=holder.units,
        signer_name=heading.signer_name,
        signer_title=heading.signer_title,
        created_at=now,
    )
    certificate.token = documents.sign(facts_of(certificate))
    return certificate


def _organiser(
    row: OrganiserMinutes, names: Mapping[int, str], nowadays: Mapping[int, str]
) -> dict[str, object]:
    since = {"now": nowadays[row.unit_id]} if row.unit_id in nowadays else {}
    return since | {
        "unit_id": row.unit_id,
        "name": names[row.unit_id],
        "minutes": row.minutes,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
    }


def _signer(*, by: Actor, unit_id: int, signer_post_id: int | None) -> tuple[str, str]:
    posts = people.officers_at(unit_id, by.day, actor=_whole(by))
    if signer_post_id is not None:
        posts = posts.filter(pk=signer_post_id)
    post = posts.first()
    if post is None:
        raise SignerMissing
    return post.person.full_name, post.title


def _whole(by: Actor) -> Actor:
    """Names on the issuer's own papers are read by the product, whoever keeps the person's record."""
    return Actor.system(cause="certificates", day=by.day)
