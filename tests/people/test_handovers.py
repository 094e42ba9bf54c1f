"""An office passes to a successor on one day: roles, posts, the duty to be called; the work stays with the unit."""

from datetime import date, timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.access import queries as accounts
from aoxanh.access.errors import RoleTooWide
from aoxanh.access.models import RoleGrant
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import FocalPoint, Handover, Person, Post
from aoxanh.people.types import PostGiven, Succession
from tests.access.organisation import Organisation, refused


NEXT_YEAR = date(2027, 12, 1)


@pytest.fixture
def org(db, system, today, now):
    return Organisation(system=system, day=today, now=now).build()


@pytest.fixture
def outgoing(org):
    """The secretary of Tả Lèng, with a person, a post and the duty to be called."""
    account = org.account("Giàng A Pháo", contact="0912000001")
    actor = org.officer("COMMUNE_OFFICER", org.ta_leng, account=account)
    person = Person.objects.create(
        unit=org.ta_leng, account=account, full_name="Giàng A Pháo", search_text="x", sort_key="x",
        phone="+84912000001", state="VERIFIED", created_at=org.now,
    )  # fmt: skip
    post = PostGiven(title="Bí thư", valid_from=date(2023, 1, 1), is_head=True)
    actions.appoint(
        by=org.system, person_id=person.pk, unit_id=org.ta_leng.pk, post=post, now=org.now
    )
    actions.name_focal_point(
        by=org.system, unit_id=org.ta_leng.pk, person_id=person.pk, department="Văn phòng",
        phone="0912000001", since=date(2024, 1, 1), now=org.now,
    )  # fmt: skip
    RoleGrant.objects.filter(account=account).update(valid_from=date(2023, 1, 1))
    return accounts.actor_of(account, day=org.day) or actor


@pytest.fixture
def propose(org, outgoing, now):
    def act(by=outgoing, outgoing_id=outgoing.account_id, unit=org.ta_leng, **changes):
        given = {
            "full_name": "Vàng A Tủa", "contact": "0987 654 321", "on": org.day,
            "until": NEXT_YEAR,
        }  # fmt: skip
        return actions.propose_handover(
            by=by, unit_id=unit.pk, outgoing_id=outgoing_id,
            succession=Succession(**given | changes), work=["Bản nháp: Dọn suối"], now=now,
        )  # fmt: skip

    return act


@pytest.fixture
def incoming(org):
    """The successor has just made an account."""
    account = org.account("Vàng A Tủa", contact="0987654321")
    return accounts.actor_of(account, day=org.day)


def _roles(account_id, day):
    rows = RoleGrant.objects.filter(account_id=account_id, valid_from__lte=day, valid_to__gt=day)
    return set(rows.values_list("role", "unit_id"))


def test_both_signatures_move_roles_posts_and_duty_on_the_day(
    org, outgoing, propose, incoming, now
):
    _, token = propose()

    done = actions.accept_handover(by=incoming, token=token, work=["Bản nháp: Dọn suối"], now=now)

    assert _roles(outgoing.account_id, org.day) == set()
    assert _roles(incoming.account_id, org.day) == {("COMMUNE_OFFICER", org.ta_leng.pk)}
    head = queries.officers_at(org.ta_leng.pk, org.day, actor=org.system).get()
    assert (head.person.account_id, head.title, head.is_head) == (
        incoming.account_id, "Bí thư", True,
    )  # fmt: skip
    duty = queries.focal_person(org.ta_leng.pk, org.day)
    assert (duty.full_name, duty.department) == ("Vàng A Tủa", "Văn phòng")
    assert done.moved == {"roles": ["COMMUNE_OFFICER"], "posts": ["Bí thư"], "focal": True}
    assert done.work == ["Bản nháp: Dọn suối"]
    assert Entry.objects.filter(event="people.HandoverDone").count() == 1


def test_until_then_the_outgoing_officer_works_on(org, outgoing, propose):
    propose()

    assert _roles(outgoing.account_id, org.day) == {("COMMUNE_OFFICER", org.ta_leng.pk)}


