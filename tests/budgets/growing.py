"""More of everything that the pages of the land show."""

from datetime import date

from aoxanh.access.models import Account
from aoxanh.activities import actions as activities
from aoxanh.activities.models import CampaignActivity, DeclaredTotal, Participation, Shift, Signup
from aoxanh.activities.types import HistoryRow
from aoxanh.cooperation.models import Step
from aoxanh.notices import actions as notices
from aoxanh.people.models import Consent, Membership, Post
from aoxanh.programmes.models import BoardTerm
from aoxanh.units.models import ClusterMember
from tests.access_table.courses import trainee
from tests.access_table.deciding import corrected, frozen, said
from tests.access_table.land import Land
from tests.access_table.ledger import an_objection
from tests.access_table.table import VOLUNTEER
from tests.access_table.things import Things
from tests.activities.crowd import Crowd


OFFICER = "PROVINCE_OFFICER"


def grow(land: Land, numbers: range) -> None:
    """More of everything in the unit “own”, at its activity, and of what one volunteer did."""
    own, world = land.spots["own"], land.world
    for number in numbers:
        below = world.found(f"Đội {number}", parent=own["unit"], kind="chi_doan")
        more = Things(world, own["unit"], below, number)
        made = more.make()
        _grow_activity(more, own["activity"])
        trainee(own["course"], made["person"])
        Step.objects.create(
            record=own["cooperation"],
            state="xem_xet",
            on=date(2026, 1, 6),
            recorded_at=world.now,
        )
        ClusterMember.objects.create(
            cluster=own["cluster"], unit=below, valid_from=date(2026, 1, 1)
        )
        BoardTerm.objects.create(
            board=own["board"],
            unit=own["unit"],
            valid_from=date(2000 + number, 1, 1),
            valid_to=date(2001 + number, 1, 1),
        )
        CampaignActivity.objects.create(
            campaign=own["campaign"], activity=made["activity"], attached_at=world.now
        )
        _grow_person(more, own["member"], made)
        _grow_volunteer(more, land.belongings[VOLUNTEER]["person"], made)
        said(world, own["unit"], own["indicator"], 2000 + number)
        frozen(world, own["unit"], own["programme"], 2000 + number)
        corrected(world, own["frozen"], 10 + number)
        _grow_desk(more, land.holders[OFFICER].account)


def _grow_desk(more: Things, account: Account) -> None:
    """A declared total, and a message to the officer."""
    DeclaredTotal.objects.create(
        unit=more.unit,
        valid_from=date(2020 + more.number, 1, 1),
        valid_to=date(2020 + more.number, 7, 1),
        activities=more.number,
        declared_at=more.world.now,
    )
    notices.post(
        by=more.world.system,
        key=f"inbox-{more.number}",
        channel="IN_APP",
        account_id=account.pk,
        subject="Nhắc việc",
        body="Mai có hoạt động",
        now=more.world.now,
    )


def _grow_activity(more: Things, activity) -> None:
    """Who signed up, came and served at one activity, and what waits for an answer there."""
    crowd = Crowd(more.world, activity, more.world.system)
    held = crowd.sign_up(f"Lò Văn {'ABCDE'[more.number - 1]}", f"096{more.number:07d}")
    crowd.scan(held)
    more.text(activity, Signup.objects.get(pass_held=held))
    more.hours(Participation.objects.get(activity=activity, person=held.person))
    crowd.add_shift(begin=12 + more.number, end=13 + more.number)
    more.kept(activity)
    more.late(activity)
    an_objection(more, activity)
    more.evidence(activity)


def _grow_person(more: Things, person, made) -> None:
    since = more.world.day.replace(year=2010 + more.number)
    until = since.replace(year=since.year + 1)
    for unit in (made["late"].activity.unit, more.unit):
        Membership.objects.create(
            person=person, unit=unit, kind="VOLUNTEER", valid_from=since, valid_to=until
        )
    Post.objects.create(
        person=person, unit=more.unit, title="Ủy viên", valid_from=since, valid_to=until
    )
    more.certificate(person, made["activity"])


def _grow_volunteer(more: Things, person, made) -> None:
    """A pass, hours and a certificate of the person behind “Trang của tôi”."""
    activity, world = made["activity"], more.world
    shift = Shift.objects.filter(activity=activity).order_by("pk")[0]
    row = HistoryRow(
        activity_id=activity.pk,
        organiser_unit_id=activity.unit_id,
        place_id=activity.place_id,
        shift_id=shift.pk,
        shift_starts_at=shift.starts_at,
        person_id=person.pk,
        contact_key=f"0900000001{more.number}",
        signed_up_at=world.now,
        slot_id=made["signup"].slot_id,
        checked_in_at=shift.starts_at,
        checked_out_at=shift.ends_at,
        minutes=240,
    )
    activities.load_history(by=world.system, rows=[row], now=world.now)
    more.certificate(person, activity)
    Consent.objects.create(
        person=person, purpose="PHOTOS", version=1, given_by="SELF",
        given_at=world.now, withdrawn_at=world.now,
    )  # fmt: skip
