"""A reorganisation prepared and tried out: every fault is told at its line, nothing is written."""

from datetime import date, timedelta

import pytest

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.reorganising import Weight
from aoxanh.units import actions, errors
from aoxanh.units.models import Reorganisation, ReorganisationLine, Unit
from aoxanh.units.types import Decision, LineGiven, ReorganisationGiven, Verb
from tests.access.organisation import refused
from tests.units.reorganising.decisions import DECISION, ON, everything, merge, said


def test_the_dry_run_tells_everything_and_writes_nothing(org, draft, tried):
    org.officer("COMMUNE_OFFICER", org.binh_lu)
    made = draft(merge(org.binh_lu, org.ta_leng))
    before = everything()

    report = tried(made)

    assert report.may_apply
    assert said(report, "roles", Weight.CHANGES) == [(1, ["Giàng A Pháo, Cán bộ Đoàn, Hội cấp xã"])]
    assert everything() == before
    assert Reorganisation.objects.get().state == "DRAFT"


def test_an_heir_into_which_nobody_would_get_is_told(org, draft, tried):
    report = tried(draft(merge(org.binh_lu, org.ta_leng)))

    assert said(report, "roles", Weight.WARNS) == [(1, [])]


def test_two_mergers_of_one_unit_on_one_day_are_refused(org, draft, admin, now):
    other = org.found("Thèn Sin", parent=org.province)
    made = draft(merge(org.binh_lu, org.ta_leng))

    with refused(errors.UnitTwice):
        actions.put_lines(
            by=admin, reorganisation_id=made.pk, lines=[merge(org.binh_lu, other)], now=now
        )
    with refused(errors.UnitTwice):
        draft(
            merge(org.binh_lu, other),
            decision=Decision("9-QĐ", date(2026, 11, 1), "Ban Thường vụ"),
        )


def test_a_day_before_a_role_began_is_refused_by_name(org, draft, tried, applied):
    org.officer("COMMUNE_OFFICER", org.binh_lu)
    made = draft(merge(org.binh_lu, org.ta_leng), on=org.day - timedelta(days=30))

    report = tried(made)

    assert said(report, "roles", Weight.STOPS) == [(1, ["Giàng A Pháo, Cán bộ Đoàn, Hội cấp xã"])]
    with refused(errors.ReorganisationStopped):
        applied(made)
    assert Unit.objects.get(pk=org.binh_lu.pk).closing is None


def test_a_cycle_is_told_at_its_line_and_nothing_is_applied(org, draft, tried, applied):
    made = draft(
        merge(org.binh_lu, org.ta_leng),
        LineGiven(unit_id=org.ta_leng.pk, verb=Verb.MOVE, heir_ids=(org.branch.pk,)),
    )
    before = everything()

    report = tried(made)

    move = ReorganisationLine.objects.get(verb="MOVE")
    assert list(report.refused) == [move.pk]
    with refused(errors.ReorganisationStopped):
        applied(made)
    assert everything() == before


def test_who_ends_on_the_day_takes_nobody_over(org, draft, tried):
    third = org.found("Thèn Sin", parent=org.province)
    made = draft(merge(org.binh_lu, org.ta_leng), merge(org.ta_leng, third))

    report = tried(made)

    first = ReorganisationLine.objects.order_by("pk")[0]
    assert report.refused[first.pk] == str(errors.HeirEndsToo(name="Đoàn Tả Lèng"))


def test_a_unit_that_ended_before_is_refused_at_its_line(org, draft, tried, system, now):
    actions.merge(
        by=system, into_id=org.ta_leng.pk, unit_ids=[org.binh_lu.pk], on=date(2026, 6, 1),
        decision=DECISION, now=now,
    )  # fmt: skip

    report = tried(draft(merge(org.binh_lu, org.ta_leng), by=system), by=system)

    assert "không hoạt động vào ngày 01/01/2027" in next(iter(report.refused.values()))


def test_a_day_too_long_ago_is_refused(org, draft, system):
    with refused(errors.DayTooFarBack):
        draft(on=org.day - timedelta(days=93))
    assert draft(on=org.day - timedelta(days=92))
    assert draft(on=date(2025, 7, 1), by=system, decision=Decision("1-QĐ", DECISION.signed_on, "X"))


@pytest.mark.parametrize("number", ["218-QĐ/TĐTN", "218 - qđ/tđtn"])
def test_a_decision_number_is_used_once_a_year(draft, number):
    draft()

    with refused(errors.DecisionUsed):
        draft(decision=Decision(number, date(2026, 3, 1), "Ban Thường vụ"))
    assert draft(decision=Decision(number, date(2025, 3, 1), "Ban Thường vụ"))


@pytest.mark.parametrize(
    "decision",
    [
        Decision("", DECISION.signed_on, "Ban Thường vụ"),
        Decision("218", None, "Ban Thường vụ"),
        Decision("218", DECISION.signed_on, " "),
    ],
)
def test_a_decision_without_number_day_or_issuer_is_refused(draft, decision):
    with refused(errors.DecisionIncomplete):
        draft(decision=decision)


def test_an_empty_reorganisation_is_neither_tried_nor_applied(draft, tried, applied):
    made = draft()

    with refused(errors.ReorganisationEmpty):
        tried(made)
    with refused(errors.ReorganisationEmpty):
        applied(made)


@pytest.mark.parametrize(
    ("verb", "heirs", "error"),
    [
        (Verb.MERGE, (), errors.OneReceiver),
        (Verb.MOVE, ("ta_leng", "province"), errors.OneReceiver),
        (Verb.SPLIT, ("ta_leng",), errors.TooFewUnits),
        (Verb.SPLIT, ("ta_leng", "province"), errors.KeeperNotHeir),
        (Verb.MERGE, ("binh_lu",), errors.OwnAncestor),
    ],
)
def test_a_line_says_who_receives(org, draft, admin, now, verb, heirs, error):
    made = draft()
    given = LineGiven(
        unit_id=org.binh_lu.pk, verb=verb, heir_ids=tuple(getattr(org, name).pk for name in heirs)
    )

    with refused(error):
        actions.put_lines(by=admin, reorganisation_id=made.pk, lines=[given], now=now)


def test_units_out_of_reach_are_not_reorganised(org, draft, now):
    officer = org.officer("COMMUNE_OFFICER", org.ta_leng)
    own = actions.prepare_reorganisation(
        by=officer,
        unit_id=org.ta_leng.pk,
        given=ReorganisationGiven(on=ON, decision=DECISION),
        now=now,
    )

    with refused(NotAllowed):
        actions.put_lines(
            by=officer,
            reorganisation_id=own.pk,
            lines=[merge(org.binh_lu, org.ta_leng)],
            now=now,
        )
    with refused(Missing):
        actions.drop_reorganisation(by=officer, reorganisation_id=draft().pk, now=now)


def test_lines_are_changed_and_taken_away_before_it_is_applied(org, draft, admin, now):
    made = draft(merge(org.binh_lu, org.ta_leng))
    line = ReorganisationLine.objects.get()

    changed = actions.change_line(
        by=admin, line_id=line.pk, line=merge(org.binh_lu, org.province), now=now
    )

    assert [heir.unit_id for heir in changed.heirs.all()] == [org.province.pk]
    actions.drop_lines(by=admin, line_ids=[changed.pk], now=now)
    actions.drop_reorganisation(by=admin, reorganisation_id=made.pk, now=now)
    assert not Reorganisation.objects.exists()
