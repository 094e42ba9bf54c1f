"""Amendments: proposed, submitted, decided; what is accepted is the next edition, in force from its day."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import IntegrityError, transaction

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.notices.models import Notice
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import (
    AmendedPartGone,
    AmendmentIsDecided,
    AnswerNeeded,
    DecisionInFuture,
    DecisionNumberNeeded,
    NothingChanged,
    PlanPartInvalid,
    ProgrammeIsClosed,
)
from aoxanh.programmes.models import Amendment, Edition, Target, Task
from aoxanh.programmes.types.amending import (
    AmendmentGiven,
    AmendmentState,
    DecisionGiven,
    Part,
)
from tests.activities.world import refused
from tests.programmes.test_plan_files import INVENTED


class Amending:
    """The invented plan of the province, and a commune that wants it changed."""

    def __init__(self, figures):
        self.world, self.system, self.now = figures.world, figures.system, figures.now
        self.programme = actions.load(
            by=self.system, unit_id=self.world.province.pk, path=INVENTED, now=self.now
        )

    def entry(self, part, key):
        document = queries.document(self.programme.code, actor=self.system)
        return dict(queries.entry_of(document, part, key))

    def given(self, part, key, **told):
        return AmendmentGiven(
            part=part, key=key, entry=self.entry(part, key) | told, reason="Sát thực tế"
        )

    def propose(self, given=None, *, by=None, unit=None):
        return actions.propose_amendment(
            by=by or self.system,
            unit_id=(unit or self.world.ta_leng).pk,
            programme_id=self.programme.pk,
            given=given or self.given(Part.TASKS, "NV-1", due={"before": "15/04"}),
            now=self.now,
        )

    def decide(self, amendment, outcome=AmendmentState.ACCEPTED, *, by=None, unit=None, **told):
        given = {"number": "7/QĐ-UBND", "on": date(2026, 10, 1), "text": "Đồng ý"} | told
        return actions.decide_amendment(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            amendment_id=amendment.pk,
            given=DecisionGiven(outcome=outcome, **given),
            now=self.now,
        )

    def targets(self, code):
        rows = Target.objects.filter(indicator__code=code).order_by("phase__valid_from", "year")
        return [(each.phase.code if each.phase else each.year, each.value) for each in rows]


@pytest.fixture
def amending(figures):
    return Amending(figures)


def test_an_accepted_amendment_is_the_next_edition_with_the_decision(amending):
    decided = amending.decide(amending.propose())

    assert (decided.state, decided.decision) == ("ACCEPTED", "7/QĐ-UBND")
    assert (decided.edition.number, decided.edition.in_force_on) == (2, date(2026, 10, 1))
    assert Task.objects.get(code="NV-1").deadline == {"before": "15/04"}
    newest, first = queries.editions("XX-2025-2029", actor=amending.system)
    assert (newest.number, newest.decision, first.decision) == (2, "7/QĐ-UBND", "")


def test_what_was_accepted_in_part_holds_as_the_decision_says(amending):
    amendment = amending.propose()
    entry = amending.entry(Part.TASKS, "NV-1") | {"due": {"before": "31/03"}}

    amending.decide(amendment, AmendmentState.PARTLY, entry=entry)

    assert Task.objects.get(code="NV-1").deadline == {"before": "31/03"}


def test_what_is_declined_changes_nothing_and_says_why(amending):
    amendment = amending.propose()
    with refused(AnswerNeeded):
        amending.decide(amendment, AmendmentState.DECLINED, text=" ")

    amending.decide(amendment, AmendmentState.DECLINED, text="Chưa có kinh phí")

    assert Edition.objects.count() == 1
    assert Amendment.objects.get().answer == "Chưa có kinh phí"


def test_targets_of_what_had_ended_keep_the_edition_in_force_in_their_period(amending):
    lower = amending.given(Part.INDICATORS, "XX-1", targets={"dau": 20, "giua": 50, "cuoi": 90})
    yearly = amending.given(Part.INDICATORS, "XX-2", targets={"per_year": 2})

    for given in (lower, yearly):
        amending.decide(amending.propose(given))

    assert amending.targets("XX-1") == [("dau", 30), ("giua", 50), ("cuoi", 90)]
    assert set(amending.targets("XX-2")) == {(2025, Decimal(1)), (None, Decimal(2))}
    assert queries.edition_on("XX-2025-2029", date(2026, 9, 30), actor=amending.system) == 1
    assert queries.edition_on("XX-2025-2029", date(2026, 10, 1), actor=amending.system) == 3


def test_amendments_of_one_part_are_shown_together_and_both_can_hold(amending):
    first = amending.propose()
    second = amending.propose(
        amending.given(Part.TASKS, "NV-1", text="Tập huấn hai lần"), unit=amending.world.binh_lu
    )
    province = amending.world.province.pk

    assert list(queries.rivals(first, unit_id=province, actor=amending.system)) == [second]
    amending.decide(first)
    amending.decide(second)

    task = Task.objects.get(code="NV-1")
    assert (task.deadline, task.text) == ({"before": "15/04"}, "Tập huấn hai lần")
    assert not queries.rivals(first, unit_id=province, actor=amending.system).exists()


def test_a_part_may_be_proposed_anew_or_taken_away(amending):
    entry = amending.entry(Part.TASKS, "NV-2") | {"code": "NV-9", "text": "Việc mới"}
    added = AmendmentGiven(part=Part.TASKS, key="", entry=entry, reason="Thiếu")
    gone = AmendmentGiven(part=Part.TASKS, key="NV-2", entry=None, reason="Thừa")

    for given in (added, gone):
        amending.decide(amending.propose(given))

    assert set(Task.objects.filter(withdrawn_on=None).values_list("code", flat=True)) == {
        "NV-1",
        "NV-9",
    }


@pytest.mark.parametrize(
    ("part", "key", "told", "field"),
    [
        (Part.TASKS, "NV-1", {"due": {"before": "31/02"}}, "due.before"),
        (Part.TASKS, "NV-1", {"lead": ["so_la"]}, "lead"),
        (Part.INDICATORS, "XX-1", {"targets": {"dau": 130}}, "targets.dau"),
        (Part.INDICATORS, "XX-1", {"numerator": "unheard_of"}, "numerator"),
        (Part.INDICATORS, "XX-4", {"of": "XX-4"}, "of"),
        (Part.PHASES, "giua", {"from": "2026-01-01"}, "from"),
    ],
)
def test_what_cannot_hold_is_refused_at_its_field(amending, part, key, told, field):
    with refused(PlanPartInvalid) as refusal:
        amending.propose(amending.given(part, key, **told))

    (fault,) = refusal.value.faults
    assert (fault.part, fault.key, fault.field) == (part, key, field)
    assert not Amendment.objects.exists()


def test_a_proposal_is_refused_that_changes_nothing_or_concerns_nothing(amending):
    with refused(NothingChanged):
        amending.propose(amending.given(Part.TASKS, "NV-1"))
    with refused(Missing):
        amending.propose(AmendmentGiven(part=Part.TASKS, key="NV-8", entry=None, reason="Gì"))
    with refused(NotAllowed):
        amending.propose(by=amending.world.officer(amending.world.binh_lu))


def test_a_closed_programme_is_not_amended(amending):
    waits = amending.propose()
    actions.close_programme(
        by=amending.system, programme_id=amending.programme.pk, now=amending.now
    )

    with refused(ProgrammeIsClosed):
        amending.propose()
    with refused(ProgrammeIsClosed):
        amending.decide(waits)


def test_a_decision_has_a_number_and_a_day_that_has_come_and_comes_once(amending):
    amendment = amending.propose()
    with refused(DecisionNumberNeeded):
        amending.decide(amendment, number=" ")
    with refused(DecisionInFuture):
        amending.decide(amendment, on=date(2027, 1, 1))
    with refused(Missing):
        amending.decide(amendment, unit=amending.world.ta_leng)
    with refused(NotAllowed):
        amending.decide(amendment, by=amending.world.officer(amending.world.ta_leng))

    amending.decide(amendment)

    with refused(AmendmentIsDecided):
        amending.decide(amendment)


def test_accepting_what_the_plan_says_by_now_makes_no_edition(amending):
    first, second = amending.propose(), amending.propose()
    amending.decide(first)

    with refused(NothingChanged):
        amending.decide(second)

    assert Edition.objects.count() == 2


def test_the_owner_submits_it_and_the_unit_may_take_it_back(amending):
    amendment = amending.propose()
    submitted = actions.submit_amendment(
        by=amending.system,
        unit_id=amending.world.province.pk,
        amendment_id=amendment.pk,
        number="12-TTr/TĐTN",
        on=date(2026, 9, 1),
        now=amending.now,
    )
    assert (submitted.state, submitted.submission) == ("SUBMITTED", "12-TTr/TĐTN")
    back = {"by": amending.system, "amendment_id": amendment.pk, "now": amending.now}
    with refused(Missing):
        actions.withdraw_amendment(unit_id=amending.world.binh_lu.pk, **back)

    taken = actions.withdraw_amendment(unit_id=amending.world.ta_leng.pk, **back)

    assert taken.state == "WITHDRAWN"
    assert not queries.amendments_to_decide(amending.world.province.pk, actor=amending.system)


def test_owner_and_unit_are_told_and_siblings_see_nothing(amending):
    world = amending.world
    amendment = amending.propose()
    amending.decide(amendment)

    assert Notice.objects.count() == 0  # nobody has an account here
    asked = {"unit_id": world.binh_lu.pk, "actor": world.officer(world.binh_lu)}
    assert not queries.amendments(**asked)
    with refused(Missing):
        queries.amendment(amendment.pk, **asked)


def test_the_database_refuses_a_decision_without_number_and_an_edition_of_none(amending):
    amendment = amending.propose()
    rows = Amendment.objects.filter(pk=amendment.pk)

    for told in ({"state": "DECLINED"}, {"edition": Edition.objects.get()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**told)


def test_an_amendment_never_meets_another_rule_after_one_was_dropped(amending):
    rule = {"in": [2027], "only": ["da_giao"], "basis": "Công văn 3"}
    new = AmendmentGiven(part=Part.BUDGET_RULES, key="", entry=rule, reason="Thêm năm")
    gone = AmendmentGiven(part=Part.BUDGET_RULES, key="2026", entry=None, reason="Hết năm")
    amending.decide(amending.propose(new))
    of_first = amending.propose(amending.given(Part.BUDGET_RULES, "2026", basis="A"))
    of_second = amending.propose(amending.given(Part.BUDGET_RULES, "2027", basis="B"))
    amending.decide(amending.propose(gone))

    with refused(AmendedPartGone):
        amending.decide(of_first)
    decided = amending.decide(of_second)

    assert decided.edition.document["budgeting"]["rules"] == [rule | {"basis": "B"}]


def test_amendments_that_were_kept_by_place_are_found_by_what_they_change(amending):
    amending.propose(amending.given(Part.BUDGET_RULES, "2026", basis="A"))
    Amendment.objects.update(key="1")

    keys = import_module("aoxanh.programmes.migrations.0014_keys_of_amendments")
    keys.name_keys(Amendment.objects.all())

    assert Amendment.objects.get().key == "2026"
