"""“Dữ liệu của tôi”: who read it, the copy, consent taken back, everything erased."""

import io
import json
from zipfile import ZipFile

import pytest
from django.test import Client

from aoxanh.access import actions as access
from aoxanh.access import queries as access_queries
from aoxanh.access.models import Account
from aoxanh.activities import actions as activities
from aoxanh.activities.errors import OwnConsentTakenBack
from aoxanh.activities.models import Signup
from aoxanh.people.models import Consent, Person
from tests.web.desks import shown


DATA = "/cua-toi/du-lieu/"


@pytest.fixture
def volunteer(desks, crowd):
    """Signed in, with a place taken as a guest and claimed since."""
    account = desks.account("Lò Thị Ón")
    client = Client()
    client.force_login(account)
    client.post(f"/cua-toi/nhan-ma/{crowd.sign_up('Lò Thị Ón').token}/")
    client.person = Person.objects.get(account=account)
    return client


def test_who_opened_the_record_is_told_in_words(volunteer, desks, world):
    desks.at(world.ta_leng).get(f"/dieu-phoi/{world.ta_leng.pk}/nguoi/{volunteer.person.code}/")
    desks.at(world.ta_leng).get(f"/dieu-phoi/{world.ta_leng.pk}/nguoi/?tai=xlsx")

    page = shown(volunteer.get(DATA))

    assert "Cán bộ Đoàn Tả Lèng mở hồ sơ của bạn" in page
    assert "Cán bộ Đoàn Tả Lèng tải danh sách con người của đơn vị về máy" in page


def test_the_copy_holds_the_same_for_people_and_machines(volunteer):
    answer = volunteer.get(f"{DATA}ban-sao.zip")

    folder = ZipFile(io.BytesIO(answer.content))
    machine = json.loads(folder.read("du-lieu.json"))
    page = folder.read("du-lieu.html").decode()
    assert machine["profile"]["Họ và tên"] == "Lò Thị Ón"
    assert [row["Tình trạng"] for row in machine["signups"]] == ["Đã xác nhận"]
    assert "Lò Thị Ón" in page
    assert "Đã xác nhận" in page


def test_what_follows_is_told_before_a_consent_is_taken_back(volunteer):
    consent = Consent.objects.get(person=volunteer.person)
    path = f"{DATA}dong-y/{consent.pk}/rut/"

    told = shown(volunteer.get(path))
    volunteer.post(path)

    consent.refresh_from_db()
    assert "được nhường cho người khác" in told
    assert consent.withdrawn_at is not None
    assert Signup.objects.get(person=volunteer.person).state == "WITHDRAWN"


def test_who_took_back_takes_no_place_until_they_agree_again(volunteer, crowd):
    consent = Consent.objects.get(person=volunteer.person)
    volunteer.post(f"{DATA}dong-y/{consent.pk}/rut/")
    account = Account.objects.get(pk=volunteer.person.account_id)
    asked = {
        "by": access_queries.actor_of(account, day=crowd.world.day),
        "activity_code": crowd.activity.code,
        "slot_ids": [crowd.slot.pk],
        "now": crowd.world.now,
    }
    with pytest.raises(OwnConsentTakenBack):
        activities.sign_up_member(**asked)
    assert "Đồng ý lại" in shown(volunteer.get(DATA))
    again = f"{DATA}dong-y/{consent.pk}/lai/"
    assert "Tôi đồng ý" in shown(volunteer.get(again))

    volunteer.post(again)

    activities.sign_up_member(**asked)
    assert Signup.objects.filter(person=volunteer.person, state="CONFIRMED").count() == 1
    assert "Đồng ý lại" not in shown(volunteer.get(DATA))
    assert volunteer.post(again).status_code == 404


def test_everything_that_names_me_goes_with_the_account(volunteer):
    asked = shown(volunteer.get(f"{DATA}xoa/"))
    told = shown(volunteer.post(f"{DATA}xoa/"))

    person = Person.objects.get(pk=volunteer.person.pk)
    account = Account.objects.get(full_name="")
    assert "vẫn tra được số giờ" in asked
    assert (person.full_name, person.phone, person.account_id) == ("Người đã xóa dữ liệu", "", None)
    assert (account.is_active, account.phone) == (False, None)
    assert "Tài khoản của bạn đã đóng" in told
    assert volunteer.get(DATA).status_code == 302


