"""An officer who wants a certificate to say more than the ledger does."""

from datetime import date

import pytest

from aoxanh.kernel.errors import NotAllowed
from aoxanh.people import actions as people
from aoxanh.recognition import actions, errors, queries
from aoxanh.recognition.models import Certificate
from tests.activities.world import refused


@pytest.fixture
def issued(service):
    my = service.person("Giàng Thị Mỷ")
    service.serve(my, 240)
    return service.issue(my)


def test_certifying_somebody_without_hours(service):
    with refused(errors.NothingToCertify):
        service.issue(service.person("Người Chưa Đi"))


def test_certifying_hours_that_were_taken_back(service):
    my = service.person("Giàng Thị Mỷ")
    service.take_back(service.serve(my, 240))

    with refused(errors.NothingToCertify):
        service.issue(my)


def test_certifying_the_same_hours_twice(issued, service):
    with refused(errors.AlreadyCertified):
        service.issue(issued.person)


def test_certifying_the_same_hours_under_a_second_record(issued, service, now):
    """A merged record has no hours of its own: what it was certified for counts for the one that stands."""
    twin = service.person("Giàng Thị Mỷ")
    people.merge(by=service.officer, person_id=issued.person_id, into_id=twin.pk, now=now)

    with refused(errors.AlreadyCertified):
        service.issue(twin)


def test_certifying_the_hours_of_a_neighbour(service):
    my = service.person("Giàng Thị Mỷ")
    service.serve(my, 240)
    neighbour = service.world.officer(service.world.binh_lu, account_id=9)

    with refused(NotAllowed):
        service.issue(my, by=neighbour)


@pytest.mark.parametrize(
    "change",
    [
        {"person_name": "Lò Văn Khác"},
        {"minutes_by_source": {"SCAN": 2400}},
        {"issued_on": date(2020, 1, 1)},
        {"unit_name": "Ban Thường vụ Tỉnh đoàn"},
    ],
    ids=["name", "hours", "date", "issuer"],
)
def test_editing_a_certificate_after_its_issue(issued, today, change):
    assert queries.verify(issued.code, day=today).is_unchanged

    Certificate.objects.filter(pk=issued.pk).update(**change)

    assert not queries.verify(issued.code, day=today).is_unchanged


def test_bringing_a_revoked_certificate_back(issued, service, today, now):
    actions.revoke(by=service.officer, certificate_id=issued.pk, reason="Ghi nhầm người", now=now)

    verdict = queries.verify(issued.code, day=today)

    assert verdict.answer == "REVOKED"
    with refused(errors.AlreadyRevoked):
        actions.revoke(by=service.officer, certificate_id=issued.pk, reason="x", now=now)
