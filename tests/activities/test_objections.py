"""Volunteers object to their hours, officers answer by a new entry or with a reason, the unit above sees the rest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import HoursEntry, HoursObjection
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Person
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.activities.world import refused


@pytest.fixture
def held(crowd):
    """Who served four hours of which three were written."""
    held = crowd.sign_up("Lò Thị Hương")
    crowd.scan(held)
    crowd.leave(held, now=crowd.clock(10))
    crowd.close()
    crowd.settle()
    return held


def _object(crowd, held, text="Tôi làm đến 11 giờ", *, token=None, now=None):
    return actions.object_by_pass(
        by=crowd.guest(), token=token or held.token, text=text, now=now or crowd.clock(14)
    )


@pytest.fixture
def objection(crowd, held):
    return _object(crowd, held)


@pytest.fixture
def superior(world):
    return world.officer(world.province, "PROVINCE_OFFICER", account_id=8)


def _correct(crowd, objection, minutes, *, by=None, answer="Sổ ký ghi 11 giờ"):
    return actions.correct_on_objection(
        by=by or crowd.officer,
        objection_id=objection.pk,
        minutes=minutes,
        answer=answer,
        now=crowd.clock(16),
    )


def _keep(crowd, objection, *, by=None, answer="Sổ ký ghi 10 giờ"):
    return actions.keep_on_objection(
        by=by or crowd.officer, objection_id=objection.pk, answer=answer, now=crowd.clock(16)
    )


def test_who_keeps_the_books_of_a_unit_that_ended_answers_and_lets_no_hours_grow(
    crowd, world, objection
):
    on = world.day + timedelta(days=20)
    units.merge(
        by=world.system, into_id=world.binh_lu.pk, unit_ids=[world.ta_leng.pk], on=on,
        decision=Decision("11-QĐ/TĐTN", world.day, "Ban Thường vụ"), now=world.now,
    )  # fmt: skip
    heir = replace(world.officer(world.binh_lu, account_id=78), day=on)

    assert [row.pk for row in _waiting(heir, world.binh_lu, crowd.clock(15))] == [objection.pk]
    with refused(errors.ConfirmationFromOutside):
        _correct(crowd, objection, 240, by=heir)
    assert _keep(crowd, objection, by=heir).state == "KEPT"


def _own(crowd, held):
    return queries.own_hours(crowd.activity, (held.person_id,), now=crowd.clock(17))


def _waiting(by, unit, now):
    return list(queries.objections_to_answer(actor=by, unit_id=unit.pk, now=now))


def test_an_objection_is_answered_by_a_new_entry_that_both_see(crowd, held, objection):
    before = _waiting(crowd.officer, crowd.world.ta_leng, crowd.clock(15))

    answered = _correct(crowd, objection, 120)

    assert [(row.pk, row.minutes) for row in before] == [(objection.pk, 180)]
    assert (answered.state, answered.answered_unit) == ("CORRECTED", crowd.world.ta_leng)
    assert answered.entry == HoursEntry.objects.get(role="REPLACEMENT")
    shown = _own(crowd, held)
    assert (shown.minutes, shown.objections[0].answer) == (120, "Sổ ký ghi 11 giờ")
    assert _waiting(crowd.officer, crowd.world.ta_leng, crowd.clock(17)) == []


def test_only_the_unit_above_lets_hours_grow_and_it_sees_what_was_passed_up(
    crowd, objection, superior
):
    province, noon = crowd.world.province, crowd.clock(15)
    with refused(errors.ConfirmationFromOutside):
        _correct(crowd, objection, 240)
    assert _waiting(superior, province, noon) == []
    actions.pass_up_objection(by=crowd.officer, objection_id=objection.pk, now=noon)

    assert _waiting(superior, province, noon) == [objection]
    answered = _correct(crowd, objection, 240, by=superior)

    assert answered.entry.confirmed_by_unit == province


def test_what_nobody_answers_in_time_is_seen_above(crowd, objection, superior):
    province = crowd.world.province

    assert _waiting(superior, province, crowd.clock(13, days=7)) == []
    assert _waiting(superior, province, crowd.clock(14, days=7)) == [objection]
    later = replace(superior, day=crowd.activity.starts_on)
    todo = queries.todo_signups(actor=later, unit_id=province.pk, day=crowd.clock(9, days=8).date())
    assert [(item.kind, item.since) for item in todo] == [("OBJECTIONS", crowd.activity.starts_on)]


def test_a_refusal_says_why_and_one_may_object_again(crowd, held, objection):
    with refused(errors.ObjectionTwice):
        _object(crowd, held)
    with refused(errors.ObjectionWordsMissing):
        _keep(crowd, objection, answer=" ")

    assert _keep(crowd, objection).state == "KEPT"

    with refused(errors.ObjectionAnsweredAlready):
        _correct(crowd, objection, 60)
    _object(crowd, held, "Xin xem lại sổ ký")
    assert HoursEntry.objects.count() == 1


def test_an_objection_is_refused_with_a_reason(crowd, held):
    for error, given in [
        (errors.ObjectionWordsMissing, {"text": "  "}),
        (errors.ObjectionClosed, {"now": crowd.clock(9, days=62)}),
        (errors.ObjectionClosed, {"now": crowd.world.now}),
        (Missing, {"token": "x" * 22}),
    ]:
        with refused(error):
            _object(crowd, held, **given)
    stranger = replace(crowd.guest(), person_id=0)
    for activity_id in (crowd.activity.pk, 0):
        with refused(Missing):
            actions.object_to_own(
                by=stranger, activity_id=activity_id, text="Sai", now=crowd.clock(14)
            )
    assert not HoursObjection.objects.exists()


def test_who_was_never_recorded_says_so_and_there_is_nothing_to_correct(crowd):
    absent = crowd.sign_up()
    by = replace(crowd.guest(), person_id=absent.person_id)
    row = actions.object_to_own(
        by=by, activity_id=crowd.activity.pk, text="Tôi có đi", now=crowd.clock(14)
    )

    assert row.participation is None
    with refused(errors.NothingToCorrect):
        _correct(crowd, row, 60)
    assert _keep(crowd, row, answer="Đã đề nghị bổ sung").state == "KEPT"


def test_neither_neighbours_nor_the_objector_answer(crowd, held, objection, world):
    account = access.register(
        by=world.system, contact="0912000009", full_name="Lò Thị Hương",
        password="áo xanh trên núi", now=world.now,
    )  # fmt: skip
    Person.objects.filter(pk=held.person_id).update(account=account)

    with refused(errors.OwnObjection):
        _keep(crowd, objection, by=world.officer(world.ta_leng, account_id=account.pk))
    with refused(NotAllowed):
        _keep(crowd, objection, by=world.officer(world.binh_lu))
    with refused(Missing):
        _keep(crowd, HoursObjection(pk=0))
