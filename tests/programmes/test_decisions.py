"""What is decided or said of figures stands beside what was computed, with reason and paper, and never instead."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from aoxanh.access.models import Account, RoleGrant
from aoxanh.audit.models import Entry
from aoxanh.files.errors import FileTypeUnknown
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.notices.models import Notice
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import (
    DecidedInFuture,
    DecisionIsWithdrawn,
    DecisionPaperNeeded,
    FigureOutOfRange,
    KindsNeeded,
    NothingToRebase,
    NotProgrammeOwner,
    NotUnitAbove,
    ProgrammeIsClosed,
    QualitativeHasNoFigure,
    ReasonNeeded,
    YearNotAsked,
)
from aoxanh.programmes.models import FigureDecision, Programme
from aoxanh.programmes.types import REFERENCE, Status
from aoxanh.programmes.types.decisions import DecisionGiven
from tests.activities.world import refused


SEVENTY = DecisionGiven(
    year=2030, text="Sổ giấy của 3 chi đoàn bị lũ cuốn", number="15-QĐ/TĐTN", value=Decimal(70)
)
SAID = DecisionGiven(year=2026, text="Đã nối 3 câu lạc bộ, còn thiếu đầu mối ở 2 xã")
COMMUNES = DecisionGiven(
    year=2026, text="Không còn cấp huyện", number="5-QĐ/TĐTN", kinds=("doan_xa",)
)

FAULTY_FIGURES = [
    ({"value": None}, FigureOutOfRange),
    ({"value": Decimal(-1)}, FigureOutOfRange),
    ({"value": Decimal("100.5")}, FigureOutOfRange),
    ({"year": 2027}, YearNotAsked),
    ({"text": "  "}, ReasonNeeded),
    ({"number": " "}, DecisionPaperNeeded),
    ({"decided_on": date(2027, 1, 1)}, DecidedInFuture),
    ({"file": ("virus.exe", b"MZ\x90")}, FileTypeUnknown),
    ({"code": "LC-5"}, QualitativeHasNoFigure),
    ({"code": "KHONG-CO"}, Missing),
]
FAULTY_REBASINGS = [
    ({"kinds": ()}, KindsNeeded),
    ({"kinds": ("khong_co",)}, KindsNeeded),
    ({"number": ""}, DecisionPaperNeeded),
    ({"year": 2031}, YearNotAsked),
    ({"code": "LC-2"}, NothingToRebase),
]


class Decided:
    """The plan of Lai Châu, and what its officers decide of LC-2, LC-5 and LC-10."""

    def __init__(self, figures):
        self.figures, self.world, self.system = figures, figures.world, figures.system
        self.world.plans_once(REFERENCE / "qd-1481.yaml", REFERENCE / "lai-chau-2024-2030.yaml")

    def override(self, given=SEVENTY, *, by=None, unit=None, about=None, code="LC-2", **told):
        return actions.override_figure(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            code=code,
            about_id=(about or self.world.ta_leng).pk,
            given=replace(given, **told),
            now=self.figures.now,
        )

    def say(self, given=SAID, *, by=None, unit=None, code="LC-5", **told):
        return actions.state_in_words(
            by=by or self.system,
            unit_id=(unit or self.world.ta_leng).pk,
            code=code,
            given=replace(given, **told),
            now=self.figures.now,
        )

    def rebase(self, given=COMMUNES, *, by=None, unit=None, code="LC-10", **told):
        return actions.rebase_duty(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            code=code,
            given=replace(given, **told),
            now=self.figures.now,
        )

    def withdraw(self, made, why="Đã tìm lại được sổ", *, by=None, unit=None):
        return actions.withdraw_decision(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            decision_id=made.pk,
            why=why,
            now=self.figures.now,
        )

    def stands(self, code, unit):
        each = queries.indicator(code, actor=self.system)
        return queries.standing(each, actor=self.system, unit_id=unit.pk)


@pytest.fixture
def decided(figures):
    return Decided(figures)


def test_a_figure_of_the_superior_stands_beside_the_computed_one_and_changes_no_standing(decided):
    decided.figures.recorded(decided.world.ta_leng, date(2025, 5, 4))
    decided.figures.declared(decided.world.ta_leng, 2025, 4)
    decided.figures.follow()
    before = decided.stands("LC-2", decided.world.ta_leng)

    made = decided.override(year=2025)

    found = decided.stands("LC-2", decided.world.ta_leng)
    first = found.dues[0]
    assert (first.value, first.told.value) == (Decimal("25.0"), 70)
    assert (found.status, first.is_met, made.computed) == (before.status, False, Decimal("25.0"))
    assert first.told.text == SEVENTY.text
    assert decided.stands("LC-2", decided.world.province).dues[0].told is None


def test_the_unit_is_told_of_a_figure_beside_its_own_and_the_trail_names_it(decided):
    account = Account.objects.create(
        phone="+84913000001", full_name="Lò Thị Mai", created_at=decided.figures.now
    )
    RoleGrant.objects.create(
        account=account,
        unit=decided.world.ta_leng,
        role="COMMUNE_OFFICER",
        valid_from=date(2024, 1, 1),
    )

    decided.override()

    (told,) = Notice.objects.all()
    assert (told.account_id, told.subject) == (account.pk, "Cấp trên ghi số điều chỉnh")
    entry = Entry.objects.filter(event="programmes.FigureOverridden").get()
    assert entry.values["value"] == "70"


def test_only_who_lies_above_or_owns_the_programme_decides_of_a_figure(decided):
    officer = decided.world.officer(decided.world.ta_leng)

    with refused(NotAllowed):
        decided.override(by=officer)
    with refused(NotUnitAbove):
        decided.override(by=officer, unit=decided.world.ta_leng)
    with refused(NotUnitAbove):
        decided.override(by=officer, unit=decided.world.ta_leng, about=decided.world.binh_lu)
    owner = decided.world.officer(decided.world.province, "PROVINCE_OFFICER")
    assert decided.override(by=owner, about=decided.world.province).unit_id == (
        decided.world.province.pk
    )


def test_a_figure_without_reason_paper_or_sense_is_refused(decided):
    for told, refusal in FAULTY_FIGURES:
        with refused(refusal):
            decided.override(**told)

    assert not FigureDecision.objects.exists()


def test_a_closed_programme_takes_no_decisions(decided):
    Programme.objects.update(closed_on=date(2026, 11, 1))

    with refused(ProgrammeIsClosed):
        decided.say()


def test_a_later_decision_takes_the_place_of_the_earlier_one_which_is_kept(decided):
    decided.override()
    decided.override(value=Decimal(75))

    found = decided.stands("LC-2", decided.world.ta_leng)
    assert found.current.told.value == 75
    assert FigureDecision.objects.filter(withdrawn_at=None).count() == 1
    assert FigureDecision.objects.count() == 2


def test_a_withdrawn_figure_stands_no_longer_and_its_reason_is_kept(decided):
    made = decided.override()
    with refused(ReasonNeeded):
        decided.withdraw(made, " ")
    with refused(Missing):
        decided.withdraw(made, unit=decided.world.binh_lu)
    with refused(NotAllowed):
        decided.withdraw(made, by=decided.world.officer(decided.world.province, "CLUB_LEADER"))

    decided.withdraw(made)

    assert decided.stands("LC-2", decided.world.ta_leng).current.told is None
    made.refresh_from_db()
    assert made.withdrawn_why == "Đã tìm lại được sổ"
    with refused(DecisionIsWithdrawn):
        decided.withdraw(made)


def test_a_statement_is_words_beside_counters_and_never_a_percentage(decided):
    decided.say(year=2025, text="Năm trước mới lập danh sách")
    decided.say()
    decided.say(text="Đã nối 4 câu lạc bộ")

    found = decided.stands("LC-5", decided.world.ta_leng)

    assert (found.status, found.current) == (Status.QUALITATIVE, None)
    assert found.statement.text == "Đã nối 4 câu lạc bộ"
    assert [one.year for one in found.told] == [2026, 2025]
    assert found.counters
    assert decided.stands("LC-5", decided.world.binh_lu).statement is None
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureDecision.objects.update(value=80)


def test_a_statement_is_of_ones_own_unit_and_of_a_year_that_began(decided):
    officer = decided.world.officer(decided.world.ta_leng)

    with refused(NotAllowed):
        decided.say(by=officer, unit=decided.world.binh_lu)
    for year in (2023, 2027):
        with refused(YearNotAsked):
            decided.say(year=year)
    with refused(ReasonNeeded):
        decided.say(text="")


def test_a_duty_whose_units_ceased_goes_on_by_a_decision_with_its_number(decided):
    waiting = decided.stands("LC-10", decided.world.province)
    assert (waiting.needs_rebasing, waiting.current.expected) == (True, 0)

    decided.rebase()

    found = decided.stands("LC-10", decided.world.province)
    assert (found.needs_rebasing, found.current.expected) == (False, 2)
    assert found.rebased.words == "5-QĐ/TĐTN"
    assert found.dues[-2].expected == 0


def test_a_re_basing_names_known_kinds_and_its_decision(decided):
    for told, refusal in FAULTY_REBASINGS:
        with refused(refusal):
            decided.rebase(**told)


def test_only_the_owner_of_a_programme_tells_a_duty_anew(decided):
    with refused(NotProgrammeOwner):
        decided.rebase(unit=decided.world.ta_leng)


def test_decisions_are_listed_to_the_unit_to_those_above_and_to_nobody_beside(decided):
    decided.override()
    decided.say()
    decided.rebase()

    def seen(unit, role):
        rows = queries.figure_decisions(
            unit.pk, programme="LC-2024-2030", actor=decided.world.officer(unit, role)
        )
        return sorted(row.kind for row in rows)

    everything = ["OVERRIDE", "REBASING", "STATEMENT"]
    assert seen(decided.world.ta_leng, "COMMUNE_OFFICER") == everything
    assert seen(decided.world.province, "PROVINCE_OFFICER") == everything
    assert seen(decided.world.binh_lu, "COMMUNE_OFFICER") == ["REBASING"]
