"""An officer who pads hours and wants the names under them gone before anybody asks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.access.models import Account
from aoxanh.audit import queries as trail
from aoxanh.kernel.errors import NotAllowed
from aoxanh.people import actions, errors
from aoxanh.people.models import Person
from aoxanh.people.types import PaperRequest
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.activities.world import refused


@pytest.fixture
def padded(crowd):
    """Who was entered for hours by the insider's unit."""
    held = crowd.sign_up("Người Bịa Ra")
    crowd.scan(held)
    return held.person


@pytest.fixture
def erase(world, padded):
    def asked(by, unit, *, person=padded):
        return actions.erase_on_paper(
            by=by, unit_id=unit.pk, person_id=person.pk, now=world.now,
            request=PaperRequest(received_on=world.day, paper="Đơn số 12"),
        )  # fmt: skip

    return asked


def test_erasing_on_a_made_up_paper_who_proves_padded_hours(
    world, officer, superior, erase, padded, seen_above
):
    """The unit itself, its heir and a second account above are refused; what is erased above is in the unit's trail."""
    on = world.day + timedelta(days=20)
    with refused(errors.NotAboveRecord):
        erase(officer, world.ta_leng)
    with refused(NotAllowed):
        erase(officer, world.province)
    with refused(errors.WorksForRecord):
        erase(_second_account(world), world.province)
    units.merge(
        by=world.system, into_id=world.binh_lu.pk, unit_ids=[world.ta_leng.pk], on=on,
        decision=Decision("11-QĐ/TĐTN", world.day, "Ban Thường vụ"), now=world.now,
    )  # fmt: skip
    with refused(errors.NotAboveRecord):
        erase(replace(world.officer(world.binh_lu, account_id=78), day=on), world.binh_lu)
    padded.refresh_from_db()
    assert padded.full_name == "Người Bịa Ra"

    erase(superior, world.province)

    (entry,) = trail.entries(actor=officer).filter(event="people.PersonErasedOnPaper")
    assert seen_above(entry.event) == [entry]
    assert (entry.account_id, entry.subject_id) == (superior.account_id, padded.pk)
    assert entry.detail.payload["after"] == {"paper": "Đơn số 12"}


def test_erasing_from_above_who_proves_ones_own_padded_hours(world, superior, service, erase):
    """Kept by the unit below, credited by the province itself: nobody is above the province here."""
    made_up = service.person("Người Bịa Ra")
    service.serve(made_up, activity=service.held("Ngày hội của tỉnh", unit=world.province))

    with refused(errors.NobodyAbove):
        erase(superior, world.province, person=made_up)

    made_up.refresh_from_db()
    assert made_up.full_name == "Người Bịa Ra"


def _second_account(world):
    """Of somebody who works at Tả Lèng with a first account: their record leads from the one to the other."""
    first, second = (
        Account.objects.create(
            phone=f"+8491300007{n}", full_name="Lò Thị Mai", created_at=world.now
        )
        for n in (8, 9)
    )
    access.grant(
        by=world.system, account_id=first.pk, role="COMMUNE_OFFICER", unit_id=world.ta_leng.pk,
        now=world.now,
    )  # fmt: skip
    Person.objects.create(
        unit=world.ta_leng, full_name="Lò Thị Mai", search_text="lo thi mai", sort_key="mai",
        phone=first.phone, account_id=second.pk, contact_key="mai", state="VERIFIED",
        created_at=world.now,
    )  # fmt: skip
    return world.officer(world.province, "PROVINCE_OFFICER", account_id=second.pk)
