"""Invitations by link: a secret nobody stores, for one person, once, for fourteen days."""

from datetime import date, timedelta

import pytest

from aoxanh.access import actions, errors, queries
from aoxanh.access.models import Account, Invitation, RoleGrant
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from tests.access.organisation import PASSWORD, refused


@pytest.fixture
def guest(org):
    return Actor.guest(day=org.day)


@pytest.fixture
def invite(org, secretary, now):
    def make(by=secretary, contact="0987 654 321", role="BRANCH_OFFICER", unit=org.branch, **more):
        given = {"full_name": "Vàng A Tủa", "now": now, **more}
        return actions.invite(by=by, unit_id=unit.pk, role=role, contact=contact, **given)

    return make


def accept(by, token, now, password=PASSWORD):
    return actions.accept(by=by, token=token, password=password, now=now)


def test_a_link_makes_an_account_with_the_role(org, invite, guest, now):
    _, token = invite(role_until=date(2027, 12, 31))

    account = accept(guest, token, now)

    held = RoleGrant.objects.get(account=account)
    assert (account.phone, account.full_name) == ("+84987654321", "Vàng A Tủa")
    assert account.check_password(PASSWORD)
    assert (held.role, held.unit_id, held.valid_to) == (
        "BRANCH_OFFICER", org.branch.pk, date(2027, 12, 31),
    )  # fmt: skip
    assert queries.actor_of(account, day=org.day).may(Permission.CHECKIN_RUN, at=org.branch.pk)


def test_the_token_is_stored_nowhere(invite):
    invitation, token = invite()

    stored = [str(value) for row in Invitation.objects.values() for value in row.values()]
    told = [str(value) for row in Entry.objects.values() for value in row.values()]
    assert len(token) == 22
    assert len(invitation.token_digest) == 64
    assert not any(token in text for text in stored + told)


def test_the_trail_names_nobody(invite, guest, now):
    _, token = invite()
    accept(guest, token, now)

    entries = list(Entry.objects.order_by("pk").values_list("event", "values"))
    assert [name for name, _ in entries][-3:] == [
        "access.InvitationSent", "access.RoleGranted", "access.InvitationAccepted",
    ]  # fmt: skip
    assert not any("Tủa" in str(values) or "987" in str(values) for _, values in entries)


def test_a_link_works_once(invite, guest, now):
    _, token = invite()
    accept(guest, token, now)

    with refused(errors.InvitationUsed):
        accept(guest, token, now)


def test_a_link_works_for_fourteen_days(invite, guest, now):
    _, first = invite()
    _, second = invite(contact="0987 654 322")

    accept(guest, first, now + timedelta(days=14, seconds=-1))
    with refused(errors.InvitationExpired):
        accept(guest, second, now + timedelta(days=14))


def test_a_withdrawn_link_is_dead(invite, secretary, guest, now):
    invitation, token = invite()

    actions.revoke_invitation(by=secretary, invitation_id=invitation.pk, now=now)

    with refused(errors.InvitationWithdrawn):
        accept(guest, token, now)
    with refused(errors.InvitationWithdrawn):
        actions.revoke_invitation(by=secretary, invitation_id=invitation.pk, now=now)


def test_an_accepted_invitation_cannot_be_withdrawn(invite, secretary, guest, now):
    invitation, token = invite()
    accept(guest, token, now)

    with refused(errors.InvitationUsed):
        actions.revoke_invitation(by=secretary, invitation_id=invitation.pk, now=now)


def test_an_invitation_elsewhere_is_unknown(org, invite, now):
    invitation, _ = invite()
    sibling = org.officer("COMMUNE_OFFICER", org.binh_lu)

    with refused(Missing):
        actions.revoke_invitation(by=sibling, invitation_id=invitation.pk, now=now)
    with refused(Missing):
        actions.revoke_invitation(by=sibling, invitation_id=0, now=now)


def test_a_made_up_link_opens_nothing(org, guest, now):
    with refused(errors.InvitationUnknown):
        queries.invited("0123456789abcdefghijkl", now=now)
    with refused(errors.InvitationUnknown):
        accept(guest, "0123456789abcdefghijkl", now)


def test_the_bearer_reads_whom_the_link_is_for(invite, now):
    invitation, token = invite()

    assert queries.invited(token, now=now) == invitation


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"role": "PROVINCE_OFFICER"}, errors.RoleTooWide),
        ({"role": "VOLUNTEER"}, errors.RoleNeedsNoGrant),
        ({"contact": "12"}, errors.ContactUnreadable),
        ({"full_name": "  "}, errors.NameNeeded),
        ({"role_until": date(2026, 11, 23)}, errors.RoleEndBeforeStart),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(invite, given, refusal):
    with refused(refusal):
        invite(**given)

    assert not Invitation.objects.exists()


def test_who_has_an_account_signs_in_to_accept(org, invite, guest, now):
    known = org.account("Vàng A Tủa", contact="+84 987 654 321")
    _, token = invite()

    with refused(errors.SignInToAccept):
        accept(guest, token, now)
    assert accept(queries.actor_of(known, day=org.day), token, now, password="") == known
    assert RoleGrant.objects.get(account=known).role == "BRANCH_OFFICER"


def test_a_weak_password_leaves_the_link_unused(invite, guest, now):
    _, token = invite()

    with refused(errors.WeakPassword):
        accept(guest, token, now, password="123456")
    assert not Account.objects.filter(full_name="Vàng A Tủa").exists()
    assert queries.invited(token, now=now)


def test_a_role_already_held_is_not_given_twice(org, invite, now):
    holder = org.account()
    by = org.officer("BRANCH_OFFICER", org.branch, account=holder)
    _, token = invite()

    with refused(errors.RoleHeld):
        accept(by, token, now)


def test_invitations_are_seen_by_who_may_invite(org, invite, secretary):
    invitation, _ = invite()
    sibling = org.officer("COMMUNE_OFFICER", org.binh_lu)

    assert list(queries.invitations_at(org.branch.pk, actor=secretary)) == [invitation]
    assert not queries.invitations_at(org.branch.pk, actor=sibling).exists()
