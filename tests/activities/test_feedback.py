"""Feedback: once for each pass, by who was there, without a name, no figure under five answers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Feedback, Pass
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from tests.activities.world import refused


@pytest.fixture
def here(crowd):
    """Somebody who was there, and the hour after."""
    held = crowd.sign_up()
    crowd.scan(held)
    return held


def give(crowd, held, score=5, *, hour=12, days=0):
    return actions.give_feedback(
        by=Actor.guest(day=crowd.world.day, pass_id=held.pk),
        token=held.token,
        score=score,
        now=crowd.clock(hour) + timedelta(days=days),
    )


def test_who_was_there_says_how_it_was_once(crowd, here):
    given = give(crowd, here, 4)

    assert (given.score, given.activity_id) == (4, crowd.activity.pk)
    with refused(errors.FeedbackTwice):
        give(crowd, here, 1)
    assert Feedback.objects.count() == 1


def test_nothing_that_is_kept_points_to_a_person(crowd, here):
    give(crowd, here)

    columns = {field.name for field in Feedback._meta.get_fields()}
    entry = Entry.objects.get(event="activities.FeedbackGiven")
    assert columns == {"id", "activity", "code", "score", "reasons", "text", "is_whole"}
    assert entry.values == {"activity_id": crowd.activity.pk}
    assert entry.account_id is None
    assert str(here.pk) not in str(getattr(entry, "pass_id", ""))


def test_who_was_not_there_is_refused(crowd):
    with refused(errors.FeedbackOfPresent):
        give(crowd, crowd.sign_up())


def test_it_begins_after_the_shift_and_ends_after_a_month(crowd, here):
    with refused(errors.FeedbackNotYet):
        give(crowd, here, hour=10)
    with refused(errors.FeedbackOver):
        give(crowd, here, days=31)
    give(crowd, here, days=29)


@pytest.mark.parametrize("score", [0, 6, -1])
def test_only_five_answers_are_known(crowd, here, score):
    with refused(errors.FeedbackUnknown):
        give(crowd, here, score)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(activity=crowd.activity, score=score if score > 0 else 9)


def test_a_link_nobody_holds_says_nothing(crowd):
    with refused(Missing):
        actions.give_feedback(by=crowd.guest(), token="x", score=5, now=crowd.clock(12))


def test_reasons_are_added_once_by_who_gave_the_score(crowd, here):
    given = give(crowd, here)

    def add(code):
        return actions.add_reasons(
            by=crowd.guest(),
            code=code,
            reasons=["useful", "unknown"],
            text="  Rất vui  ",
            now=crowd.clock(12),
        )

    after = add(given.code)

    assert (after.reasons, after.text) == (["useful"], "Rất vui")
    with refused(errors.FeedbackTwice):
        add(given.code)
    with refused(Missing):
        add("x")


def _many(crowd, scores):
    type(crowd.slot).objects.update(capacity=50)
    for score in scores:
        held = crowd.sign_up()
        crowd.scan(held)
        give(crowd, held, score)


def test_under_five_answers_no_figure_is_shown(crowd):
    _many(crowd, [5, 5, 5, 1])

    shown = queries.feedback_of(activity_id=crowd.activity.pk, actor=crowd.officer)

    assert not shown.is_enough
    assert shown.scores == ()


def test_from_five_answers_on_shares_are_shown(crowd):
    _many(crowd, [5, 5, 4, 2, 1])

    shown = queries.feedback_of(activity_id=crowd.activity.pk, actor=crowd.officer)

    assert (shown.answers, shown.satisfied) == (5, 60)
    assert [count for _score, count in shown.scores] == [2, 1, 0, 1, 1]
    stranger = crowd.world.officer(crowd.world.binh_lu)
    assert queries.feedback_of(activity_id=crowd.activity.pk, actor=stranger).answers == 0


def test_passes_that_may_still_tell_are_known_in_one_statement(crowd, here, statements):
    other = crowd.sign_up()
    passes = list(Pass.objects.select_related("activity").order_by("pk"))

    with statements() as counted:
        open_now = queries.open_to_feedback(
            passes, person_ids=[here.person_id, other.person_id], now=crowd.clock(12)
        )

    assert counted.count == 1
    assert len(open_now) == 1
    give(crowd, here)
    told = list(Pass.objects.select_related("activity").filter(pk=here.pk))
    assert (
        queries.open_to_feedback(told, person_ids=[here.person_id], now=crowd.clock(12))
        == frozenset()
    )
