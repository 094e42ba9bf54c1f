"""What a key opens: activities within reach, sign-ups, the door."""

from typing import Annotated

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router, Status

from aoxanh.activities import actions, queries
from aoxanh.activities.types import Direction, ScanGiven
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.openapi.asking import Key, PerKey, asker
from aoxanh.openapi.refusals import REFUSALS
from aoxanh.openapi.shapes import (
    ActivityRows,
    Code,
    ScanIn,
    ScanOut,
    SignupIn,
    SignupOut,
    SignupRow,
    SignupRows,
    Whose,
)
from aoxanh.openapi.showing import rows_out
from aoxanh.people import queries as people
from aoxanh.people.types import GuardianGiven
from aoxanh.units import queries as units


PAGE = 200
router = Router(tags=["unit"], auth=Key(), throttle=[PerKey("600/m")])
Offset = Annotated[int, Query(0, ge=0, le=10_000_000)]


@router.get("/me", response={200: Whose, **REFUSALS})
def show_key(request: HttpRequest) -> Whose:
    """The unit and role of the key, and the first day on which it no longer opens anything."""
    (grant,) = asker(request).grants
    return Whose(unit_id=grant.unit_id, role=grant.role, valid_to=grant.valid.end)


@router.get("/me/activities", response={200: ActivityRows, **REFUSALS})
def list_own_activities(request: HttpRequest, offset: Offset = 0) -> ActivityRows:
    """Activities within the key's reach, drafts included, latest first."""
    actor = asker(request)
    rows = queries.activities(actor=actor)
    page = list(rows[offset : offset + PAGE])
    names = units.names_at({row.unit_id for row in page}, actor.day)
    return rows_out(page, names, total=rows.count(), offset=offset)


def _activity_id(request: HttpRequest, code: str, permission: Permission) -> int:
    """The activity with a code at whose unit the key may do so. Raises ``Missing``."""
    actor = asker(request)
    found = queries.activities(actor=actor).filter(code=code[:32]).first()
    if found is None or not actor.may(permission, at=found.unit_id):
        raise Missing
    return found.pk


@router.get("/me/activities/{code}/signups", response={200: SignupRows, **REFUSALS})
def list_signups(request: HttpRequest, code: Code, offset: Offset = 0) -> SignupRows:
    """Who signed up, by name; telephones are not told here."""
    activity_id = _activity_id(request, code, Permission.SIGNUP_VIEW)
    rows = queries.signups(activity_id=activity_id, actor=asker(request))
    page, total = list(rows[offset : offset + PAGE]), rows.count()
    reached = offset + len(page)
    return SignupRows(
        items=[
            SignupRow(
                id=row.pk,
                full_name=people.shown_name(row),
                state=row.state,
                shift_id=row.shift_id,
                slot_id=row.slot_id,
                signed_up_at=row.created_at,
            )
            for row in page
        ],
        total=total,
        next_offset=reached if page and reached < total else None,
    )


@router.post("/me/activities/{code}/signups", response={201: SignupOut, **REFUSALS})
def sign_up(request: HttpRequest, code: Code, signup: SignupIn) -> Status[SignupOut]:
    """Sign a person up who asked for it and agreed; all shifts or none."""
    _activity_id(request, code, Permission.SIGNUP_DECIDE)
    guardian = signup.guardian
    with transaction.atomic():
        held = actions.sign_up(
            by=asker(request),
            activity_code=code,
            slot_ids=signup.slots,
            full_name=signup.full_name,
            contact=signup.contact,
            birth_year=signup.birth_year,
            guardian=GuardianGiven(**guardian.dict()) if guardian else None,
            now=timezone.now(),
        )
        states = list(
            held.signups.order_by("shift__starts_at", "pk").values_list("state", flat=True)
        )
    address = f"{settings.SITE_ADDRESS}{reverse('passes:show', args=[held.token])}"
    return Status(201, SignupOut(pass_address=address, states=states))


@router.post("/me/activities/{code}/scans", response={200: ScanOut, **REFUSALS})
def check_in(request: HttpRequest, code: Code, scan: ScanIn) -> ScanOut:
    """Take one scan in; what does not count is kept with a sentence for the door, never refused."""
    result = actions.check_in(
        by=asker(request),
        activity_id=_activity_id(request, code, Permission.CHECKIN_RUN),
        scan=ScanGiven(
            uuid=scan.uuid,
            device_at=scan.device_at,
            direction=Direction(scan.direction),
            raw=scan.raw,
            short_code=scan.short_code,
            signup_id=scan.signup_id,
            shift_id=scan.shift_id,
            device_id=scan.device,
        ),
        now=timezone.now(),
    )
    return ScanOut(
        outcome=result.outcome.value,
        reason=result.reason.value,
        message=result.sentence,
        full_name=result.full_name,
        again=result.again,
        checked_in_at=result.checked_in_at,
        checked_out_at=result.checked_out_at,
    )
