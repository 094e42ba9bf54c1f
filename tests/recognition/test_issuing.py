"""Certificates come from confirmed hours only, once each, with a number of their own."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.recognition.errors import (
    AlreadyCertified,
    NothingToCertify,
    PeriodNotOver,
    SignerMissing,
)
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import Scope
from tests.activities.world import refused


AUTUMN = Scope(period=Period(date(2026, 9, 1), date(2026, 11, 1)))


@pytest.fixture
def my(service):
    return service.person("Giàng Thị Mỷ")


def test_a_certificate_states_what_the_ledger_holds(service, my):
    service.serve(my, 240)

    issued = service.issue(my)

    assert issued.minutes == 240
    assert issued.minutes_by_source == {"SCAN": 240}
    assert (issued.starts_on, issued.ends_on) == (date(2026, 10, 18), date(2026, 10, 19))
    assert issued.activity_title == "Làm đường liên bản Hồ Pên"
    assert issued.person_name == "Giàng Thị Mỷ"
    assert issued.unit_name == "Đoàn Tả Lèng"
    assert (issued.signer_name, issued.signer_title) == ("Lò Thị Mai", "Bí thư")
    assert issued.register_number == "0001/2026"
    assert len(issued.code) == 16


def test_without_attendance_there_is_no_certificate(service, my):
    with refused(NothingToCertify):
        service.issue(my)

    assert not Certificate.objects.exists()


def test_hours_taken_back_are_not_certified(service, my):
    entry = service.serve(my, 240)
    service.take_back(entry)

    with refused(NothingToCertify):
        service.issue(my)


def test_a_refused_certificate_leaves_no_gap_in_the_register(service, my):
    with refused(NothingToCertify):
        service.issue(my)
    service.serve(my)

    assert service.issue(my).number == 1


def test_the_same_participation_is_certified_once(service, my):
    service.serve(my)
    first = service.issue(my)

    with refused(AlreadyCertified) as refusal:
        service.issue(my)

    assert first.register_number in str(refusal.value)
    assert Certificate.objects.count() == 1


def test_the_database_too_refuses_a_second_valid_one(service, my):
    service.serve(my)
    issued = service.issue(my)

    issued.pk, issued.code, issued.number = None, "0" * 16, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        issued.save(force_insert=True)


def test_a_period_sums_activities_sources_and_organisers(service, my):
    world = service.world
    other = service.held("Hiến máu tình nguyện", unit=world.binh_lu, day=date(2026, 10, 4))
    late = service.held("Dọn rác suối Nậm Na", day=date(2026, 9, 6))
    before = service.held("Mùa hè xanh", day=date(2026, 8, 1))
    service.appoint(service.signer, world.province, "Phó Bí thư")
    service.serve(my, 240)
    service.serve(my, 120, activity=other, day=date(2026, 10, 4), source="ROLL_CALL")
    service.serve(
        my,
        60,
        activity=late,
        day=date(2026, 9, 6),
        source="LATE",
        confirmed_by_unit=world.binh_lu,
    )
    service.serve(my, 500, activity=before, day=date(2026, 8, 1))

    issued = service.issue(my, by=world.system, scope=AUTUMN, unit=world.province)

    assert issued.minutes_by_source == {"LATE": 60, "ROLL_CALL": 120, "SCAN": 240}
    assert issued.activities_count == 3
    assert issued.confirmers == ["Đoàn Bình Lư"]
    assert [(row["name"], row["minutes"]) for row in issued.organisers] == [
        ("Đoàn Tả Lèng", 300),
        ("Đoàn Bình Lư", 120),
    ]
    assert (issued.starts_on, issued.ends_on) == (date(2026, 9, 1), date(2026, 11, 1))


def test_a_unit_certifies_only_what_was_done_below_it(service, my):
    elsewhere = service.held("Hiến máu tình nguyện", unit=service.world.binh_lu)
    service.serve(my, activity=elsewhere)

    with refused(NothingToCertify):
        service.issue(my, scope=Scope(activity_id=elsewhere.pk))


def test_hours_of_a_merged_record_count_for_the_one_that_remains(service, my):
    double = service.person("Giàng Thị Mỷ")
    service.serve(double, 180)
    double.state, double.merged_into = "ENDED", my
    double.save()

    assert service.issue(my).minutes == 180


def test_only_officers_of_the_issuer_issue(service, my):
    service.serve(my)

    for stranger in (service.world.officer(service.world.binh_lu), service.holder(my)):
        with refused(NotAllowed):
            service.issue(my, by=stranger)


def test_days_to_come_are_not_certified(service, my):
    today = service.world.day
    service.serve(my)

    with refused(PeriodNotOver):
        service.issue(my, scope=Scope(period=Period(date(2026, 9, 1), today + timedelta(days=2))))

    assert service.issue(
        my, scope=Scope(period=Period(date(2026, 9, 1), today + timedelta(days=1)))
    )


def test_somebody_in_post_must_sign(service, my):
    elsewhere = service.world.binh_lu
    service.serve(my, activity=service.held("Hiến máu", unit=elsewhere))

    with refused(SignerMissing):
        service.issue(my, by=service.world.system, scope=AUTUMN, unit=elsewhere)


def test_another_post_may_sign(service, my):
    deputy = service.person("Vàng A Páo")
    post = service.appoint(deputy, service.world.ta_leng, "Phó Bí thư", is_head=False)
    service.serve(my)

    issued = service.issue(my, signer_post_id=post.pk)

    assert (issued.signer_name, issued.signer_title) == ("Vàng A Páo", "Phó Bí thư")


def test_a_scope_is_one_activity_or_one_period():
    for wrong in ({}, {"activity_id": 1, "period": AUTUMN.period}):
        with pytest.raises(ValueError, match="one activity or of one period"):
            Scope(**wrong)


def test_each_issuer_and_year_has_its_own_register(service, my):
    service.serve(my)
    service.appoint(service.signer, service.world.province, "Bí thư")
    service.issue(my)

    by_province = service.issue(
        my, by=service.world.system, scope=AUTUMN, unit=service.world.province
    )
    next_year = service.issue(
        my, by=service.world.officer(service.world.ta_leng, day=date(2027, 1, 5)), scope=AUTUMN
    )

    assert by_province.register_number == "0001/2026"
    assert next_year.register_number == "0001/2027"


def test_the_trail_names_nobody(service, my):
    service.serve(my)

    issued = service.issue(my)

    entry = Entry.objects.get(event="recognition.CertificateIssued")
    assert entry.unit_id == service.world.ta_leng.pk
    assert entry.values["certificate_id"] == issued.pk
    assert "Giàng" not in str(entry.values)
