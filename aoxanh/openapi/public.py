"""What anybody may ask: activities and certificates, as the public pages show them."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from aoxanh.activities import queries as activities
from aoxanh.activities.types import ActivityFilters
from aoxanh.kernel.dates import local_day
from aoxanh.openapi.asking import PerAddress
from aoxanh.openapi.refusals import REFUSALS
from aoxanh.openapi.shapes import ActivitiesAsked, ActivityOut, ActivityRows, CertificateOut, Code
from aoxanh.openapi.showing import activity_out, rows_out
from aoxanh.recognition import queries as recognition


PAGE = 50
router = Router(tags=["public"], throttle=[PerAddress("120/m")])


@router.get("/activities", response={200: ActivityRows, **REFUSALS})
def list_activities(request: HttpRequest, asked: Query[ActivitiesAsked]) -> ActivityRows:  # noqa: ARG001  the same for everyone
    """Activities to come, soonest first; with ``past`` those that were held, latest first. Fifty a page."""
    filters = ActivityFilters(
        text=asked.q,
        place_code=asked.place,
        field=asked.field,
        first_day=asked.first_day,
        last_day=asked.last_day,
        past=asked.past,
    )
    page = activities.public_page(
        filters=filters, now=timezone.now(), offset=asked.offset, limit=PAGE
    )
    return rows_out(page.rows, page.unit_names, total=page.total, offset=asked.offset)


@router.get("/activities/{code}", response={200: ActivityOut, **REFUSALS})
def show_activity(request: HttpRequest, code: Code) -> ActivityOut:  # noqa: ARG001  the same for everyone
    """One activity with its shifts and the free places of each slot."""
    return activity_out(activities.public_activity(code=code[:32], day=_today()))


@router.get(
    "/certificates/{code}",
    response={200: CertificateOut, **REFUSALS},
    throttle=[PerAddress("30/m")],
)
def check_certificate(request: HttpRequest, code: Code) -> CertificateOut:  # noqa: ARG001  the same for everyone
    """VALID, REVOKED or NOT_FOUND; who holds it is told by initials only."""
    verdict = recognition.verify(code[:64], day=_today())
    return CertificateOut(
        answer=verdict.answer.value,
        holder=verdict.holder or verdict.initials,
        issuer=verdict.issuer,
        issued_on=verdict.issued_on,
    )


def _today() -> date:
    return local_day(timezone.now())
