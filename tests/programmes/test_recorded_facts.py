"""What no other part of the portal records counts with its proof, once, and after whoever must accept it did."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.programmes import actions, queries, rules
from aoxanh.programmes.errors import (
    DoneInFuture,
    FactIsDecided,
    FactIsRecorded,
    FactKindsInvalid,
    FactUnitOutside,
    NotUnitAbove,
    ProofNeeded,
    ReasonNeeded,
    YearNotBegun,
)
from aoxanh.programmes.models import RecordedFact
from aoxanh.programmes.types.recorded import FactGiven, FactState
from tests.activities.world import refused


DAY = date(2026, 3, 10)
REPORT = FactGiven(
    kind="yearly_reports_done", year=2026, on=DAY, title="Báo cáo năm", number="9-BC/ĐTN"
)
SENT = replace(REPORT, kind="form_01_on_time", title="Biểu mẫu 01")
MARK = replace(REPORT, kind="traffic_safety_marked_good", title="Xếp loại tốt")


class Recorded:
    """Units of the province that write facts, and what is counted of them."""

    def __init__(self, figures):
        self.figures, self.world, self.system = figures, figures.world, figures.system

    def write(self, given=REPORT, *, by=None, unit=None, **told):
        return actions.record_fact(
            by=by or self.system,
            unit_id=(unit or self.world.ta_leng).pk,
            given=replace(given, **told),
            now=self.figures.now,
        )

    def accept(self, fact, *, by=None, unit=None):
        return actions.accept_fact(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            fact_id=fact.pk,
            now=self.figures.now,
        )

    def refuse(self, fact, why="Thiếu biểu 02", *, unit=None):
        return actions.refuse_fact(
            by=self.system,
            unit_id=(unit or self.world.province).pk,
            fact_id=fact.pk,
            why=why,
            now=self.figures.now,
        )

    def withdraw(self, fact, why="Ghi nhầm", *, by=None, unit=None):
        return actions.withdraw_fact(
            by=by or self.system,
            unit_id=(unit or self.world.ta_leng).pk,
            fact_id=fact.pk,
            why=why,
            now=self.figures.now,
        )

    def count(self, code, *, unit=None, year=2026):
        self.figures.follow()
        return self.figures.total(unit or self.world.province, year, code)


@pytest.fixture
def recorded(figures):
    return Recorded(figures)


def test_a_fact_with_its_proof_counts_in_its_year_for_the_unit_and_above(recorded):
    recorded.write()
    recorded.write(unit=recorded.world.binh_lu, year=2025)

    assert recorded.count("yearly_reports_done") == 1
    assert recorded.count("yearly_reports_done", unit=recorded.world.ta_leng) == 1
    assert recorded.count("yearly_reports_done", year=2025) == 1
    late = RecordedFact.objects.get(year=2025)
    assert (late.on, late.counted_on) == (DAY, date(2025, 12, 31))


def test_a_fact_without_proof_of_a_day_to_come_or_of_another_unit_is_refused(recorded):
    stranger = recorded.world.officer(recorded.world.binh_lu)

    for told, refusal in (
        ({"number": " "}, ProofNeeded),
        ({"on": date(2026, 12, 30)}, DoneInFuture),
        ({"year": 2027}, YearNotBegun),
        ({"kind": "khong_co"}, Missing),
        ({"by": stranger}, NotAllowed),
    ):
        with refused(refusal):
            recorded.write(**told)
    recorded.write()
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordedFact.objects.update(number="")


def test_a_file_proves_as_well_as_a_number(recorded):
    fact = recorded.write(number="", file=("bc.pdf", b"%PDF-1.4\n%%EOF\n"))

    assert fact.file.unit_id == recorded.world.ta_leng.pk


def test_what_happens_once_a_year_is_counted_once(recorded):
    made = recorded.write()
    with refused(FactIsRecorded):
        recorded.write(number="10-BC/ĐTN")
    recorded.write(kind="survey_missions", number="1-QĐ")
    recorded.write(kind="survey_missions", number="2-QĐ")
    with refused(FactIsRecorded):
        recorded.write(kind="survey_missions", number="2-qđ")

    recorded.withdraw(made)
    recorded.write(number="10-BC/ĐTN")

    assert recorded.count("yearly_reports_done") == 1
    assert recorded.count("survey_missions") == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordedFact.objects.filter(pk=made.pk).update(state=FactState.COUNTED)


def test_what_a_superior_must_accept_counts_only_then(recorded):
    fact = recorded.write(SENT)
    assert (fact.state, recorded.count("form_01_on_time")) == (FactState.SENT, 0)
    with refused(NotUnitAbove):
        recorded.accept(fact, unit=recorded.world.ta_leng)
    with refused(NotAllowed):
        recorded.accept(fact, by=recorded.world.officer(recorded.world.binh_lu))
    with refused(Missing):
        recorded.accept(fact, unit=recorded.world.binh_lu)

    recorded.accept(fact)

    assert recorded.count("form_01_on_time") == 1
    with refused(FactIsDecided):
        recorded.refuse(fact)
    assert Entry.objects.filter(event="programmes.FactAccepted").get().unit_id == fact.unit_id


def test_what_came_on_the_day_itself_or_later_is_late_and_never_counts(recorded):
    fact = recorded.write(SENT, on=date(2026, 3, 20))

    assert recorded.accept(fact).state == FactState.LATE
    assert recorded.count("form_01_on_time") == 0
    kind = queries.fact_kind("form_01_on_time")
    assert rules.counted_state(kind, year=2026, on=date(2026, 3, 19)) == FactState.COUNTED


def test_what_was_sent_back_has_its_reason_and_may_be_written_anew(recorded):
    fact = recorded.write(SENT)
    with refused(ReasonNeeded):
        recorded.refuse(fact, " ")

    recorded.refuse(fact)
    recorded.accept(recorded.write(SENT))

    fact.refresh_from_db()
    assert (fact.state, fact.why) == (FactState.REFUSED, "Thiếu biểu 02")
    assert recorded.count("form_01_on_time") == 1


def test_only_who_lies_above_marks_a_unit_and_the_mark_counts_for_it(recorded):
    commune, province = recorded.world.ta_leng, recorded.world.province
    with refused(FactUnitOutside):
        recorded.write(MARK, about_id=commune.pk)
    with refused(FactUnitOutside):
        recorded.write(MARK, unit=province)
    with refused(NotAllowed):
        recorded.write(MARK, about_id=commune.pk, by=recorded.world.officer(commune), unit=province)

    mark = recorded.write(MARK, about_id=commune.pk, unit=province)

    assert recorded.count("traffic_safety_marked_good", unit=commune) == 1
    with refused(Missing):
        recorded.withdraw(mark)
    recorded.withdraw(mark, unit=province)
    assert recorded.count("traffic_safety_marked_good", unit=commune) == 0
    with refused(FactIsDecided):
        recorded.withdraw(mark, unit=province)


def test_a_unit_below_is_surveyed_once_however_many_papers_say_so(recorded):
    visited = {"kind": "grassroots_surveyed", "unit": recorded.world.province}
    recorded.write(**visited, about_id=recorded.world.ta_leng.pk)
    with refused(FactIsRecorded):
        recorded.write(**visited, about_id=recorded.world.ta_leng.pk, number="8-BB")
    recorded.write(**visited, about_id=recorded.world.binh_lu.pk)

    assert recorded.count("grassroots_surveyed") == 2
    assert recorded.count("grassroots_surveyed", unit=recorded.world.ta_leng) == 0


def test_increments_of_facts_equal_a_rebuild(recorded):
    kept = recorded.write()
    recorded.withdraw(recorded.write(kind="reviews_done"))
    recorded.accept(recorded.write(SENT))
    recorded.figures.follow()

    assert queries.mismatches() == []
    assert kept.state == FactState.COUNTED


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("by: ai_do", "“by” chỉ nhận unit, above"),
        ("by: unit\n  about: above", "“about” chỉ nhận below"),
        ("by: unit\n  before: 31/02", "không có ngày 31/02"),
        ("by: above\n  accepted: true", "không cần xác nhận nữa"),
        ("by: unit\n  mau: xanh", "không có mục tên “mau”"),
    ],
)
def test_a_faulty_file_of_kinds_is_refused_with_its_line(row, told):
    text = f"- code: bao_cao\n  name: Báo cáo\n  proof: Văn bản\n  {row}\n"

    with pytest.raises(FactKindsInvalid) as refusal:
        rules.read_fact_kinds(text, file="facts.yaml")

    assert told in str(refusal.value)
    assert "dòng 1" in str(refusal.value)


def test_another_province_records_other_facts_by_a_file_of_its_own(settings, tmp_path):
    settings.PROGRAMMES_FOLDER = tmp_path
    text = "- {code: hien_mau_ky_niem, name: Ngày hiến máu, proof: Báo cáo, by: unit, once: true}\n"
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")

    assert [kind.code for kind in queries.fact_kinds()] == ["hien_mau_ky_niem"]
