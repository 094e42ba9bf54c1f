"""Who asked on paper is erased by the unit above: never by the unit whose hours the record proves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.activities.models import HoursEntry, Participation
from aoxanh.audit import actions as audit
from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import Membership, Person
from aoxanh.people.types import PaperRequest, PersonGiven, PostGiven
from aoxanh.recognition import queries as recognition
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.access.organisation import refused
from tests.activities.crowd import Crowd
from tests.activities.world import World
from tests.recognition.service import Service


PAPER = "Đơn số 12, cặp đơn thư 2026"


@pytest.fixture
def above(org):
    """The officer of the province."""
    return org.officer("PROVINCE_OFFICER", org.province)


@pytest.fixture
def erase(org, above, now):
    def asked(person, *, by=above, unit=None, paper=PAPER, received_on=None):
        return actions.erase_on_paper(
            by=by,
            unit_id=(unit or org.province).pk,
            person_id=person.pk,
            request=PaperRequest(received_on=received_on or org.day, paper=paper),
            now=now,
        )

    return asked


def test_the_unit_above_erases_and_the_paper_is_told(org, enrol, erase, above, secretary):
    person = enrol(phone="0912345678")
    received_on = org.day - timedelta(days=9)

    erase(person, received_on=received_on, paper=f"  {PAPER} ")

    person.refresh_from_db()
    assert (person.full_name, person.phone) == ("Người đã xóa dữ liệu", "")
    assert not Membership.objects.filter(valid_to__gt=org.day).exists()
    for reader in (above, secretary):
        (entry,) = trail.entries(actor=reader).filter(event="people.PersonErasedOnPaper")
        assert (entry.unit_id, entry.subject_id) == (org.ta_leng.pk, person.pk)
        assert entry.values == {
            "person_id": person.pk, "unit_id": org.province.pk, "received_on": received_on.isoformat(),
        }  # fmt: skip
        assert entry.detail.payload["after"] == {"paper": PAPER}


def test_the_unit_itself_and_those_beside_it_do_not(org, enrol, erase, secretary, sibling):
    person, far = enrol(), enrol("Vàng A Sử", by=sibling, unit=org.binh_lu)

    with refused(errors.NotAboveRecord):
        erase(person, by=secretary, unit=org.ta_leng)
    with refused(NotAllowed):
        erase(person, by=secretary)
    with refused(Missing):
        erase(far, by=secretary, unit=org.ta_leng)
    with refused(Missing):
        erase(Person(pk=0))


def _merged(org, now, *, on):
    units.merge(
        by=org.system, into_id=org.binh_lu.pk, unit_ids=[org.ta_leng.pk], on=on,
        decision=Decision("11-QĐ/TĐTN", org.day, "Ban Thường vụ"), now=now,
    )  # fmt: skip


def test_an_heir_is_the_unit_itself(org, enrol, erase, above, sibling, now):
    person, on = enrol(), org.day + timedelta(days=20)
    _merged(org, now, on=on)
    heir, above = replace(sibling, day=on), replace(above, day=on)

    with refused(errors.NotAboveRecord):
        erase(person, by=heir, unit=org.binh_lu)
    assert erase(person, by=above).erased_at is not None


def test_at_the_top_it_is_told_what_the_person_can_do(org, enrol, erase, above):
    person = enrol(by=above, unit=org.province)

    with refused(errors.NobodyAbove) as refusal:
        erase(person)

    assert "Dữ liệu của tôi" in str(refusal.value)


def test_every_record_of_the_person_lies_below(org, enrol, erase, above, system, now):
    person, top = enrol(), enrol(by=above, unit=org.province)
    actions.merge(by=system, person_id=top.pk, into_id=person.pk, now=now)

    with refused(errors.NobodyAbove):
        erase(person)
    with refused(errors.PersonEnded):
        erase(top)


def test_who_has_an_account_erases_themselves(own, erase):
    with refused(errors.ErasesThemselves) as refusal:
        erase(own)

    assert "đăng nhập" in str(refusal.value)


def test_nobody_erases_their_own_record(org, enrol, erase):
    """The record has no account; it leads to the officer by the number both have."""
    account = org.account("Lò Thị Ón", "0912345678")
    officer = org.officer("PROVINCE_OFFICER", org.province, account=account)

    with refused(errors.RecordIsOwn):
        erase(enrol(phone="0912345678"), by=officer)


def test_who_works_at_the_records_unit_too_leaves_it_to_a_colleague(
    org, enrol, erase, above, system, now
):
    """Also by a second account, told by the number in their record."""
    first = org.account("Giàng A Pháo", "0987654321")
    person, own = enrol(), enrol("Giàng A Pháo", phone="0987654321")
    Person.objects.filter(pk=own.pk).update(account_id=above.account_id)
    assert queries.same_holder(above.account_id).account_ids == {above.account_id, first.pk}
    access.grant(
        by=system, account_id=first.pk, role="COMMUNE_OFFICER", unit_id=org.ta_leng.pk, now=now
    )

    with refused(errors.WorksForRecord):
        erase(person)

    colleague = org.officer("PROVINCE_OFFICER", org.province)
    assert erase(person, by=colleague).erased_at is not None


@pytest.mark.parametrize("days", [-1, 367])
def test_the_request_came_within_a_year(org, enrol, erase, days):
    with refused(errors.RequestDayImplausible):
        erase(enrol(), received_on=org.day - timedelta(days=days))


@pytest.mark.parametrize(
    ("paper", "error"),
    [
        ("  ", errors.PaperNeeded),
        ("x" * 121, errors.PaperNeeded),
        ("Đơn của LÒ THỊ ÓN", errors.PaperNamesPerson),
    ],
)
def test_the_paper_is_found_again_and_names_nobody(enrol, erase, paper, error):
    with refused(error):
        erase(enrol(), paper=paper)


def test_who_holds_a_post_ends_it_first_and_nobody_is_erased_twice(org, enrol, erase, system, now):
    officer, person = enrol("Vàng A Sử"), enrol()
    post = PostGiven(title="Bí thư", valid_from=date(2026, 1, 1))
    actions.appoint(by=system, person_id=officer.pk, unit_id=org.ta_leng.pk, post=post, now=now)
    erase(person)

    with refused(errors.StillInPost):
        erase(officer)
    with refused(errors.PersonErasedAlready):
        erase(person)


def test_the_product_itself_erases_on_paper_as_who_is_above(org, enrol, erase, system):
    person = enrol()

    with refused(errors.NotAboveRecord):
        erase(person, by=system, unit=org.binh_lu)
    assert erase(person, by=system).erased_at is not None


def test_the_seals_stay_whole(
    org, enrol, erase, system, secretary, now, settings, tmp_path, monkeypatch
):
    settings.KEY_FOLDER = tmp_path
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    person = enrol()
    given = PersonGiven(full_name="Lò Thị Ón", phone="0987654321")
    actions.edit_profile(by=secretary, person_id=person.pk, person=given, now=now)
    audit.seal(by=system, now=now)

    erase(person)
    audit.seal(by=system, now=now)

    assert trail.broken_seals(key=audit.sealing_key().public_key()) == []
    assert {each.detail.payload["after"].get("paper") for each in _detailed()} == {PAPER}


def _detailed():
    return Entry.objects.filter(detail__isnull=False).select_related("detail")


@pytest.fixture
def world(db, system, today, now, settings, tmp_path):
    settings.KEY_FOLDER, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "files"
    return World(system=system, day=today, now=now).build()


def _erased(world, person):
    request = PaperRequest(received_on=world.day, paper=PAPER)
    return actions.erase_on_paper(
        by=world.officer(world.province, "PROVINCE_OFFICER", account_id=8),
        unit_id=world.province.pk, person_id=person.pk, request=request, now=world.now,
    )  # fmt: skip


def test_hours_and_turns_stay_without_a_name(world):
    crowd = Crowd.at(world)
    held = crowd.sign_up("Lò Thị Mai", "0912345678")
    crowd.scan(held)
    crowd.close()
    crowd.settle()
    before = list(HoursEntry.objects.values("minutes", "person_id"))

    _erased(world, held.person)

    assert before
    assert list(HoursEntry.objects.values("minutes", "person_id")) == before
    assert Participation.objects.count() == 1


def test_a_certificate_stays_valid_and_names_nobody(world, today):
    service = Service(world).build()
    person = service.person("Giàng Thị Mỷ")
    service.serve(person, 240)
    issued = service.issue(person)

    _erased(world, person)

    verdict = recognition.verify(issued.code, day=today)
    assert (verdict.answer, verdict.is_unchanged, verdict.shares[0].minutes) == ("VALID", True, 240)
    assert not recognition.matches_name(issued.code, "Giàng Thị Mỷ")
