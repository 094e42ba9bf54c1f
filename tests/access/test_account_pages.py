"""Pages of registering, accepting an invitation and handing on roles."""

import re

import pytest
import time_machine
from django.test import Client

from aoxanh.access import actions
from aoxanh.access.models import Account, Invitation, RoleGrant
from aoxanh.people.models import Consent, Guardian, Person
from aoxanh.units import actions as units
from aoxanh.units.types import InstanceSettings
from tests.access.organisation import PASSWORD


@pytest.fixture
def answers():
    return {
        "full_name": "Lò Thị Ón",
        "contact": "0912 345 678",
        "password": PASSWORD,
        "birth_year": "2004",
        "consent": "on",
    }


@pytest.fixture
def officer(org):
    """Signed in as the officer of Tả Lèng."""
    account = org.account("Giàng A Pháo")
    org.officer("COMMUNE_OFFICER", org.ta_leng, account=account)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def offered(org, secretary, now):
    _, token = actions.invite(
        by=secretary,
        unit_id=org.branch.pk,
        role="BRANCH_OFFICER",
        contact="0987 654 321",
        full_name="Vàng A Tủa",
        now=now,
    )
    return f"/loi-moi/{token}/"


@pytest.fixture(autouse=True)
def _noon(now):
    """Pages read the clock: it stands still at the tests' now."""
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def portal(org, now):
    """The installation serves Lai Châu."""
    settings = InstanceSettings(
        scale="PROVINCE",
        name="Cổng tình nguyện Lai Châu",
        short_name="Lai Châu",
        place_name="Lai Châu",
    )
    units.set_up_instance(by=org.system, root_id=org.province.pk, settings=settings, now=now)
    return org


def test_a_volunteer_registers_and_is_signed_in(client, portal, answers):
    page = client.get("/dang-ky/").content.decode()
    done = client.post("/dang-ky/", answers)

    account = Account.objects.get(phone="+84912345678")
    person = Person.objects.get(account=account)
    assert "rút lại đồng ý" in page
    assert done["Location"] == "/vao/"
    assert client.session["_auth_user_id"] == str(account.pk)
    assert (person.full_name, person.unit_id, person.state) == (
        "Lò Thị Ón", portal.province.pk, "UNVERIFIED",
    )  # fmt: skip
    assert Consent.objects.get(person=person).given_by == "SELF"


def test_a_minor_names_a_guardian(client, portal, answers):
    answers["birth_year"] = "2012"

    refused = client.post("/dang-ky/", answers)
    client.post(
        "/dang-ky/",
        {**answers, "guardian_full_name": "Lò Văn Pành", "guardian_phone": "0987654321"},
    )

    assert "cần người giám hộ đồng ý" in refused.content.decode()
    assert Guardian.objects.get().phone == "+84987654321"
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("contact", "12", "Đây chưa phải số điện thoại hoặc e-mail"),
        ("password", "1234567890", "mật khẩu ít nhất 10 ký tự"),
        ("full_name", "1234", "Hãy nhập họ và tên bằng chữ"),
        ("birth_year", "1820", "Năm sinh hoặc ngày sinh chưa đúng"),
    ],
)
@pytest.mark.usefixtures("portal")
def test_what_cannot_be_read_leaves_nothing_behind(client, answers, field, value, sentence):
    page = client.post("/dang-ky/", {**answers, field: value})

    assert sentence in page.content.decode()
    assert not Account.objects.exists()
    assert not Person.objects.exists()


def test_a_taken_contact_is_not_told_apart_from_any_other_refusal(client, portal, answers):
    portal.account(contact="0912345678")

    page = client.post("/dang-ky/", answers).content.decode()

    assert "Không dùng được số điện thoại hoặc e-mail này" in page
    assert "đã được đăng ký" not in page


def test_who_is_signed_in_need_not_register(officer):
    assert officer.get("/dang-ky/")["Location"] == "/vao/"


def test_before_the_portal_is_set_up_nobody_registers(client, org, answers):
    answer = client.post("/dang-ky/", answers)

    assert answer["Location"] == "/"
    assert not Account.objects.exists()


def test_a_link_shows_the_role_and_takes_a_password(client, org, offered):
    page = client.get(offered)
    done = client.post(offered, {"password": PASSWORD})

    account = Account.objects.get(phone="+84987654321")
    assert "Vàng A Tủa" in page.content.decode()
    assert "Cán bộ chi đoàn" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert done["Location"] == "/vao/"
    assert client.session["_auth_user_id"] == str(account.pk)


