"""Whose turns prove a unit's own work is erased by none of its officers, also where another unit keeps the record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.access.models import Account
from aoxanh.activities.models import HoursEntry
from aoxanh.kernel.periods import FOREVER
from aoxanh.people import actions, errors
from aoxanh.people.types import PaperRequest
from aoxanh.training import actions as training
from aoxanh.training.models import Course, Topic, Trainee
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.activities.world import World, refused
from tests.recognition.service import SERVED_ON, Service


NAME = "Giàng Thị Mỷ"


@pytest.fixture
def world(db, system, today, now, settings, tmp_path):
    """The whole country: Trung ương over Điện Biên, and that over Mường Pồn and Nà Tấu."""
    settings.KEY_FOLDER, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "files"
    world = World(system=system, day=today, now=now).build()
    world.central = world.found("Trung ương", kind="trung_uong_doan")
    world.north = world.found("Điện Biên", kind="tinh_doan", parent=world.central)
    world.muong_pon = world.found("Mường Pồn", parent=world.north)
    world.na_tau = world.found("Nà Tấu", parent=world.north)
    return world


@pytest.fixture
def service(world):
    return Service(world).build()


@pytest.fixture
def serve(service):
    """``serve(person, unit)``: was credited four hours at an activity of the unit's own."""

    def at(person, unit):
        return service.serve(person, activity=service.held("Ngày hội hiến máu", unit=unit))

    return at


@pytest.fixture
def person(world, service):
    """Kept by Mường Pồn."""
    return service.person(NAME, unit=world.muong_pon)


@pytest.fixture
def erase(world):
    def asked(person, *, unit, by=None, days=0):
        by = by or world.officer(unit, "PROVINCE_OFFICER", account_id=8)
        return actions.erase_on_paper(
            by=replace(by, day=world.day + timedelta(days=days)), unit_id=unit.pk,
            person_id=person.pk, now=world.now,
            request=PaperRequest(received_on=world.day, paper="Đơn số 12"),
        )  # fmt: skip

    return asked


def test_below_the_unit_that_erases_any_activity_may_have_been(world, person, serve, erase):
    serve(person, world.muong_pon)
    serve(person, world.na_tau)

    assert erase(person, unit=world.north).erased_at is not None


def test_no_unit_erases_what_proves_its_own_activity(world, person, serve, erase):
    serve(person, world.north)

    with refused(errors.NotAboveRecord) as refusal:
        erase(person, unit=world.north)

    assert "chuyển đơn lên Đoàn Trung ương" in str(refusal.value)
    assert erase(person, unit=world.central).erased_at is not None
    assert HoursEntry.objects.get().minutes == 240


def test_turns_under_a_merged_record_count_alike(world, system, now, service, serve, person, erase):
    further = service.person(NAME, unit=world.na_tau)
    serve(further, world.north)
    actions.merge(by=system, person_id=further.pk, into_id=person.pk, now=now)

    with refused(errors.NotAboveRecord):
        erase(person, unit=world.north)


def test_a_turn_proves_before_its_minutes_are_written(world, person, service, erase):
    """Else whoever comes is erased between the door and the ledger."""
    service.came(person, activity=service.held("Ngày hội hiến máu", unit=world.north))

    with refused(errors.NotAboveRecord):
        erase(person, unit=world.north)


def test_where_the_activity_was_elsewhere_the_unit_above_both_erases(
    world, person, service, serve, erase
):
    serve(person, world.ta_leng)
    with refused(errors.NobodyAbove) as refusal:
        erase(person, unit=world.north)
    assert "rồi tự xóa ở “Dữ liệu của tôi”" in str(refusal.value)

    neighbour = service.person("Vàng A Sử", unit=world.muong_pon)
    serve(neighbour, world.found("Cao Bằng", kind="tinh_doan", parent=world.central))
    with refused(errors.NotAboveRecord) as refusal:
        erase(neighbour, unit=world.north)
    assert "Đoàn Trung ương" in str(refusal.value)
    assert "Cao Bằng" not in str(refusal.value)


def test_at_the_top_nobody_erases_what_proves_its_activity(world, person, serve, erase):
    serve(person, world.central)

    with refused(errors.NobodyAbove):
        erase(person, unit=world.central)


def test_an_heir_erases_nothing_that_proves_what_it_took_over(
    world, system, now, service, serve, erase
):
    branch = world.found("Chi đoàn bản Pho", kind="chi_doan", parent=world.muong_pon)
    member = service.person("Vàng A Sử", unit=branch)
    serve(member, world.na_tau)
    units.merge(
        by=system, into_id=world.muong_pon.pk, unit_ids=[world.na_tau.pk],
        on=world.day + timedelta(days=20), now=now,
        decision=Decision("11-QĐ/TĐTN", world.day, "Ban Thường vụ"),
    )  # fmt: skip

    with refused(errors.NotAboveRecord) as refusal:
        erase(member, unit=world.muong_pon, days=20)

    assert "Đoàn Điện Biên" in str(refusal.value)
    assert erase(member, unit=world.north, days=20).erased_at is not None


def test_who_works_for_an_organiser_leaves_it_to_a_colleague(
    world, system, now, person, serve, erase
):
    serve(person, world.na_tau)
    account = Account.objects.create(phone="+84913000078", full_name="Lò Thị Mai", created_at=now)
    access.grant(
        by=system, account_id=account.pk, role="COMMUNE_OFFICER", unit_id=world.na_tau.pk, now=now
    )

    with refused(errors.WorksForRecord):
        erase(
            person,
            unit=world.north,
            by=world.officer(world.north, "PROVINCE_OFFICER", account_id=account.pk),
        )
    assert erase(person, unit=world.north).erased_at is not None


@pytest.mark.parametrize("completed", [True, False])
def test_who_completed_a_course_proves_it(world, system, now, service, person, erase, completed):
    """Entered from a signed list, without a turn."""
    training.load_topics(by=system, now=now)
    course = Course.objects.create(
        activity=service.held("Tập huấn điều phối", unit=world.north), topic=Topic.objects.first(),
        form="IN_PERSON", level="PROVINCE", audience="OFFICERS", share=80, created_at=now,
    )  # fmt: skip
    valid = {"valid_from": SERVED_ON, "valid_to": FOREVER} if completed else {}
    Trainee.objects.create(course=course, person=person, paper="Số 3", completed=completed, **valid)

    if completed:
        with refused(errors.NotAboveRecord):
            erase(person, unit=world.north)
    else:
        assert erase(person, unit=world.north).erased_at is not None
