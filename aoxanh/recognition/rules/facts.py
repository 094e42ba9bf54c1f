"""The facts of a certificate as they are signed."""

from collections.abc import Mapping
from datetime import date, timedelta


CERTIFICATE = "participation_certificate"
YEARLY_RECORD = "yearly_record"
SERVICE_YEAR = "service_year"
KINDS = frozenset({CERTIFICATE, YEARLY_RECORD, SERVICE_YEAR})
"""What signed papers of this context call themselves."""


def signed_facts(
    *,
    code: str,
    register_number: str,
    issuer: str,
    holder: str,
    birth: str,
    title: str,
    starts_on: date,
    ends_on: date,
    activities: int,
    minutes: Mapping[str, int],
    issued_on: date,
    signer: str,
    paper: str = "",
    people: int = 0,
    replaces: str = "",
    is_demo: bool = False,
) -> dict[str, object]:
    """What the signature vouches for. ``minutes`` by source; ``ends_on`` is the day after the last.

    ``paper`` names what was earned by a rule; certificates of participation do not say it. ``people`` is how many
    were there, on a unit's paper only. ``replaces`` is the number of the paper whose place this one took.
    """
    facts: dict[str, object] = {
        "kind": CERTIFICATE,
        "code": code,
        "register": register_number,
        "issuer": issuer,
        "holder": holder,
        "birth": birth,
        "title": title,
        "from": starts_on.isoformat(),
        "to": (ends_on - timedelta(days=1)).isoformat(),
        "activities": activities,
        "minutes": dict(sorted(minutes.items())),
        "issued": issued_on.isoformat(),
        "signer": signer,
    }
    if paper:
        facts["paper"] = paper
    if people:
        facts["people"] = people
    if replaces:
        facts["replaces"] = replaces
    return facts | demo_mark(is_demo=is_demo)


def demo_mark(*, is_demo: bool) -> dict[str, object]:
    """What a signed paper of a demo says of itself; nothing on a real one."""
    return {"demo": True} if is_demo else {}
