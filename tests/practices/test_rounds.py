"""A year's models are nominated, appraised by criteria that are data, recognised and honoured."""

from datetime import timedelta

import pytest
from django.db import transaction

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.practices import actions, errors, queries, rules
from aoxanh.practices.models import Candidate
from aoxanh.practices.types import Criterion, NominationOutcome


@pytest.fixture
def opened(org, superior, today, now):
    """The province's round of this year, its criteria small."""
    made = actions.open_round(
        by=superior,
        unit_id=org.province.pk,
        year=2026,
        nominate_until=today + timedelta(days=30),
        now=now,
    )
    made.criteria = [{"code": "useful", "name": "Có ích", "points": 60}]
    made.save(update_fields=["criteria"])
    return made


@pytest.fixture
def nominated(org, opened, listed, secretary, now):
    return actions.nominate(
        by=secretary, unit_id=org.ta_leng.pk, practice_id=listed.pk, reason="Dễ làm", now=now
    )


def test_a_nomination_goes_to_the_nearest_unit_with_an_open_round(org, nominated, opened):
    assert (nominated.round, nominated.to_unit_id) == (opened, org.province.pk)


def test_without_a_round_a_nomination_waits_for_the_next_one(
    org, listed, secretary, superior, today, now
):
    made = actions.nominate(
        by=secretary, unit_id=org.ta_leng.pk, practice_id=listed.pk, reason="Dễ làm", now=now
    )
    waiting = list(queries.waiting_nominations(actor=superior, unit_id=org.province.pk))

    opened = actions.open_round(
        by=superior, unit_id=org.province.pk, year=2026, nominate_until=today, now=now
    )

    made.refresh_from_db()
    assert waiting == [made]
    assert made.round == opened


def test_the_best_ones_come_first_by_the_mean_of_all_appraisers(
    org, opened, nominated, superior, now
):
    for account, points in ((superior, 40), (org.officer("PROVINCE_BOARD", org.province), 55)):
        actions.appraise(
            by=account, nomination_id=nominated.pk, points={"useful": points}, note="", now=now
        )
    actions.appraise(
        by=superior, nomination_id=nominated.pk, points={"useful": 42}, note="Xem lại", now=now
    )

    (told,) = queries.nominations(opened, actor=superior)

    assert (told.score, told.appraisers, told.own.total) == (48.5, 2, 42)


def test_what_is_honoured_is_told_to_everyone_once_announced(
    opened, nominated, listed, superior, now
):
    before = list(queries.honoured())
    outcomes = {nominated.pk: NominationOutcome.HONOURED}
    actions.announce(by=superior, round_id=opened.pk, outcomes=outcomes, now=now)

    assert before == []
    assert [each.practice for each in queries.honoured(2026)] == [listed]
    marks = queries.marks_of(listed.pk)
    assert [(mark.words, mark.year) for mark in marks] == [("Tôn vinh", 2026)]


def test_an_announced_round_stands(opened, nominated, superior, now):
    outcomes = {nominated.pk: NominationOutcome.DECLINED}
    actions.announce(by=superior, round_id=opened.pk, outcomes=outcomes, now=now)

    with pytest.raises(errors.RoundAnnouncedAlready), transaction.atomic():
        actions.announce(by=superior, round_id=opened.pk, outcomes=outcomes, now=now)
    with pytest.raises(errors.RoundAnnouncedAlready), transaction.atomic():
        actions.appraise(
            by=superior, nomination_id=nominated.pk, points={"useful": 1}, note="", now=now
        )


@pytest.mark.parametrize("outcomes", [{}, {"own": "WAITING"}, {"own": "HONOURED", 999: "HONOURED"}])
def test_every_nomination_is_decided_before_anything_is_announced(
    opened, nominated, superior, now, outcomes
):
    chosen = {
        nominated.pk if key == "own" else key: NominationOutcome(value)
        for key, value in outcomes.items()
    }

    with pytest.raises(errors.OutcomesMissing), transaction.atomic():
        actions.announce(by=superior, round_id=opened.pk, outcomes=chosen, now=now)


@pytest.mark.parametrize("points", [{}, {"useful": 61}, {"useful": -1}, {"useful": 1, "new": 1}])
def test_points_fit_the_criteria_of_the_round(nominated, superior, now, points):
    with pytest.raises(errors.PointsOutOfRange), transaction.atomic():
        actions.appraise(by=superior, nomination_id=nominated.pk, points=points, note="", now=now)


def test_what_cannot_be_nominated_is_refused(org, nominated, listed, draft_of, secretary, now):
    def nominate(practice, reason="Dễ làm"):
        actions.nominate(
            by=secretary, unit_id=org.ta_leng.pk, practice_id=practice, reason=reason, now=now
        )

    with pytest.raises(errors.NominatedAlready), transaction.atomic():
        nominate(listed.pk)
    with pytest.raises(errors.ReasonNeeded), transaction.atomic():
        nominate(listed.pk, reason=" ")
    with pytest.raises(errors.NotListed), transaction.atomic():
        nominate(draft_of().pk)
    with pytest.raises(Missing), transaction.atomic():
        nominate(999)


def test_a_round_is_opened_once_a_year_and_not_for_the_past(org, opened, superior, today, now):
    with pytest.raises(errors.RoundOpenAlready), transaction.atomic():
        actions.open_round(
            by=superior, unit_id=org.province.pk, year=2026, nominate_until=today, now=now
        )
    with pytest.raises(errors.NominationDayPast), transaction.atomic():
        actions.open_round(
            by=superior,
            unit_id=org.province.pk,
            year=2025,
            nominate_until=today - timedelta(days=1),
            now=now,
        )


def test_those_who_do_not_judge_decide_nothing(opened, nominated, secretary, now):
    with pytest.raises((Missing, NotAllowed)), transaction.atomic():
        actions.appraise(
            by=secretary, nomination_id=nominated.pk, points={"useful": 1}, note="", now=now
        )
    with pytest.raises((Missing, NotAllowed)), transaction.atomic():
        actions.announce(by=secretary, round_id=opened.pk, outcomes={}, now=now)
    assert Candidate.objects.get().outcome == "WAITING"


def test_criteria_are_read_from_the_installations_own_file(settings, tmp_path):
    shipped = queries.criteria()
    settings.PRACTICES_FOLDER = tmp_path
    own = "- {code: useful, name: Có ích, points: 60}\n- {code: new, name: Mới, points: 40}\n"
    (tmp_path / "criteria.yaml").write_text(own, encoding="utf-8")

    assert len(shipped) == 5
    assert queries.criteria() == (Criterion("useful", "Có ích", 60), Criterion("new", "Mới", 40))


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "a: 1", "- {code: a}", "- {code: a, name: A, points: 0}", "- {code: a, name: A, points: 101}",
        "- {code: a, name: A, points: 1}\n- {code: a, name: B, points: 1}", "- {code: a, code: b}", "- [",
    ],
)  # fmt: skip
def test_criteria_that_cannot_be_used_are_refused_by_the_name_of_the_file(text):
    with pytest.raises(errors.CriteriaRefused, match=r"tieu-chi\.yaml"):
        rules.read_criteria(text, file="tieu-chi.yaml")


def test_nobody_has_a_mean_of_nothing():
    assert rules.average([]) is None
