"""Work with others in one kind of record: the other side, what happened, what it counts (PLN-07, 09, 12, 14)."""

from datetime import date

import pytest

from aoxanh.cooperation import actions, queries, rules
from aoxanh.cooperation.errors import (
    KindsRefused,
    KindUnknown,
    NoteNeeded,
    PaperNeeded,
    PartnerIsItself,
    PartnerNeeded,
    RecordEnded,
    StateUnknown,
    StepBeforeLast,
    StepInFuture,
    TaskElsewhere,
)
from aoxanh.cooperation.models import Record, Step
from aoxanh.cooperation.types import RecordGiven, StepGiven
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.measures import measure
from tests.activities.world import World, refused


DAY = date(2026, 1, 12)


class Work:
    """Tỉnh đoàn and its communes, and what they do with others."""

    def __init__(self, world, now):
        self.world, self.now, self.system = world, now, world.system

    def open(self, kind="tham_muu", state="de_xuat", *, unit=None, by=None, on=DAY, **given):
        step = {key: given.pop(key) for key in ("note", "paper", "file") if key in given}
        given = {"title": "Chính sách hỗ trợ", "partner_name": "UBND tỉnh"} | given
        return actions.open_record(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            given=RecordGiven(kind=kind, **given),
            first=StepGiven(state=state, on=on, **step),
            now=self.now,
        )

    def step(self, record, state, *, unit=None, by=None, on=DAY, **given):
        return actions.add_step(
            by=by or self.system,
            unit_id=(unit or self.world.province).pk,
            record_id=record.pk,
            given=StepGiven(state=state, on=on, **given),
            now=self.now,
        )


@pytest.fixture
def work(db, system, today, now):
    return Work(World(system=system, day=today, now=now).build(), now)


def test_a_proposal_is_followed_to_the_paper_that_came_of_it(work):
    record = work.open()

    work.step(record, "xem_xet")
    with refused(PaperNeeded):
        work.step(record, "ban_hanh")
    work.step(record, "ban_hanh", paper="Quyết định 12/QĐ-UBND")

    steps = queries.steps_of(record.pk, unit_id=work.world.province.pk, actor=work.system)
    assert [each.state for each in steps] == ["de_xuat", "xem_xet", "ban_hanh"]
    (shown,) = queries.shown(
        queries.records(work.world.province.pk, actor=work.system), actor=work.system
    )
    assert (shown.state.name, shown.partner) == ("Đã ban hành", "UBND tỉnh")
    with refused(RecordEnded):
        work.step(record, "xem_xet")


def test_a_unit_sees_who_is_to_help_it_and_others_do_not(work):
    helped, beside = work.world.ta_leng, work.world.binh_lu
    record = work.open("ghep_doi", "dang_giup", partner_id=helped.pk, partner_name="")

    seen = queries.records(helped.pk, actor=work.world.officer(helped))
    hidden = queries.records(beside.pk, actor=work.world.officer(beside))

    assert [each.pk for each in seen] == [record.pk]
    assert list(hidden) == []
    assert list(queries.records(helped.pk, actor=work.world.officer(beside))) == []
    with refused(Missing):
        queries.record(record.pk, unit_id=beside.pk, actor=work.system)
    with refused(Missing):
        work.step(record, "cung_lam", unit=helped, note="Sửa nhà văn hóa")


def test_what_a_step_counts_stands_with_the_day_it_happened(work):
    school = work.world.found("Quyết Thắng", parent=work.world.province, kind="truong_thpt")
    first = work.open("huong_nghiep", "hen", partner_id=school.pk, on=date(2026, 1, 5))
    work.step(first, "da_tu_van", note="120 học sinh")
    work.step(first, "da_tu_van", note="80 học sinh")
    work.open("dieu_kien", "da_tao", note="Giao phụ trách mạng lưới")
    sent = work.open("giang_vien", "da_cu")
    work.step(sent, "da_nhan", paper="Công văn 5")

    counted = {
        code: measure(code).rows().count()
        for code in ("schools_counselled", "conditions_given", "trainer_nominations_accepted")
    }

    assert counted == {
        "schools_counselled": 2,
        "conditions_given": 1,
        "trainer_nominations_accepted": 1,
    }
    assert measure("schools_counselled").rows().values("record__partner_id").distinct().count() == 1


