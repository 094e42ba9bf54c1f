"""“Trang của tôi”: one's profile, one's passes, one's consents, one's yearly record."""

import pytest
from django.test import Client

from aoxanh.activities.models import TeamMember
from aoxanh.people import actions as people
from aoxanh.people.models import Consent, Person
from tests.activities.duties import Rota
from tests.web.desks import shown


PROFILE = "/cua-toi/ho-so/"


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def account(desks):
    return desks.account("Lò Thị Ón")


@pytest.fixture
def browser(account):
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def claimed(browser, crowd):
    """The pass of a guest of the same name, taken into one's own page."""
    held = crowd.sign_up("Lò Thị Ón")
    browser.post(f"/cua-toi/nhan-ma/{held.token}/")
    return held


def _given(**changes):
    return {
        "full_name": "Lò Thị Ón", "phone": "0912 345 678", "email": "", "birth_date": "2000-03-12",
        "gender": "", "youth_category": "", "skills": "", "availability": "",
        "guardian_name": "", "guardian_phone": "",
    } | changes  # fmt: skip


def test_filling_in_the_profile_makes_one_a_volunteer(browser, account):
    answer = browser.post(PROFILE, _given(skills="sơ cứu, lái xe"))

    assert (answer.status_code, answer["Location"]) == (302, "/cua-toi/")
    assert Person.objects.get(account=account).skills == ["lái xe", "sơ cứu"]


def test_the_profile_can_be_corrected_later(browser, account):
    browser.post(PROFILE, _given())

    browser.post(PROFILE, _given(full_name="Lò Thị Ơn"))

    assert Person.objects.get(account=account).full_name == "Lò Thị Ơn"


def test_what_the_unit_verified_is_read_and_says_who_mends_it(browser, account):
    browser.post(PROFILE, _given(phone="0912345678"))
    Person.objects.filter(account=account).update(state="VERIFIED")

    page = browser.get(PROFILE).content.decode()
    refused = browser.post(PROFILE, _given(full_name="Lò Thị Ơn"))

    assert "Nếu sai, hãy nhờ Đoàn Lai Châu sửa giúp bạn" in page
    assert "readonly" in page
    assert "0912 345 678" in page
    assert "guardian_name" not in page
    assert "Họ tên và ngày sinh đã được đơn vị xác nhận" in refused.content.decode()
    assert Person.objects.get(account=account).full_name == "Lò Thị Ón"


def test_a_minor_is_asked_for_a_guardian_and_what_was_typed_stays(browser, account):
    refused = browser.post(PROFILE, _given(birth_date="2014-03-12"))

    assert refused.status_code == 200
    assert "Lò Thị Ón" in refused.content.decode()
    assert not Person.objects.filter(account=account).exists()

    browser.post(
        PROFILE,
        _given(birth_date="2014-03-12", guardian_name="Lò A Páo", guardian_phone="0987654321"),
    )
    assert Person.objects.filter(account=account).exists()


def test_a_pass_is_shown_before_it_is_taken_in(browser, crowd):
    held = crowd.sign_up("Lò Thị Ón")

    page = browser.get(f"/cua-toi/nhan-ma/{held.token}/")

    assert page.status_code == 200
    assert held.person.account_id is None


OFFER = "Nhận mã này vào Trang của tôi"


def test_whose_name_was_erased_offers_its_pass_to_nobody(browser, crowd, world):
    held = crowd.sign_up("Lò Thị Ón")
    before = shown(browser.get(f"/ma/{held.token}/"))
    people.erase(by=world.system, person_id=held.person_id, now=world.now)

    after = shown(browser.get(f"/ma/{held.token}/"))
    asked = shown(browser.get(f"/cua-toi/nhan-ma/{held.token}/", follow=True))
    browser.post(f"/cua-toi/nhan-ma/{held.token}/")

    assert OFFER in before
    assert OFFER not in after
    assert "Đã giữ chỗ cho" not in after
    assert "đã được xóa từ trước" in asked
    assert "Đúng là tôi" not in asked
    assert Person.objects.get(pk=held.person_id).account_id is None


def test_a_pass_merged_into_ones_record_is_not_offered_again(browser, crowd, claimed):
    further = crowd.sign_up("Lò Thị Ón", "0999888777")
    browser.post(f"/cua-toi/nhan-ma/{further.token}/")

    pages = [shown(browser.get(f"/ma/{each.token}/")) for each in (claimed, further)]

    assert Person.objects.get(pk=further.person_id).merged_into_id == claimed.person_id
    assert OFFER not in "".join(pages)


def test_a_pass_of_another_name_is_not_taken_in(browser, crowd):
    held = crowd.sign_up("Vàng A Tủa")

    answer = browser.post(f"/cua-toi/nhan-ma/{held.token}/")

    assert answer["Location"] == f"/ma/{held.token}/"
    assert Person.objects.get(pk=held.person_id).account_id is None


def test_a_link_that_nobody_was_given_is_not_there(browser):
    assert browser.get("/cua-toi/nhan-ma/khong-co/").status_code == 404


@pytest.mark.usefixtures("claimed")
def test_a_consent_is_taken_back_once(browser, account):
    consent = Consent.objects.get(person__account=account)
    path = f"/cua-toi/du-lieu/dong-y/{consent.pk}/rut/"

    browser.post(path)
    again = browser.post(path, follow=True)

    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert again.status_code == 200


@pytest.mark.usefixtures("claimed")
def test_another_persons_consent_is_not_there(browser, crowd):
    other = Consent.objects.get(person_id=crowd.sign_up("Vàng A Tủa").person_id)

    assert browser.post(f"/cua-toi/du-lieu/dong-y/{other.pk}/rut/").status_code == 404


@pytest.mark.usefixtures("claimed")
def test_the_yearly_record_comes_as_a_paper(browser):
    answer = browser.get("/cua-toi/gio/2026.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_commander_sees_the_shifts_of_the_team(world, browser, claimed):
    rota = Rota(world).build()
    team = rota.team()
    rota.put_on(team)
    TeamMember.objects.create(
        team=team,
        person=claimed.person,
        role="COMMANDER",
        joined_at=world.now,
    )

    page = shown(browser.get("/cua-toi/"))

    assert "Ca của đội tôi" in page
    assert "7:00–11:00 · Đội tiếp sức 1" in page
    assert "Đội trưởng" in page