def test_a_link_with_a_weak_password_stays_open(client, offered):
    page = client.post(offered, {"password": "123"})

    assert "mật khẩu ít nhất 10 ký tự" in page.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_a_dead_link_says_why(client, offered):
    client.post(offered, {"password": PASSWORD})

    used = Client().get(offered)
    unknown = Client().get("/loi-moi/khong-co-that/")

    assert (used.status_code, unknown.status_code) == (410, 410)
    assert "đã được dùng" in used.content.decode()
    assert "Liên kết mời không đúng" in unknown.content.decode()


def test_who_has_an_account_is_sent_to_sign_in_first(client, org, offered):
    known = org.account("Vàng A Tủa", contact="0987654321")

    told = client.post(offered, {"password": PASSWORD})
    client.force_login(known)
    page = client.get(offered).content.decode()
    done = client.post(offered)

    assert "Bạn đã có tài khoản" in told.content.decode()
    assert "Đặt mật khẩu" not in page
    assert done["Location"] == "/vao/"
    assert RoleGrant.objects.get(account=known).role == "BRANCH_OFFICER"


def test_an_officer_arrives_at_the_units_work_and_a_volunteer_at_home(client, org, officer):
    client.force_login(org.account())

    assert officer.get("/vao/")["Location"] == f"/dieu-phoi/{org.ta_leng.pk}/"
    assert client.get("/vao/")["Location"] == "/cua-toi/"


def test_an_officer_invites_and_sees_the_link_once(org, officer):
    given = {"full_name": "Sùng A Lử", "contact": "0977 000 111", "role": "BRANCH_OFFICER"}
    path = f"/dieu-phoi/{org.ta_leng.pk}/tai-khoan/"

    page = officer.post(path + "moi/", given).content.decode()
    token = re.search(r"/loi-moi/([\w-]{22})/", page)[1]
    listed = officer.get(path).content.decode()

    assert "Sùng A Lử" in listed
    assert token not in listed
    assert "Vàng A Tủa" not in listed


def test_an_invitation_that_cannot_be_read_is_told_at_its_field(org, officer):
    path = f"/dieu-phoi/{org.ta_leng.pk}/tai-khoan/moi/"

    wrong = officer.post(path, {"full_name": "A", "contact": "1", "role": "BRANCH_OFFICER"})
    empty = officer.post(path, {})

    assert (wrong.status_code, empty.status_code) == (422, 422)
    assert "Đây chưa phải số điện thoại" in wrong.content.decode()
    assert not Invitation.objects.exists()


def test_an_officer_takes_an_invitation_and_a_role_back(org, officer, secretary, now):
    invitation, _ = actions.invite(
        by=secretary,
        unit_id=org.ta_leng.pk,
        role="CLUB_LEADER",
        contact="0977000111",
        full_name="Sùng A Lử",
        now=now,
    )
    org.officer("CLUB_LEADER", org.ta_leng)
    held = RoleGrant.objects.get(role="CLUB_LEADER")
    path = f"/dieu-phoi/{org.ta_leng.pk}/"

    revoked = officer.post(f"{path}loi-moi/{invitation.pk}/thu-hoi/", follow=False)
    officer.post(f"{path}tai-khoan/{held.pk}/ket-thuc/")

    invitation.refresh_from_db()
    assert revoked["Location"] == f"{path}tai-khoan/"
    assert invitation.revoked_at == now
    assert not RoleGrant.objects.filter(pk=held.pk).exists()


@pytest.mark.parametrize("path", ["loi-moi/0/thu-hoi/", "tai-khoan/0/ket-thuc/"])
def test_what_is_not_there_cannot_be_taken_back(org, officer, path):
    assert officer.post(f"/dieu-phoi/{org.ta_leng.pk}/{path}").status_code == 404


def test_the_accounts_of_a_unit_are_hidden_from_others(org, client, officer):
    client.force_login(org.account())

    assert client.get(f"/dieu-phoi/{org.ta_leng.pk}/tai-khoan/").status_code == 404
    assert officer.get(f"/dieu-phoi/{org.binh_lu.pk}/tai-khoan/").status_code == 404
    assert officer.get(f"/dieu-phoi/{org.province.pk}/tai-khoan/").status_code == 404
