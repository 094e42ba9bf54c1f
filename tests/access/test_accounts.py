"""Accounts: registered by oneself, reached by phone or e-mail, told to nobody."""

import pytest
from allauth.account.models import EmailAddress

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import Account, Invitation, RoleGrant
from aoxanh.audit.models import Detail, Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from tests.access.organisation import PASSWORD, refused


@pytest.fixture
def register(db, today, now):
    def make(contact="0912 345 678", full_name="Lò Văn Ơn", password=PASSWORD):
        return actions.register(
            by=Actor.guest(day=today),
            contact=contact,
            full_name=full_name,
            password=password,
            now=now,
        )

    return make


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678", "912345678"],
)
def test_every_shape_of_a_number_is_one_number(register, typed):
    assert register(contact=typed).phone == "+84912345678"


def test_an_address_is_kept_in_lower_case(register):
    account = register(contact="Lo.Van.On@Example.VN")

    assert (account.email, account.phone) == ("lo.van.on@example.vn", None)


def test_a_volunteer_has_no_role(register, today):
    account = register()

    assert queries.actor_of(account, day=today).grants == ()
    assert Entry.objects.get().event == "access.AccountRegistered"


def test_the_name_is_composed(register):
    assert register(full_name="  Lo\u0300  Va\u0306n  Ơn ").full_name == "Lò Văn Ơn"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"contact": "0912"}, errors.ContactUnreadable),
        ({"contact": "khong@dau"}, errors.ContactUnreadable),
        ({"full_name": " \u200b "}, errors.NameNeeded),
        ({"full_name": "A" * 121}, errors.NameNeeded),
        ({"password": "ngắn"}, errors.WeakPassword),
        ({"password": "1234567890"}, errors.WeakPassword),
    ],
)
def test_a_registration_that_cannot_be_read_is_refused(register, given, refusal):
    with refused(refusal):
        register(**given)

    assert not Account.objects.exists()


@pytest.mark.parametrize("typed", ["0912345678", "lo@example.vn"])
def test_a_contact_serves_one_account(register, typed):
    register(contact=typed)

    with refused(errors.ContactTaken) as refusal:
        register(contact=typed.upper(), full_name="Người Khác")
    assert "đã có người" not in str(refusal.value)


def test_a_contact_changes_and_the_old_one_no_longer_serves(register, today, now):
    account = register(contact="cu@example.vn")
    EmailAddress.objects.create(user=account, email="cu@example.vn", primary=True)

    actions.change_contact(
        by=queries.actor_of(account, day=today),
        account_id=account.pk,
        phone="0987654321",
        email="moi@example.vn",
        now=now,
    )

    changed = Account.objects.get()
    assert (changed.phone, changed.email) == ("+84987654321", "moi@example.vn")
    assert not EmailAddress.objects.exists()
    assert Detail.objects.get().payload["before"] == {"phone": None, "email": "cu@example.vn"}


@pytest.mark.parametrize(
    ("phone", "email", "refusal"),
    [
        ("", " ", errors.ContactNeeded),
        ("12", "", errors.ContactUnreadable),
        ("a@example.vn", "", errors.ContactUnreadable),
        ("", "0987654321", errors.ContactUnreadable),
        ("0987654321", "", errors.ContactTaken),
    ],
)
def test_a_contact_that_cannot_serve_is_refused(register, now, phone, email, refusal):
    register(contact="0987654321")
    account = register()

    with refused(refusal):
        actions.change_contact(
            by=queries.actor_of(account, day=now.date()),
            account_id=account.pk,
            phone=phone,
            email=email,
            now=now,
        )
    assert Account.objects.get(pk=account.pk).phone == "+84912345678"


def test_keeping_ones_own_contact_is_no_clash(register, today, now):
    account = register()
    by = queries.actor_of(account, day=today)

    actions.change_contact(by=by, account_id=account.pk, phone="0912345678", email="", now=now)

    assert Account.objects.get().phone == "+84912345678"


def test_nobody_changes_anothers_contact(register, today, now):
    account = register()
    other = register(contact="0987654321")

    with refused(NotAllowed):
        actions.change_contact(
            by=queries.actor_of(other, day=today),
            account_id=account.pk,
            phone="0900000000",
            email="",
            now=now,
        )


def test_the_sign_in_finds_an_account_by_any_shape_of_its_contact(register):
    account = register()

    assert queries.account_for_sign_in("0912 345 678") == account
    assert queries.account_for_sign_in("lo@example.vn") is None
    assert queries.account_for_sign_in("12") is None


def test_names_are_told_to_officers(org, secretary):
    account = org.account("Sùng Thị Dở")
    volunteer = queries.actor_of(account, day=org.day)

    assert queries.names_of([account.pk], actor=secretary) == {account.pk: "Sùng Thị Dở"}
    assert queries.names_of([account.pk], actor=volunteer) == {}
    assert queries.names_of([account.pk], actor=Actor.guest(day=org.day)) == {}


def test_an_account_is_found_by_its_natural_key(register):
    account = register(contact="lo@example.vn")

    assert Account.objects.get_by_natural_key("lo@example.vn") == account
    assert account.natural_key() == ("lo@example.vn",)
    assert str(account) == f"#{account.pk}"


def test_rows_are_named_without_naming_anybody(org, secretary, now):
    actions.invite(
        by=secretary,
        unit_id=org.branch.pk,
        role="CLUB_LEADER",
        contact="0977000111",
        full_name="Sùng A Lử",
        now=now,
    )
    held = RoleGrant.objects.get()

    assert str(held) == f"{held.account_id} COMMUNE_OFFICER @{org.ta_leng.pk}"
    assert str(Invitation.objects.get()) == f"CLUB_LEADER @{org.branch.pk}"
