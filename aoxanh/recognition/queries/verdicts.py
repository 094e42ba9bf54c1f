"""What anyone may know of a certificate by its code, of a name typed beside it."""

from datetime import date, timedelta

from aoxanh.documents import queries as documents
from aoxanh.documents.errors import SignatureInvalid
from aoxanh.kernel import codes
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.text import initials, same_name
from aoxanh.recognition import rules
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.queries.papers import facts_of
from aoxanh.recognition.types import (
    Answer,
    OrganiserNow,
    Share,
    Verdict,
)
from aoxanh.units import queries as units


def verify(typed: str, *, day: date) -> Verdict:
    """The answer of “Tra cứu giấy chứng nhận”: at most three statements.

    ``typed`` may hold spaces, dashes, small letters, and letters misread from paper. Nothing personal but
    initials is told, unless the holder chose to show more. ``day`` decides who keeps a closed unit's books.
    """
    found = _found(typed)
    if found is None:
        return _not_found(typed)
    then, now = _names(found, day)
    is_unchanged, leaked_on = _signature(found)
    old = found.wording.get("replaces", {})
    is_collective = found.collective_id is not None
    is_shown = found.disclosed or is_collective
    return Verdict(
        answer=Answer(found.status),
        code=found.code,
        groups=rules.code_groups(found.code),
        register_number=found.register_number,
        initials=initials(found.person_name),
        holder=found.person_name if is_shown else "",
        about_holder=_about(found) if is_shown else "",
        is_collective=is_collective,
        people=found.people,
        issuer=found.wording["board"],
        issuer_keeper=now.get(found.unit_id, ""),
        issued_on=found.issued_on,
        signer=found.signer_name,
        signer_title=found.signer_title,
        starts_on=found.starts_on,
        last_day=found.ends_on - timedelta(days=1),
        activity_title=found.activity_title,
        activities=found.activities_count,
        minutes=found.minutes,
        shares=_shares(found),
        organisers=then,
        paper=found.paper_name,
        achievement=found.rule_id or "",
        issuer_code=found.unit.code,
        is_demo=bool(found.wording.get("is_demo")),
        is_unchanged=is_unchanged,
        key_leaked_on=leaked_on,
        revoked_on=found.revoked_on,
        revoke_reason=found.revoke_reason,
        replaces=old.get("number", ""),
        issuer_then=old["issuer"] if old and old["issuer"] != found.unit_name else "",
        replaced_by=found.replaced_by.register_number if found.replaced_by else "",
    )


def _not_found(typed: str) -> Verdict:
    return Verdict(
        answer=Answer.NOT_FOUND,
        code=codes.read_code(typed),
        groups=rules.code_groups(typed),
        misread=rules.misread_letters(typed),
    )


def matches_name(typed_code: str, typed_name: str) -> bool:
    """Whether the name on a valid or revoked certificate is the one typed, marks and case aside.

    The page limits how often one may ask.
    """
    found = _found(typed_code)
    return found is not None and same_name(found.person_name, typed_name)


def _found(typed: str) -> Certificate | None:
    code = codes.read_code(typed)
    if len(code) != codes.CERTIFICATE_LENGTH:
        return None
    return Certificate.objects.filter(code=code).select_related("replaced_by", "unit").first()


def _about(certificate: Certificate) -> str:
    """The year is enough to tell namesakes apart; the day of birth stays on the paper."""
    born = certificate.birth_date
    year = born.year if born else certificate.birth_year
    return rules.about_holder(birth_date=None, birth_year=year, units=certificate.person_units)


def _names(certificate: Certificate, day: date) -> tuple[tuple[OrganiserNow, ...], dict[int, str]]:
    """The organisers as they were called then; and for units closed since, who keeps their books on ``day``."""
    involved = {certificate.unit_id, *(row["unit_id"] for row in certificate.organisers)}
    keepers = units.keepers(unit_ids=involved, day=day)
    names = units.names_at(keepers.values(), day)
    now = {
        unit_id: names.get(keeper, "") for unit_id, keeper in keepers.items() if keeper != unit_id
    }
    then = tuple(
        OrganiserNow(
            name=row["name"],
            minutes=row["minutes"],
            first_day=date.fromisoformat(row["first_day"]),
            last_day=date.fromisoformat(row["last_day"]),
            keeper=now.get(row["unit_id"], ""),
        )
        for row in certificate.organisers
    )
    return then, now


def _shares(certificate: Certificate) -> tuple[Share, ...]:
    confirmed_by = " và ".join(certificate.confirmers)
    return tuple(
        Share(
            source=source,
            label=rules.source_label(source).capitalize(),
            minutes=minutes,
            confirmed_by=confirmed_by if source == "LATE" else "",
        )
        for source, minutes in rules.in_order(certificate.minutes_by_source)
    )


def _signature(certificate: Certificate) -> tuple[bool, date | None]:
    """Whether the stored signature fits the register; the day since when its key is not believed, if it is not."""
    try:
        signed = documents.verified(certificate.token)
    except SignatureInvalid:
        return False, None
    since = signed.leaked_since
    leaked_on = None
    if since is not None and certificate.created_at >= since:
        leaked_on = local_day(since)
    return signed.payload == facts_of(certificate), leaked_on
