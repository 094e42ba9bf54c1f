"""Who may hand on which role, and what is known of who sets a password: the rules by themselves."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from aoxanh.access.rules import guessing
from aoxanh.access.rules.appointing import grants_that_appoint
from aoxanh.access.rules.guessing import Guessable
from aoxanh.access.rules.roles import ROLES
from aoxanh.access.types import RoleCode
from aoxanh.kernel.actors import Anchors, Grant
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission, Reach


EVER = Period(date(2020, 1, 1))


def _grant(role, unit_id, allows=None):
    return Grant(role, unit_id, EVER, ROLES[role].allows if allows is None else allows)


def test_a_role_is_handed_on_from_where_its_own_grant_lies():
    grants = [_grant("PROVINCE_OFFICER", 1), _grant("COMMUNE_OFFICER", 2)]

    assert grants_that_appoint(grants, RoleCode.INSPECTOR) == Anchors(subtree=frozenset({1}))
    assert grants_that_appoint(grants, RoleCode.CLUB_LEADER) == Anchors(subtree=frozenset({1, 2}))
    assert grants_that_appoint(grants, RoleCode.ADMIN) == Anchors()


@pytest.mark.parametrize("reach", list(Reach))
def test_a_role_is_handed_on_as_far_as_the_grant_reaches(reach):
    found = grants_that_appoint(
        [_grant("ADMIN", 7, {Permission.ACCOUNT_INVITE: reach})], RoleCode.JUDGE
    )

    assert found == Anchors(**{reach.lower(): frozenset({7})})


def test_two_half_powers_are_no_power():
    may_invite = _grant("VOLUNTEER", 1, {Permission.ACCOUNT_INVITE: Reach.SUBTREE})
    appoints = _grant("ADMIN", 1, {Permission.UNIT_VIEW: Reach.SUBTREE})

    assert not grants_that_appoint([may_invite, appoints], RoleCode.JUDGE)


@dataclass
class Holder:
    phone: str | None = None
    email: str | None = None
    full_name: str = ""


@pytest.fixture
def asked(monkeypatch):
    """What is asked of the estimate of guesses; it answers one too few, or just enough."""
    seen = {}

    def estimate(password, user_inputs):
        seen.update(password=password, known=user_inputs)
        return {"guesses": seen.get("guesses", guessing.TRIES)}

    monkeypatch.setattr(guessing, "zxcvbn", estimate)
    monkeypatch.setattr(guessing, "words", lambda: ("aoxanh",))
    return seen


def test_words_about_the_holder_and_of_the_portal_are_held_against_a_password(asked):
    holder = Holder(phone="+84912345678", email="Mai.Ha@vd.vn", full_name="Hà Thị Mai Phương")

    Guessable().validate("x" * 100, holder)

    assert asked["password"] == "x" * 72
    assert asked["known"] == [
        "aoxanh", "+84912345678", "0912345678", "mai.ha@vd.vn", "mai.ha", "vd.vn", "phương",
        "hà thị mai phương",
    ]  # fmt: skip


@pytest.mark.parametrize("holder", [None, Holder(), Holder(full_name="Lò Phúc")])
def test_of_who_is_not_known_only_the_portals_words_are_held_against_it(asked, holder):
    Guessable().validate("một câu", holder)

    assert asked["known"][:1] == ["aoxanh"]
    assert asked["known"][1:] in ([], ["phúc", "lò phúc"])


def test_a_password_is_refused_below_its_tries_and_told_how_to_do_better(asked):
    asked["guesses"] = guessing.TRIES - 1

    with pytest.raises(
        ValidationError,
        match=r"^\['Mật khẩu này dễ đoán\. Hãy dùng một câu ngắn chỉ mình bạn nhớ\.'\]$",
    ):
        Guessable().validate("một câu")
    assert Guessable().get_help_text() == (
        "Không dùng mật khẩu nhiều người dùng, tên, số điện thoại của mình."
    )