def test_before_the_day_the_old_one_works_and_from_it_the_new_one(
    org, outgoing, propose, incoming, now
):
    on = org.day + timedelta(days=10)
    _, token = propose(on=on)
    actions.accept_handover(by=incoming, token=token, work=[], now=now)

    eve = on - timedelta(days=1)
    assert [bool(_roles(outgoing.account_id, day)) for day in (eve, on)] == [True, False]
    assert [bool(_roles(incoming.account_id, day)) for day in (eve, on)] == [False, True]
    assert [
        post.person.account_id for day in (eve, on)
        for post in queries.officers_at(org.ta_leng.pk, day, actor=org.system)
    ] == [outgoing.account_id, incoming.account_id]  # fmt: skip


def test_a_late_signature_counts_from_its_own_day(org, outgoing, propose, incoming, now):
    _, token = propose()
    later = accounts.actor_of(accounts.own_account(actor=incoming), day=org.day + timedelta(days=5))

    done = actions.accept_handover(by=later, token=token, work=[], now=now + timedelta(days=5))

    assert done.on == org.day + timedelta(days=5)
    assert _roles(outgoing.account_id, org.day + timedelta(days=4))


def test_the_past_stays_with_who_served_then(org, outgoing, propose, incoming, now):
    _, token = propose()
    actions.accept_handover(by=incoming, token=token, work=[], now=now)

    before = org.day - timedelta(days=1)
    past = queries.officers_at(org.ta_leng.pk, before, actor=org.system).get()
    assert past.person.full_name == "Giàng A Pháo"
    assert queries.focal_person(org.ta_leng.pk, before).full_name == "Giàng A Pháo"


def test_the_role_ends_with_the_new_term_and_says_when_it_is_provisional(
    org, propose, incoming, now
):
    _, token = propose(is_provisional=True)
    actions.accept_handover(by=incoming, token=token, work=[], now=now)

    held = RoleGrant.objects.get(account_id=incoming.account_id)
    post = Post.objects.get(person__account_id=incoming.account_id)
    assert (held.valid_to, held.is_provisional) == (NEXT_YEAR, True)
    assert (post.valid_to, post.is_provisional) == (NEXT_YEAR, True)


def test_a_link_is_used_once_and_only_when_it_is_known(propose, incoming, now):
    _, token = propose()
    actions.accept_handover(by=incoming, token=token, work=[], now=now)

    for dead in (token, "nobodys"):
        with refused(errors.HandoverUnknown):
            actions.accept_handover(by=incoming, token=dead, work=[], now=now)


def test_a_guest_cannot_sign(org, propose, now):
    _, token = propose()

    with refused(NotAllowed):
        actions.accept_handover(by=Actor.guest(day=org.day), token=token, work=[], now=now)


def test_nobody_hands_over_to_oneself(outgoing, propose, now):
    with refused(errors.HandoverToOneself):
        propose(contact="0912000001")
    _, token = propose()
    with refused(errors.HandoverToOneself):
        actions.accept_handover(by=outgoing, token=token, work=[], now=now)


def test_a_proposal_can_be_taken_back_and_then_made_anew(outgoing, propose, now):
    handover, token = propose()
    with refused(errors.HandoverOpen):
        propose()

    actions.withdraw_handover(by=outgoing, handover_id=handover.pk, now=now)

    assert queries.open_by_token(token) is None
    with refused(errors.HandoverUnknown):
        actions.withdraw_handover(by=outgoing, handover_id=handover.pk, now=now)
    assert propose()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"on": date(2026, 11, 22)}, errors.HandoverInPast),
        ({"until": date(2026, 11, 23)}, errors.PeriodEmpty),
        ({"contact": "12"}, errors.ContactUnreadable),
        ({"full_name": "  "}, errors.NameUnreadable),
    ],
)
def test_what_cannot_be_is_refused(propose, change, error):
    with refused(error):
        propose(**change)

    assert not Handover.objects.exists()


