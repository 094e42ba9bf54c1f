"""A year of service: rules adopted by units, what members reached, proofs of service elsewhere."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aoxanh.activities.models import HoursEntry
from aoxanh.files.models import StoredFile
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Membership
from aoxanh.recognition import actions, queries
from aoxanh.recognition.errors import (
    AdoptedLater,
    ElsewhereDaysUnlikely,
    ElsewhereDecidedAlready,
    ElsewhereIncomplete,
    ElsewhereReasonMissing,
    NoUnitToConfirm,
    ServiceRuleInUse,
    ServiceRuleRefused,
    ServiceRuleUnknown,
)
from aoxanh.recognition.models import ElsewhereProof
from aoxanh.recognition.types import REFERENCE, ElsewhereGiven, Proof, ProofState
from tests.activities.world import refused
from tests.recognition.service import SERVED_ON


SHIPPED = REFERENCE / "service_rules.yaml"
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
GIVEN = ElsewhereGiven(
    title="Hiến máu ở Hà Nội",
    organiser="Viện Huyết học",
    first_day=date(2026, 10, 1),
    last_day=date(2026, 10, 3),
    days=2,
)


@pytest.fixture
def loaded(service, system, now):
    actions.load_service_rules(by=system, now=now)
    return service


@pytest.fixture
def school(loaded):
    """Đoàn Tả Lèng goes by five days in a school year."""
    return adopt(loaded)


@pytest.fixture
def student(school):
    return school.person("Vàng A Sinh")


def adopt(service, *, rule="ngay_5", day=date(2026, 9, 1), by=None):
    actions.adopt_rule(
        by=by or service.officer,
        unit_id=service.world.ta_leng.pk,
        rule=rule,
        first_day=day,
        now=service.world.now,
    )
    return service


def declare(service, person, given=GIVEN, *, by=None, content=PAPER):
    return actions.declare_elsewhere(
        by=by or service.holder(person),
        person_id=person.pk,
        given=given,
        name="xac-nhan.pdf",
        content=content,
        now=service.world.now,
    )


def decide(service, proof, *, by=None, confirmed=True, reason=""):
    return actions.decide_elsewhere(
        by=by or service.officer,
        proof_id=proof.pk,
        confirmed=confirmed,
        reason=reason,
        now=service.world.now,
    )


def own(service, person):
    return queries.own_service(
        person_id=person.pk, day=service.world.day, actor=service.holder(person)
    )


def test_loading_the_rules_twice_changes_nothing(loaded, system, now):
    assert actions.load_service_rules(by=system, now=now) == 0


def test_only_the_system_loads_rules(service, now):
    with refused(NotAllowed):
        actions.load_service_rules(by=service.officer, now=now)


def test_a_rule_that_units_go_by_may_not_change(school, system, now, tmp_path):
    path = tmp_path / "service_rules.yaml"
    path.write_text(
        SHIPPED.read_text(encoding="utf-8").replace("from: 5, target", "from: 5.0, target"),
        encoding="utf-8",
    )
    path.write_text(
        SHIPPED.read_text(encoding="utf-8")
        .replace("from: 3, under: 5", "from: 3, under: 6")
        .replace("from: 5, target", "from: 6, target"),
        encoding="utf-8",
    )

    with refused(ServiceRuleInUse):
        actions.load_service_rules(by=system, path=path, now=now)


def test_a_rule_nobody_goes_by_may_be_put_right(loaded, system, now, tmp_path):
    path = tmp_path / "service_rules.yaml"
    path.write_text(
        SHIPPED.read_text(encoding="utf-8").replace("Ba ngày", "3 ngày"), encoding="utf-8"
    )

    assert actions.load_service_rules(by=system, path=path, now=now) == 1


def test_a_file_that_is_no_text_is_refused(loaded, system, now, tmp_path):
    path = tmp_path / "truong.yaml"
    path.write_bytes(b"\xff\xfe\x00")

    with refused(ServiceRuleRefused):
        actions.load_service_rules(by=system, path=path, now=now)


def test_a_unit_goes_by_its_rule_and_those_below_it_too(school):
    world = school.world
    branch = world.found("Chi đoàn 12A1", kind="chi_doan", parent=world.ta_leng)

    found = queries.rule_of_unit(branch.pk, actor=world.system)

    assert (found.rule_id, found.unit_id) == ("ngay_5", world.ta_leng.pk)
    assert queries.rule_of_unit(world.binh_lu.pk, actor=world.system) is None


def test_a_later_rule_ends_the_one_before_and_past_days_keep_theirs(school):
    adopt(school, rule="ngay_3", day=date(2026, 11, 1))

    unit = school.world.ta_leng.pk
    then = queries.rule_of_unit(unit, actor=school.world.system, day=date(2026, 10, 1))
    today = queries.rule_of_unit(unit, actor=school.world.system)

    assert (then.rule_id, today.rule_id) == ("ngay_5", "ngay_3")
    assert [row.rule_id for row in queries.adoptions(unit_id=unit, actor=school.officer)] == [
        "ngay_3",
        "ngay_5",
    ]


def test_a_rule_is_not_put_before_a_later_one(school):
    with refused(AdoptedLater):
        adopt(school, rule="ngay_3", day=date(2026, 8, 1))


def test_an_unknown_rule_is_not_adopted(loaded):
    with refused(ServiceRuleUnknown):
        adopt(loaded, rule="khong_co")


def test_a_sibling_does_not_set_the_rule(loaded):
    with refused(NotAllowed):
        adopt(loaded, by=loaded.world.officer(loaded.world.binh_lu))


def test_ones_year_counts_days_wherever_one_served(school, student):
    elsewhere = school.held("Dọn bản", unit=school.world.binh_lu, day=date(2026, 11, 1))
    school.serve(student)
    school.serve(student, activity=elsewhere, day=date(2026, 11, 1))

    year = own(school, student)

    assert (year.tally.amount, year.tally.target, year.year.label) == (2, 5, "Năm học 2026–2027")
    assert [(row.title, row.sources) for row in year.rows] == [
        ("Làm đường liên bản Hồ Pên", ("SCAN",)),
        ("Dọn bản", ("SCAN",)),
    ]


def test_without_a_rule_there_is_no_year(loaded):
    person = loaded.person("Vàng A Sinh")

    assert own(loaded, person) is None


def test_ones_year_is_not_told_to_strangers(school, student):
    stranger = replace(school.holder(student), person_id=None, account_id=98)

    assert queries.own_service(person_id=student.pk, day=school.world.day, actor=stranger) is None


def test_a_proof_is_kept_as_declared_and_counts_only_once_confirmed(school, student):
    school.serve(student)
    proof = declare(school, student)
    before = own(school, student).tally.amount

    decide(school, proof)

    tally = own(school, student).tally
    assert before == 1
    assert (tally.ledger, tally.elsewhere, tally.amount) == (1, 2, 3)


def test_a_confirmed_proof_never_becomes_hours(school, student):
    decide(school, declare(school, student))

    assert not HoursEntry.objects.exists()


def test_a_refused_proof_says_why_and_counts_nothing(school, student):
    proof = decide(school, declare(school, student), confirmed=False, reason="Thiếu dấu")

    assert (proof.state, proof.reason) == (ProofState.REFUSED, "Thiếu dấu")
    assert own(school, student).tally.amount == 0


def test_a_refusal_without_a_reason_is_refused(school, student):
    with refused(ElsewhereReasonMissing):
        decide(school, declare(school, student), confirmed=False, reason=" ")


def test_a_proof_is_decided_once(school, student):
    proof = decide(school, declare(school, student))

    with refused(ElsewhereDecidedAlready):
        decide(school, proof, confirmed=False, reason="Nhầm")
    with refused(Missing):
        decide(school, ElsewhereProof(pk=0))


def test_a_sibling_does_not_decide(school, student):
    proof = declare(school, student)

    with refused(NotAllowed):
        decide(school, proof, by=school.world.officer(school.world.binh_lu))


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"title": "  "}, ElsewhereIncomplete),
        ({"organiser": ""}, ElsewhereIncomplete),
        ({"days": 4}, ElsewhereDaysUnlikely),
        ({"days": 0}, ElsewhereDaysUnlikely),
        ({"last_day": date(2027, 1, 1)}, ElsewhereDaysUnlikely),
        ({"last_day": date(2026, 9, 1)}, ElsewhereDaysUnlikely),
    ],
)
def test_a_proof_that_cannot_be_is_refused(school, student, changed, error):
    with refused(error):
        declare(school, student, replace(GIVEN, **changed))


def test_nobody_declares_for_another_or_without_a_unit_that_counts(school, student):
    other = school.person("Lò Thị Xuân", unit=school.world.binh_lu)

    with refused(NotAllowed):
        declare(school, student, by=school.holder(other))
    with refused(NoUnitToConfirm):
        declare(school, other)


def test_what_nobody_decided_can_be_taken_back_with_its_file(school, student):
    proof = declare(school, student)
    by = school.holder(student)

    actions.take_back_elsewhere(by=by, proof_id=proof.pk, now=school.world.now)

    assert not ElsewhereProof.objects.exists()
    assert not StoredFile.objects.exists()


def test_what_was_decided_or_belongs_to_another_stays(school, student):
    proof = declare(school, student)
    other = school.holder(school.person("Lò Thị Xuân"))

    with refused(Missing):
        actions.take_back_elsewhere(by=other, proof_id=proof.pk, now=school.world.now)
    decide(school, proof)
    with refused(ElsewhereDecidedAlready):
        actions.take_back_elsewhere(
            by=school.holder(student), proof_id=proof.pk, now=school.world.now
        )


def _members(service, by=None):
    by = by or service.officer
    unit = service.world.ta_leng.pk
    adoption = queries.rule_of_unit(unit, actor=by)
    rule = queries.rule_adopted(adoption) if adoption else None
    year = queries.service_year_of(rule, by.day)
    return queries.members_service(unit_id=unit, rule=rule, year=year, actor=by)


def test_members_stand_with_their_days_and_who_is_short(school, student):
    Membership.objects.filter(person=student).update(
        student_code="SV001", class_name="12A1", faculty="Sư phạm"
    )
    school.serve(student)
    declare(school, student)

    found = {member.full_name: member for member in _members(school)}

    sinh = found["Vàng A Sinh"]
    assert (sinh.student_code, sinh.class_name, sinh.days, sinh.waiting) == ("SV001", "12A1", 1, 1)
    assert (sinh.tally.amount, sinh.tally.missing) == (1, 4)
    assert found["Lò Thị Mai"].days == 0


def test_without_a_rule_members_stand_with_their_days_alone(loaded):
    loaded.serve(loaded.person("Vàng A Sinh"))

    member = next(each for each in _members(loaded) if each.full_name == "Vàng A Sinh")

    assert (member.days, member.tally) == (1, None)


def test_each_unit_stands_with_members_who_served_and_reached(school, student):
    world = school.world
    school.serve(student)
    members = _members(school, by=school.officer)

    (row,) = queries.units_service(
        members, unit_ids=[world.ta_leng.pk], actor=school.officer, day=world.day
    )

    assert (row.members, row.served, row.reached) == (2, 1, 0)


def test_members_of_another_unit_are_not_told(school):
    sibling = school.world.officer(school.world.binh_lu)

    with refused(NotAllowed):
        _members(school, by=replace(sibling, day=sibling.day))


def test_the_members_cost_the_same_for_one_and_for_many(school, student, costs_the_same):
    def grow():
        for person in school.crowd(6):
            decide(school, declare(school, person))

    school.serve(student)

    costs_the_same(lambda: _members(school), grow)


def test_hours_of_a_proof_count_by_a_rule_in_hours(loaded):
    adopt(loaded, rule="gio_20", day=date(2026, 1, 1))
    person = loaded.person("Vàng A Sinh")
    loaded.serve(person, day=SERVED_ON)
    decide(loaded, declare(loaded, person, replace(GIVEN, hours=Decimal("6.5"))))
    decide(loaded, declare(loaded, person, replace(GIVEN, title="Không ghi giờ")))

    tally = own(loaded, person).tally

    assert (tally.ledger, tally.elsewhere, tally.target) == (4, Decimal("6.5"), 20)


def _paper(service, person, *, by=None):
    return queries.service_proof_pdf(
        person_id=person.pk,
        year_of=service.world.day,
        actor=by or service.holder(person),
        on=service.world.now,
    )


def test_the_proof_of_the_year_is_one_sealed_paper(school, student):
    school.serve(student)
    decide(school, declare(school, student))

    verdict = queries.prove(_paper(school, student), now=school.world.now)

    assert verdict.proof == Proof.HOLDS
    assert (verdict.facts["kind"], verdict.facts["reached"]) == ("service_year", "3.00")
    assert verdict.facts["rule"] == "ngay_5"


def test_the_proof_is_for_the_person_and_who_sees_them(school, student):
    assert _paper(school, student, by=school.officer).startswith(b"%PDF")
    with refused(Missing):
        _paper(school, student, by=school.world.officer(school.world.binh_lu))


def test_without_a_rule_there_is_no_proof(loaded):
    with refused(Missing):
        _paper(loaded, loaded.person("Vàng A Sinh"))