def test_what_cannot_be_is_refused_and_nothing_is_kept(work):
    helped = work.world.ta_leng
    with refused(KindUnknown):
        work.open("khong_co")
    with refused(PartnerNeeded):
        work.open(partner_name=" ")
    with refused(PartnerNeeded):
        work.open("ghep_doi", "dang_giup", partner_name="Trường nào đó")
    with refused(PartnerNeeded):
        work.open("ghep_doi", "dang_giup", partner_id=0)
    with refused(PartnerNeeded):
        work.open("huong_nghiep", "hen", partner_id=helped.pk)
    with refused(PartnerIsItself):
        work.open("ghep_doi", "dang_giup", partner_id=work.world.province.pk)
    with refused(StateUnknown):
        work.open(state="dang_giup")
    with refused(StepInFuture):
        work.open(on=date(2030, 1, 1))
    with refused(TaskElsewhere):
        work.open(task_id=0)
    with refused(NotAllowed):
        work.open(by=work.world.officer(helped))

    assert not Record.objects.exists()
    assert not Step.objects.exists()


def test_steps_go_forward_and_say_what_was_done(work):
    record = work.open("ghep_doi", "dang_giup", partner_id=work.world.ta_leng.pk)

    with refused(NoteNeeded):
        work.step(record, "cung_lam", note="  ")
    with refused(StepBeforeLast):
        work.step(record, "cung_lam", note="Sớm hơn", on=date(2026, 1, 2))
    with refused(NotAllowed):
        work.step(record, "ket_thuc", by=work.world.officer(work.world.ta_leng))


def test_the_next_step_is_proposed_but_never_the_end():
    helping, advice = queries.kinds()["ghep_doi"], queries.kinds()["tham_muu"]

    assert [helping.after("dang_giup"), helping.after("cung_lam")] == ["cung_lam", "cung_lam"]
    assert [advice.after("de_xuat"), advice.after("xem_xet")] == ["xem_xet", "xem_xet"]


def test_records_are_counted_by_kind(work):
    work.open()
    ended = work.open()
    work.step(ended, "khong", note="Chưa có kinh phí")

    (first, *rest) = queries.counted(work.world.province.pk, actor=work.system)

    assert (first.kind.code, first.running, first.ended) == ("tham_muu", 1, 1)
    assert {each.running for each in rest} == {0}


_LINE = "- {code: a, name: A, one: A, about: A, partner: unit, asks: A, icon: flag, states: [%s]}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n", "danh sách"),
        (_LINE % "{code: x, name: X, by: ai}", "own hoặc partner"),
        (_LINE % "{code: x, name: X, after: [y]}", "không có bước “y”"),
        (_LINE % "{code: x, name: X, with: [x]}", "không có bước “x”"),
        (_LINE.replace("partner:", "numbered: true, partner:") % "{code: x, name: X}", "với body"),
        (
            _LINE.replace("partner: unit", "numbered: true, partner: body") % "{code: x, name: X}",
            "fewest từ 2 trở lên",
        ),
        (_LINE.replace("partner: unit", "partner: ai") % "{code: x, name: X}", "với ai: ai"),
        (_LINE % "", "ít nhất một bước"),
        (_LINE % "{code: x}", "code và name"),
        (_LINE % "{code: x, name: X, needs: tiền}", "note hoặc paper"),
        (_LINE % "{code: x, name: X}, {code: x, name: Y}", "“x” đã có"),
    ],
)
def test_a_file_of_kinds_that_means_nothing_is_refused_with_its_line(text, said):
    with pytest.raises(KindsRefused) as refusal:
        rules.read_kinds(text, file="kinds.yaml")

    assert said in str(refusal.value)
    assert "dòng 1" in str(refusal.value)
