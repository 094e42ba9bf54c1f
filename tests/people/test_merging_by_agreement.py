"""One person in the lists of two units: the one asks, the other looks and answers, nothing else is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.notices.models import Notice
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import MergeProposal, Merger, Person
from aoxanh.people.rules import identity, shown_likeness, weight_shown
from aoxanh.people.types import PersonGiven
from aoxanh.units import actions as units
from aoxanh.units.errors import UnitMissing
from aoxanh.units.types import Decision
from tests.access.organisation import refused


@pytest.fixture
def ours(enrol):
    """A member of Tả Lèng, who asks."""
    return enrol("Lò Thị Ón", phone="0912345678", birth_date=date(2004, 5, 6))


@pytest.fixture
def theirs(enrol, org, sibling):
    """The same person in the list of Bình Lư, who is asked."""
    return enrol("Lò Thị Ón", by=sibling, unit=org.binh_lu, birth_year=2004, phone="0912345678")


@pytest.fixture
def propose(secretary, org, now):
    def ask(person, *, by=secretary, to=None, at=now):
        unit = to or org.binh_lu
        return actions.propose_merger(by=by, person_id=person.pk, to_unit_id=unit.pk, now=at)

    return ask


@pytest.fixture
def accept(sibling, now):
    def answer(proposal, into, *, by=sibling, **more):
        return actions.accept_proposal(
            by=by, proposal_id=proposal.pk, into_id=into.pk, now=now, **more
        )

    return answer


def _later(actor, days):
    return replace(actor, day=actor.day + timedelta(days=days))


def test_two_units_agree_that_two_records_are_one_person(
    org, ours, theirs, secretary, sibling, propose, accept
):
    proposal = propose(ours)
    asked = queries.proposal_asked(proposal.pk, unit_id=org.binh_lu.pk, actor=sibling)
    (found,) = queries.alike(asked, unit_id=org.binh_lu.pk, actor=sibling)

    into = accept(proposal, Person.objects.get(pk=found.person_id))

    assert into == theirs
    assert queries.same_person_ids(theirs.pk) == {ours.pk, theirs.pk}
    assert set(found.reasons) == {"NAME", "BIRTH_YEAR", "PHONE"}
    proposal.refresh_from_db()
    assert (proposal.state, proposal.merger) == ("MERGED", Merger.objects.get())
    for unit, actor in ((org.ta_leng, secretary), (org.binh_lu, sibling)):
        assert [each.pk for each in queries.people(actor=actor, unit_id=unit.pk)] == [theirs.pk]
    told = dict(Entry.objects.filter(event__contains="Merge").values_list("event", "unit_id"))
    assert told == {
        "people.MergeProposed": org.ta_leng.pk,
        "people.PersonMerged": org.ta_leng.pk,
        "people.MergeProposalAnswered": org.binh_lu.pk,
    }


def test_the_asking_unit_learns_the_answer_and_nothing_else(
    org, ours, enrol, secretary, sibling, propose, now
):
    stranger = enrol("Vàng A Chư", phone="0987654321")
    enrol("Lò Thị Ón", by=sibling, unit=org.binh_lu)
    known, unknown = propose(ours), propose(stranger)
    columns = ("state", "merger", "answered_by_id", "ended_at")
    before = [MergeProposal.objects.values(*columns).get(pk=each.pk) for each in (known, unknown)]

    actions.decline_proposal(by=sibling, proposal_id=known.pk, now=now)

    assert before[0] == before[1]
    sent = {each.pk: each for each in queries.proposals_sent(org.ta_leng.pk, actor=secretary)}
    assert (sent[known.pk].state, sent[unknown.pk].state) == ("DECLINED", "WAITING")
    assert [each.unit_id for each in queries.people(actor=secretary)] == [org.ta_leng.pk] * 2
    assert not Notice.objects.exists()


def test_the_asked_unit_compares_by_what_it_is_shown_and_finds_by_a_name(
    org, ours, theirs, enrol, sibling, propose
):
    enrol("Lò Thị Ón", by=sibling, unit=org.binh_lu, birth_year=1990)
    enrol("Giàng A Pháo", by=sibling, unit=org.binh_lu)
    asked = queries.proposal_asked(propose(ours).pk, unit_id=org.binh_lu.pk, actor=sibling)

    near = queries.alike(asked, unit_id=org.binh_lu.pk, actor=sibling)
    named = queries.alike(asked, unit_id=org.binh_lu.pk, actor=sibling, text="phao")

    meant = queries.identity_of(asked.person)
    assert (meant.full_name, meant.birth_year, meant.last_digits) == ("Lò Thị Ón", 2004, "678")
    assert [set(each.reasons) for each in near] == [
        {"NAME", "BIRTH_YEAR", "PHONE"},
        {"NAME", "OTHER_BIRTH"},
    ]
    assert [each.identity.full_name for each in named] == ["Giàng A Pháo"]


@pytest.mark.parametrize(
    ("one", "other", "reasons", "weight"),
    [
        ({}, {}, ["NAME"], 1),
        ({"birth_year": 2004}, {"birth_date": date(2004, 5, 6)}, ["NAME", "BIRTH_YEAR"], 2),
        ({"birth_year": 2004}, {"birth_year": 2005}, ["NAME", "OTHER_BIRTH"], 0),
        ({"phone": "+84912345678"}, {"phone": "+84987654678"}, ["NAME", "PHONE"], 2),
        ({"full_name": "Vàng A Sử"}, {}, [], 0),
    ],
)
def test_what_is_shown_says_how_alike_two_records_are(one, other, reasons, weight):
    usual = {"full_name": "Lò Thị Ón", "birth_date": None, "birth_year": None, "phone": ""}

    found = shown_likeness(identity(**usual | one), identity(**usual | other))

    assert (list(found), weight_shown(found)) == (reasons, weight)


@pytest.mark.parametrize("side", ["secretary", "sibling"])
def test_either_unit_takes_apart_what_both_agreed_on(
    side, request, ours, theirs, propose, accept, now
):
    accept(propose(ours), theirs)
    merged, by = Merger.objects.get(), request.getfixturevalue(side)

    seen = queries.mergers_into(theirs.pk, actor=by).get()
    actions.take_apart(by=by, merger_id=merged.pk, now=now)

    assert (seen, seen.by_agreement) == (merged, True)
    ours.refresh_from_db()
    assert (ours.state, ours.merged_into_id) == ("VERIFIED", None)


def test_both_units_read_in_their_trail_that_it_was_taken_apart(
    org, ours, theirs, secretary, propose, accept, now
):
    accept(propose(ours), theirs)

    actions.take_apart(by=secretary, merger_id=Merger.objects.get().pk, now=now)

    told = dict(Entry.objects.filter(event__endswith="Apart").values_list("event", "unit_id"))
    assert told == {
        "people.PersonTakenApart": org.ta_leng.pk,
        "people.AgreedMergerTakenApart": org.binh_lu.pk,
    }


@pytest.fixture
def heir(org, system, now):
    """The officer of the unit that takes over from a unit on the day after, as of that day."""

    def of(unit, name="Đoàn Phong Thổ"):
        into = org.found(name.removeprefix("Đoàn "), parent=org.province)
        on = org.day + timedelta(days=1)
        decision = Decision("11-QĐ/TĐTN", org.day, "Ban Thường vụ")
        units.merge(
            by=system, into_id=into.pk, unit_ids=[unit.pk], on=on, decision=decision, now=now
        )
        return into, _later(org.officer("COMMUNE_OFFICER", into), 1)

    return of


def test_the_heir_of_a_closed_unit_answers_what_it_was_asked(
    org, ours, theirs, secretary, sibling, propose, accept, heir, now
):
    proposal = propose(ours)
    into, officer = heir(org.binh_lu)

    asked = queries.proposals_waiting(into.pk, actor=officer).get()
    found = queries.alike(
        queries.proposal_asked(asked.pk, unit_id=into.pk, actor=officer),
        unit_id=into.pk,
        actor=officer,
    )
    merged = accept(proposal, theirs, by=officer)

    assert (asked, [each.person_id for each in found]) == (proposal, [theirs.pk])
    assert merged == theirs
    actions.take_apart(by=officer, merger_id=Merger.objects.get().pk, now=now)
    ours.refresh_from_db()
    assert ours.merged_into_id is None


def test_the_heir_says_no_and_who_does_not_inherit_is_refused(
    org, ours, theirs, propose, accept, heir, now
):
    proposal = propose(ours)
    into, officer = heir(org.binh_lu)
    stranger = _later(org.officer("COMMUNE_OFFICER", org.ta_leng), 1)

    assert not queries.proposals_waiting(org.ta_leng.pk, actor=stranger).exists()
    with refused(NotAllowed):
        actions.decline_proposal(by=stranger, proposal_id=proposal.pk, now=now)
    actions.decline_proposal(by=officer, proposal_id=proposal.pk, now=now)

    proposal.refresh_from_db()
    assert (proposal.state, into.pk != org.ta_leng.pk) == ("DECLINED", True)


def test_the_heir_of_the_asking_unit_takes_the_question_back(org, ours, propose, heir, now):
    proposal = propose(ours)
    into, officer = heir(org.ta_leng)

    assert queries.proposals_sent(into.pk, actor=officer).get() == proposal
    actions.withdraw_proposal(by=officer, proposal_id=proposal.pk, now=now)

    proposal.refresh_from_db()
    assert proposal.state == "WITHDRAWN"


def test_what_one_inherited_is_not_asked_about_at_oneself(org, ours, heir, propose):
    into, officer = heir(org.ta_leng)

    with refused(errors.ProposalToOwnUnit):
        propose(ours, by=officer, to=into)


def test_nobody_else_takes_it_apart(org, ours, theirs, propose, accept, now):
    accept(propose(ours), theirs)

    with refused(NotAllowed):
        actions.take_apart(
            by=org.officer("BRANCH_OFFICER", org.branch),
            merger_id=Merger.objects.get().pk,
            now=now,
        )


def test_who_holds_the_account_is_told(org, own, holder, theirs, secretary, propose, accept, now):
    actions.verify(by=secretary, person_id=own.pk, now=now)

    accept(propose(own), theirs, reason="Đổi tên trên giấy khai sinh")

    told = Notice.objects.get(account_id=holder.account_id)
    assert "Đoàn Tả Lèng" in told.body
    assert "Đoàn Bình Lư" in told.body
    assert told.path == "/cua-toi/"


def test_only_the_unit_that_keeps_a_verified_record_asks_another_unit(
    org, ours, own, sibling, holder, propose
):
    with refused(Missing):
        propose(ours, by=sibling)
    with refused(NotAllowed):
        propose(ours, by=org.officer("PROVINCE_OFFICER", org.province))
    with refused(NotAllowed):
        propose(own, by=holder)
    with refused(errors.ProposalNeedsVerified):
        propose(own)
    with refused(errors.ProposalToOwnUnit):
        propose(ours, to=org.ta_leng)
    with refused(UnitMissing):
        propose(ours, to=replace_pk(org.ta_leng))


def replace_pk(unit):
    """A unit that is none."""
    return type(unit)(pk=unit.pk + 10_000)


def test_one_unit_is_asked_at_a_time_and_not_again_soon(
    org, ours, secretary, sibling, propose, now
):
    first = propose(ours)
    with refused(errors.ProposalWaits):
        propose(ours, to=org.branch)

    actions.decline_proposal(by=sibling, proposal_id=first.pk, now=now)

    with refused(errors.ProposalTooSoon) as refusal:
        propose(ours)
    assert "22/05/2027" in str(refusal.value)
    assert propose(ours, by=_later(secretary, 180)).pk


def test_nobody_asks_one_unit_after_the_other(
    org, ours, enrol, secretary, propose, now, monkeypatch
):
    for each in (org.binh_lu, org.branch, org.province):
        actions.withdraw_proposal(by=secretary, proposal_id=propose(ours, to=each).pk, now=now)

    with refused(errors.ProposalsTooMany):
        propose(ours, to=org.found("Mường Kim", parent=org.province))
    limits = replace(queries.proposal_limits(), open_at_once=1)
    monkeypatch.setattr("aoxanh.people.actions.proposals.proposal_limits", lambda: limits)
    propose(enrol("Vàng A Sử"))
    with refused(errors.ProposalsTooMany):
        propose(enrol("Vàng A Chư"))


def test_what_nobody_answers_lapses_and_another_may_be_asked(
    org, ours, theirs, secretary, sibling, propose, accept
):
    proposal, later = propose(ours), _later(sibling, 30)

    assert not queries.proposals_waiting(org.binh_lu.pk, actor=later).exists()
    with refused(errors.ProposalEnded):
        accept(proposal, theirs, by=later)
    propose(ours, by=_later(secretary, 30), to=org.branch)

    proposal.refresh_from_db()
    assert proposal.state == "LAPSED"
    assert str(proposal).endswith("LAPSED")


def test_records_are_not_merged_blindly_by_agreement(
    org, ours, theirs, enrol, guest, sibling, secretary, propose, accept, now
):
    proposal = propose(ours)
    other = enrol("Giàng A Pháo", by=sibling, unit=org.binh_lu, phone="0987654321")
    elder = enrol("Lò Thị Ón", by=sibling, unit=org.binh_lu, birth_year=1990)

    with refused(errors.NamesDiffer):
        accept(proposal, other)
    with refused(errors.BirthsDiffer):
        accept(proposal, elder)
    with refused(errors.MergeWithItself):
        accept(proposal, ours)
    with refused(Missing):
        accept(proposal, enrol("Vàng A Sử"))
    with refused(NotAllowed):
        accept(proposal, theirs, by=secretary)
    with refused(NotAllowed):
        actions.withdraw_proposal(by=sibling, proposal_id=proposal.pk, now=now)
    with refused(Missing):
        actions.decline_proposal(by=sibling, proposal_id=0, now=now)
    actions.withdraw(by=secretary, person_id=ours.pk, now=now)
    with refused(errors.PersonEnded):
        accept(proposal, theirs)


def test_what_was_taken_back_is_answered_by_nobody(
    org, ours, theirs, secretary, sibling, propose, accept, now
):
    proposal = propose(ours)
    actions.withdraw_proposal(by=secretary, proposal_id=proposal.pk, now=now)

    with refused(errors.ProposalEnded):
        accept(proposal, theirs)
    with refused(Missing):
        queries.proposal_asked(proposal.pk, unit_id=org.binh_lu.pk, actor=sibling)
    assert not queries.proposals_waiting(org.ta_leng.pk, actor=sibling).exists()


def test_who_is_erased_is_asked_about_no_more(org, own, holder, secretary, propose, now):
    actions.verify(by=secretary, person_id=own.pk, now=now)
    proposal = propose(own)

    actions.erase(by=holder, person_id=own.pk, now=now)

    proposal.refresh_from_db()
    assert proposal.state == "WITHDRAWN"


def test_two_accounts_are_not_merged_by_agreement_either(
    org, own, secretary, sibling, propose, accept, now
):
    actions.verify(by=secretary, person_id=own.pk, now=now)
    rival = actions.register_volunteer(
        by=org.officer("CLUB_LEADER", org.branch),
        unit_id=org.binh_lu.pk,
        person=PersonGiven(full_name="Giàng A Pháo"),
        now=now,
    )

    with refused(errors.BothHaveAccounts):
        accept(propose(own), rival)