def test_who_holds_nothing_there_hands_nothing_over(org, propose, incoming):
    with refused(errors.NothingToHandOver):
        propose(by=incoming, outgoing_id=incoming.account_id)


def test_a_sibling_may_not_decide(org, outgoing, propose):
    sibling = org.officer("COMMUNE_OFFICER", org.binh_lu)

    with refused(errors.NothingToHandOver):
        propose(by=sibling)


def test_the_superior_decides_alone_for_somebody_with_an_account(
    org, outgoing, propose, incoming, system, now
):
    superior = org.officer("PROVINCE_OFFICER", org.province)

    handover, _ = propose(by=superior)

    assert handover.accepted_at == now
    assert handover.proposed_by_id == superior.account_id
    assert _roles(incoming.account_id, org.day) == {("COMMUNE_OFFICER", org.ta_leng.pk)}
    assert _roles(outgoing.account_id, org.day) == set()


def test_a_superior_decides_no_role_beyond_its_own(org, outgoing, propose, incoming, system, now):
    access.grant(
        by=system, account_id=outgoing.account_id, role="ADMIN", unit_id=org.ta_leng.pk, now=now
    )
    superior = org.officer("PROVINCE_OFFICER", org.province)

    with refused(RoleTooWide):
        propose(by=superior)


def test_an_inspector_of_the_branch_may_not_decide(org, outgoing, propose):
    reader = org.officer("INSPECTOR", org.province)

    with refused(errors.NothingToHandOver):
        propose(by=reader)


def test_handovers_are_seen_by_both_parties_and_the_superior_only(
    org, outgoing, propose, incoming, now
):
    handover, token = propose()
    actions.accept_handover(by=incoming, token=token, work=[], now=now)
    superior = org.officer("PROVINCE_OFFICER", org.province)
    sibling = org.officer("COMMUNE_OFFICER", org.binh_lu)

    def sees(actor):
        return queries.handovers(actor=actor).filter(pk=handover.pk).exists()

    after = accounts.actor_of(accounts.own_account(actor=outgoing), day=org.day)
    assert [sees(actor) for actor in (after, incoming, superior, org.system)] == [True] * 4
    assert not sees(sibling)
    assert not sees(Actor.guest(day=org.day))
    with refused(Missing):
        actions.withdraw_handover(by=sibling, handover_id=handover.pk, now=now)


def test_a_successor_who_holds_the_role_keeps_it(org, outgoing, propose, incoming, system, now):
    access.grant(
        by=system, account_id=incoming.account_id, role="COMMUNE_OFFICER",
        unit_id=org.ta_leng.pk, now=now,
    )  # fmt: skip
    _, token = propose()

    actions.accept_handover(by=incoming, token=token, work=[], now=now)

    assert RoleGrant.objects.filter(account_id=incoming.account_id).count() == 1


def test_the_new_officer_may_do_what_the_old_one_could(org, propose, incoming, now):
    _, token = propose()
    actions.accept_handover(by=incoming, token=token, work=[], now=now)

    actor = accounts.actor_of(accounts.own_account(actor=incoming), day=org.day)
    assert actor.may(Permission.ACTIVITY_PUBLISH, at=org.ta_leng.pk)


def test_a_provisional_post_needs_an_end(org, outgoing, system, now):
    person = Person.objects.get(account_id=outgoing.account_id)
    post = PostGiven(title="Phó Bí thư", valid_from=org.day, is_provisional=True)

    with refused(errors.ProvisionalNeedsTerm):
        actions.appoint(by=system, person_id=person.pk, unit_id=org.ta_leng.pk, post=post, now=now)


def test_the_duty_moves_without_a_post(org, outgoing, propose, incoming, now):
    Post.objects.all().delete()
    _, token = propose()

    done = actions.accept_handover(by=incoming, token=token, work=[], now=now)

    assert done.moved["focal"]
    assert FocalPoint.objects.get(valid_from=org.day).person.account_id == incoming.account_id