def test_nothing_is_offered_about_a_record_that_names_nobody(volunteer, desks, world):
    officer, path = desks.at(world.ta_leng), volunteer.person.code
    page = f"/dieu-phoi/{world.ta_leng.pk}/nguoi/{path}/"
    before = shown(officer.get(page))
    volunteer.post(f"{DATA}xoa/")

    after = shown(officer.get(page))

    assert "Sửa hồ sơ" in before
    assert "Người đã xóa dữ liệu" in after
    assert "Sửa hồ sơ" not in after


def test_an_officer_hands_the_office_over_first(volunteer, world, system, now):
    access.grant(
        by=system, account_id=volunteer.person.account_id, role="COMMUNE_OFFICER",
        unit_id=world.ta_leng.pk, now=now,
    )  # fmt: skip

    page = volunteer.post(f"{DATA}xoa/", follow=True).content.decode()

    assert "Hãy bàn giao trước" in page
    assert Person.objects.get(pk=volunteer.person.pk).full_name == "Lò Thị Ón"


def test_a_guest_takes_the_copy_and_erases_by_the_link(client, crowd):
    held = crowd.sign_up("Vàng A Sử")
    path = f"/ma/{held.token}/du-lieu"

    page = shown(client.get(f"{path}/"))
    copy = ZipFile(io.BytesIO(client.get(f"{path}.zip").content))
    after = shown(client.post(f"{path}/", follow=True))

    held.person.refresh_from_db()
    assert "Tải bản sao" in page
    assert "Vàng A Sử" in copy.read("du-lieu.html").decode()
    assert "Dữ liệu cá nhân đã được xóa" in after
    assert (held.person.full_name, crowd.state(held)) == ("Người đã xóa dữ liệu", "WITHDRAWN")


def test_a_guest_takes_consent_back_by_the_link_and_gives_up_the_place(client, crowd):
    held = crowd.sign_up("Vàng A Sử")
    consent = Consent.objects.get(person=held.person)
    path = f"/ma/{held.token}/du-lieu/"

    before = shown(client.get(path))
    after = shown(client.post(f"{path}dong-y/{consent.pk}/rut/", follow=True))

    assert "được nhường cho người khác" in before
    assert "Không có tin gì của bạn trong 2 năm" in before
    assert "Đã rút lại sự đồng ý" in after
    assert "Không còn sự đồng ý nào" in after
    consent.refresh_from_db()
    assert (consent.withdrawn_at is not None, crowd.state(held)) == (True, "WITHDRAWN")
    assert client.post(f"{path}dong-y/{consent.pk}/rut/").status_code == 404


def test_the_link_takes_back_no_consent_of_somebody_else(client, crowd):
    held, other = crowd.sign_up("Vàng A Sử"), crowd.sign_up("Lò Thị Mai")
    consent = Consent.objects.get(person=other.person)

    answer = client.post(f"/ma/{held.token}/du-lieu/dong-y/{consent.pk}/rut/")

    consent.refresh_from_db()
    assert (answer.status_code, consent.withdrawn_at) == (404, None)


def test_a_link_is_not_enough_for_a_record_of_an_account(volunteer, client, crowd):
    token = Signup.objects.get(person=volunteer.person).pass_held.token
    consent = Consent.objects.filter(person=volunteer.person).latest("pk")

    page = shown(client.get(f"/ma/{token}/du-lieu/"))
    copy = client.get(f"/ma/{token}/du-lieu.zip")
    client.post(f"/ma/{token}/du-lieu/")
    back = shown(client.post(f"/ma/{token}/du-lieu/dong-y/{consent.pk}/rut/", follow=True))

    consent.refresh_from_db()
    assert consent.withdrawn_at is None
    assert "một đường dẫn có thể bị chuyển tiếp" in back
    volunteer.person.refresh_from_db()
    assert "một đường dẫn có thể bị chuyển tiếp" in page
    assert copy.status_code == 404
    assert volunteer.person.erased_at is None
