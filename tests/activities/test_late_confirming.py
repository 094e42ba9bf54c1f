"""Late entries confirmed from outside: by whom, by whom never, and by a receiving body over its link."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import (
    HostAgreement,
    HoursEntry,
    LateEntry,
    Participation,
    Pass,
    ReceiverLink,
)
from aoxanh.activities.queries.ledger_rules import ledger_rules
from aoxanh.activities.types.late import ReceiverAnswer, ReceiverGiven
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Person
from aoxanh.units.models import Closure
from tests.activities.letters import sent_token
from tests.activities.world import refused


@pytest.fixture
def absent(crowd):
    """Who signed up and whom nobody recorded."""
    return crowd.sign_up()


@pytest.fixture
def late(crowd, absent):
    return _late(crowd, absent)


def _late(crowd, held):
    return actions.ask_late_entry(
        by=crowd.officer,
        shift_id=crowd.shift.pk,
        person_id=held.person_id,
        minutes=120,
        reason="Điện thoại hết pin",
        now=crowd.clock(15),
    )


def _decide(crowd, late, by):
    return actions.decide_late_entry(
        by=by, late_entry_id=late.pk, confirm=True, now=crowd.clock(16)
    )


def _hosted(crowd, state="AGREED"):
    answered = None if state == "ASKED" else crowd.world.now
    HostAgreement.objects.create(
        activity=crowd.activity,
        host_unit=crowd.world.binh_lu,
        state=state,
        asked_at=crowd.world.now,
        answered_at=answered,
    )


def test_the_host_that_let_it_come_confirms(crowd, late):
    _hosted(crowd)
    host = crowd.world.officer(crowd.world.binh_lu, "LOCAL_AUTHORITY", account_id=8)

    waiting = queries.late_entries_to_confirm(actor=host, unit_id=crowd.world.binh_lu.pk)
    assert list(waiting) == [late]
    decided = _decide(crowd, late, host)

    assert (decided.confirmer, decided.decided_unit) == ("HOST", crowd.world.binh_lu)
    assert HoursEntry.objects.get().confirmed_by_unit == crowd.world.binh_lu


def test_a_host_that_has_not_agreed_confirms_nothing(crowd, late):
    _hosted(crowd, "ASKED")
    host = crowd.world.officer(crowd.world.binh_lu, account_id=8)

    assert not queries.late_entries_to_confirm(actor=host, unit_id=crowd.world.binh_lu.pk)
    with refused(errors.ConfirmationFromOutside):
        _decide(crowd, late, host)


def test_the_school_of_the_participant_confirms(crowd, absent):
    school = crowd.world.found("Trường Tả Lèng", parent=crowd.world.binh_lu)
    Pass.objects.filter(pk=absent.pk).update(participant_unit=school)
    late = _late(crowd, absent)
    officer = crowd.world.officer(school, "SCHOOL_OFFICER", account_id=8)

    assert list(queries.late_entries_to_confirm(actor=officer, unit_id=school.pk)) == [late]
    decided = _decide(crowd, late, officer)

    assert (decided.confirmer, decided.decided_unit) == ("SENDER", school)
    assert Participation.objects.get().participant_unit == school


def _with_grants(first, second):
    grants = (*first.grants, *second.grants)
    return Actor(kind=first.kind, day=first.day, account_id=8, grants=grants, tree=first.tree)


def test_nobody_confirms_through_a_second_role(crowd, late):
    world = crowd.world
    both = _with_grants(
        world.officer(world.province, "PROVINCE_OFFICER"), world.officer(world.ta_leng)
    )

    with refused(errors.ConfirmationFromOutside):
        _decide(crowd, late, both)


def _account(world, contact, name="Lò Thị Mai"):
    return access.register(
        by=world.system, contact=contact, full_name=name, password="áo xanh trên núi", now=world.now
    )


@pytest.fixture
def two_accounts(world):
    """One officer with two sign-ins: one enters, the other would confirm."""
    entering, confirming = _account(world, "0912000001"), _account(world, "mai@laichau.vn")
    return entering, confirming


def _one_person(world, by_phone, by_email):
    """Her record is known by the number of one account and the address of the other."""
    return Person.objects.create(
        unit=world.ta_leng, full_name="Lò Thị Mai", search_text="lo thi mai", sort_key="x",
        phone=by_phone.phone, email=by_email.email, created_at=world.now,
    )  # fmt: skip


def test_nobody_confirms_through_a_second_account(crowd, absent, two_accounts):
    world = crowd.world
    entering, confirming = two_accounts
    crowd.officer = world.officer(world.ta_leng, account_id=entering.pk)
    late = _late(crowd, absent)
    superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=confirming.pk)
    _one_person(world, entering, confirming)

    with refused(errors.ConfirmationFromOutside):
        _decide(crowd, late, superior)


def test_nobody_whose_other_account_works_for_the_organiser_confirms(crowd, late, two_accounts):
    world = crowd.world
    colleague, confirming = two_accounts
    access.grant(
        by=world.system, account_id=colleague.pk, role="CLUB_LEADER", unit_id=world.ta_leng.pk,
        now=world.now,
    )  # fmt: skip
    superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=confirming.pk)
    person = _one_person(world, colleague, confirming)
    Person.objects.filter(pk=person.pk).update(phone="", account=confirming)
    Person.objects.create(
        unit=world.ta_leng, full_name="Mai", search_text="mai", sort_key="x", account=colleague,
        merged_into=person, state="ENDED", created_at=world.now,
    )  # fmt: skip

    with refused(errors.ConfirmationFromOutside):
        _decide(crowd, late, superior)


def test_nobody_confirms_their_own_hours_or_lets_them_grow(crowd, absent, two_accounts):
    world = crowd.world
    _entering, confirming = two_accounts
    late = _late(crowd, absent)
    Person.objects.filter(pk=absent.person_id).update(account=confirming)
    superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=confirming.pk)

    with refused(errors.ConfirmationFromOutside):
        _decide(crowd, late, superior)
    crowd.scan(crowd.sign_up())
    Person.objects.filter(pk=absent.person_id).update(account=None)
    crowd.close()
    crowd.settle()
    entry = HoursEntry.objects.get()
    Person.objects.filter(pk=entry.person_id).update(account=confirming)
    superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=confirming.pk)
    with refused(NotAllowed):
        actions.correct_hours(
            by=superior, entry_id=entry.pk, minutes=240, reason="Đến sớm", now=crowd.clock(16)
        )


def _asked(crowd, *rows, receiver="UBND xã Mường Kim", contact="0987 000 001", now=None):
    link = actions.ask_receiver(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        late_entry_ids=[row.pk for row in rows],
        receiver=ReceiverGiven(receiver, contact),
        now=now or crowd.clock(15),
    )
    return link, sent_token(link)


def _answer(crowd, token, *confirmed, by=None, name="Lò Văn Chủ", days=1):
    return actions.answer_as_receiver(
        by=by or crowd.guest(),
        token=token,
        answer=ReceiverAnswer(frozenset(row.pk for row in confirmed), name, "Phó Chủ tịch"),
        now=crowd.clock(9, days=days),
    )


@pytest.fixture
def two(crowd, late):
    return late, _late(crowd, crowd.sign_up())


def test_a_receiving_body_answers_once_for_a_batch(crowd, two):
    was_there, was_not = two
    link, token = _asked(crowd, *two)

    answered = _answer(crowd, token, was_there)

    assert (answered.answered_name, answered.answered_title) == ("Lò Văn Chủ", "Phó Chủ tịch")
    states = LateEntry.objects.order_by("pk").values_list("state", "confirmer", "receiver_link_id")
    assert list(states) == [("CONFIRMED", "RECEIVER", link.pk), ("RETURNED", "RECEIVER", link.pk)]
    entry = HoursEntry.objects.get()
    assert (entry.source, entry.minutes, entry.person_id) == (
        "LATE_UNKNOWN",
        120,
        was_there.person_id,
    )
    with refused(errors.ReceiverLinkEnded):
        _answer(crowd, token, was_there, was_not)
    assert HoursEntry.objects.count() == 1


def test_the_bearer_reads_no_name_once_the_link_has_ended(crowd, late):
    link, token = _asked(crowd, late)

    def shown(now):
        return queries.receiver_link(token, now=now)

    assert [row.person_id for row in shown(crowd.clock(16)).entries] == [late.person_id]
    assert not shown(link.valid_until).is_open
    actions.revoke_receiver_link(by=crowd.officer, link_id=link.pk, now=crowd.clock(16))
    assert not shown(crowd.clock(16)).is_open
    with pytest.raises(Missing):
        queries.receiver_link("x" * 22, now=crowd.clock(16))


def test_a_link_that_expired_was_withdrawn_or_is_cut_answers_nothing(crowd, two):
    first, second = two
    _link, token = _asked(crowd, first)
    withdrawn, other = _asked(crowd, second)
    actions.revoke_receiver_link(by=crowd.officer, link_id=withdrawn.pk, now=crowd.clock(16))

    with refused(errors.ReceiverLinkEnded):
        _answer(crowd, token, first, days=15)
    with refused(errors.ReceiverLinkEnded):
        _answer(crowd, other, second)
    with refused(Missing):
        _answer(crowd, token[:-1], first)
    with refused(errors.ReceiverSignatureMissing):
        _answer(crowd, token, first, name=" ")
    with refused(errors.ReceiverLinkEnded):
        actions.revoke_receiver_link(by=crowd.officer, link_id=withdrawn.pk, now=crowd.clock(16))
    assert HoursEntry.objects.count() == 0


def test_who_asked_or_works_for_the_organiser_does_not_answer_over_the_link(crowd, late, world):
    account = _account(world, "0912000003")
    access.grant(
        by=world.system, account_id=account.pk, role="CLUB_LEADER", unit_id=world.ta_leng.pk,
        now=world.now,
    )  # fmt: skip
    _link, token = _asked(crowd, late)

    for by in (crowd.officer, world.officer(world.binh_lu, account_id=account.pk)):
        with refused(errors.ConfirmationFromOutside):
            _answer(crowd, token, late, by=by)


def test_entries_of_another_link_are_not_confirmed_by_this_one(crowd, two):
    mine, foreign = two
    _link, token = _asked(crowd, mine)

    _answer(crowd, token, mine, foreign)

    foreign.refresh_from_db()
    assert foreign.state == "WAITING"


def test_who_was_recorded_meanwhile_is_not_entered_twice_over_the_link(crowd, late, absent):
    _link, token = _asked(crowd, late)
    crowd.scan(absent, now=crowd.clock(15, 30), device_at=crowd.clock(8), offline=True)

    _answer(crowd, token, late)

    late.refresh_from_db()
    assert late.state == "RETURNED"
    assert HoursEntry.objects.count() == 0


def test_a_receiver_is_asked_only_about_what_waits(crowd, late, world):
    superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=8)
    for error, given in [
        (errors.ReceiverNameMissing, {"receiver": " "}),
        (errors.ReceiverContactUnreadable, {"contact": "09"}),
        (errors.ReceiverWithoutEntries, {"rows": ()}),
        (errors.ReceiverWithoutEntries, {"rows": (late, LateEntry(pk=0))}),
    ]:
        with refused(error):
            _asked(crowd, *given.pop("rows", (late,)), **given)
    _decide(crowd, late, superior)
    with refused(errors.ReceiverWithoutEntries):
        _asked(crowd, late)
    with refused(NotAllowed):
        crowd.officer = world.officer(world.binh_lu)
        _asked(crowd, late)
    with refused(Missing):
        actions.revoke_receiver_link(by=crowd.officer, link_id=0, now=crowd.clock(16))
    assert not ReceiverLink.objects.exists()


def test_an_answer_says_how_surely_the_receiving_body_gave_it(crowd, late, world):
    link, token = _asked(crowd, late)
    other = ReceiverLink.objects.create(
        activity=world.opened(unit=world.binh_lu, by=world.system, title="Buổi khác"),
        receiver="UBND xã Mường Kim", receiver_key=link.receiver_key, contact=link.contact,
        token_digest="x", asked_at=world.now, valid_until=crowd.clock(9, days=9),
    )  # fmt: skip
    ReceiverLink.objects.filter(pk=other.pk).update(
        answered_at=world.now, answered_name="Lò Văn Chủ"
    )

    answered = _answer(crowd, token, late)

    assert answered.proof == "KNOWN"
    assert HoursEntry.objects.get().source == "LATE_LINK"


def test_who_answers_signed_in_with_a_role_elsewhere_proves_more(crowd, late, world):
    _link, token = _asked(crowd, late)

    answered = _answer(crowd, token, late, by=world.officer(world.binh_lu, account_id=8))

    assert answered.proof == "ACCOUNT"
    assert HoursEntry.objects.get().source == "LATE_LINK"


def test_a_text_needs_a_unit_above_or_a_gateway(crowd, late, world, settings):
    Closure.objects.filter(descendant=world.ta_leng, depth__gt=0).delete()

    with refused(errors.ReceiverUnreachable):
        _asked(crowd, late)
    link, _token = _asked(crowd, late, contact="ubnd@muongkim.vn")
    assert link.contact == "ubnd@muongkim.vn"
    settings.TEXT_GATEWAY = "console"
    link, _token = _asked(crowd, late)
    assert link.contact == "+84987000001"


def test_what_waits_says_for_how_long(crowd, late, world):
    superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=8)
    rows = queries.todo_signups(actor=superior, unit_id=world.province.pk, day=superior.day)

    asked_on = crowd.activity.starts_on
    assert [(row.kind, row.count, row.since) for row in rows] == [("LATE_ENTRIES", 1, asked_on)]
    assert (asked_on - world.day) == timedelta(days=5)


def test_a_day_holds_no_more_than_its_cap_by_anybodys_word(crowd, late, world, monkeypatch):
    superior = world.officer(world.province, "PROVINCE_OFFICER", account_id=8)
    slot = crowd.add_shift()
    afternoon = {"shift_id": slot.shift_id, "person_id": late.person_id, "reason": "Hết pin"}
    capped = replace(ledger_rules(), day_minutes=240)
    monkeypatch.setattr("aoxanh.activities.actions.ledger.ledger_rules", lambda: capped)

    def ask(minutes):
        return actions.ask_late_entry(
            by=crowd.officer, minutes=minutes, now=crowd.clock(18), **afternoon
        )

    waiting = ask(180)
    _decide(crowd, late, superior)

    with refused(errors.DayFull) as refusal:
        _decide(crowd, waiting, superior)
    assert "đã có 2 giờ" in str(refusal.value)
    LateEntry.objects.filter(pk=waiting.pk).update(minutes=120)
    _decide(crowd, waiting, superior)
    with refused(errors.DayFull):
        actions.correct_hours(
            by=superior,
            entry_id=HoursEntry.objects.order_by("pk")[0].pk,
            minutes=180,
            reason="Làm thêm",
            now=crowd.clock(18),
        )
