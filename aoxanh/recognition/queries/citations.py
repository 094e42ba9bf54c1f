"""What a certificate says its holder did, a person or a unit."""

from aoxanh.kernel.measures import Attribution
from aoxanh.recognition import rules
from aoxanh.recognition.models import Certificate


def citation_of(
    certificate: Certificate, *, organiser: str = "", recognised_by: str = ""
) -> list[list[tuple[str, bool]]]:
    """In lines of runs; ``recognised_by`` names what the paper was earned by."""
    if certificate.collective_id is not None:
        return rules.collective_citation(
            people=certificate.people,
            activities=certificate.activities_count,
            minutes=certificate.minutes,
            starts_on=certificate.starts_on,
            ends_on=certificate.ends_on,
            is_organiser=certificate.wording["counts"] == Attribution.ORGANISER,
            recognised_by=recognised_by,
        )
    return rules.citation(
        title=certificate.activity_title,
        organiser=organiser,
        activities=certificate.activities_count,
        minutes=certificate.minutes,
        starts_on=certificate.starts_on,
        ends_on=certificate.ends_on,
        recognised_by=recognised_by,
    )
