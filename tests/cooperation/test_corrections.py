"""What was written by mistake is taken back: it stays to be read, counts no more, and says which mistake it was."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from aoxanh.audit.models import Entry
from aoxanh.cooperation import actions, queries
from aoxanh.cooperation.errors import (
    MistakeUntold,
    NothingToTakeBack,
    NotNumbered,
    NumberAsBefore,
    NumberNeeded,
    NumberTaken,
    OnlyNumbersKept,
    RecordEnded,
)
from aoxanh.cooperation.models import Correction, Record, Step
from aoxanh.cooperation.types import CorrectionGiven, Mistake
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.measures import measure
from tests.activities.world import refused
from tests.cooperation.test_records import DAY, work


__all__ = ["work"]


def take_back(work, record, *, unit=None, by=None, mistake=Mistake.STEP, note=""):
    return actions.take_back_step(
        by=by or work.system,
        unit_id=(unit or work.world.province).pk,
        record_id=record.pk,
        given=CorrectionGiven(mistake=mistake, note=note),
        now=work.now,
    )


def renumber(work, record, number):
    return actions.correct_number(
        by=work.system,
        unit_id=work.world.ta_leng.pk,
        record_id=record.pk,
        number=number,
        now=work.now,
    )


def person(work, number, kind="cham_tien", **more):
    given = {"title": number, "partner_name": "UBND xã"} | more
    return work.open(kind, "danh_sach", unit=work.world.ta_leng, **given)


def test_the_step_before_tells_again_how_a_matter_stands(work):
    record = work.open("giang_vien", "da_cu", on=date(2026, 1, 5))
    work.step(record, "da_nhan", paper="Công văn 5")
    assert measure("trainer_nominations_accepted").rows().count() == 1

    take_back(work, record)

    record.refresh_from_db()
    assert (record.state, record.since, record.is_ended) == ("da_cu", date(2026, 1, 5), False)
    assert measure("trainer_nominations_accepted").rows().count() == 0
    assert Step.objects.count() == 2
    entry = Entry.objects.get(event="cooperation.StepTakenBack")
    assert entry.values["mistake"] == "STEP"
    work.step(record, "da_nhan", paper="Công văn 6")
    assert measure("trainer_nominations_accepted").rows().count() == 1


def test_a_matter_of_which_nothing_stands_is_over_and_its_number_free(work):
    record = person(work, "12")

    take_back(work, record, unit=work.world.ta_leng, mistake=Mistake.TWICE)

    (shown,) = queries.shown([Record.objects.get()], actor=work.system)
    assert (shown.state.name, shown.state.is_last) == ("Đã rút", True)
    assert measure("youth_behind_listed").rows().count() == 0
    with refused(RecordEnded):
        work.step(record, "da_giup", unit=work.world.ta_leng, paper="Biên bản")
    with refused(RecordEnded):
        take_back(work, record, unit=work.world.ta_leng)
    assert person(work, "12").number == "12"


def test_a_wrong_number_is_put_right_and_stays_to_be_read(work):
    record, _other = person(work, "12"), person(work, "13")

    for wrong, refusal in (("12", NumberAsBefore), ("13", NumberTaken), ("Lò Văn A", NumberNeeded)):
        with refused(refusal):
            renumber(work, record, wrong)
    renumber(work, record, " 21/2026 ")

    record.refresh_from_db()
    assert (record.number, record.title) == ("21/2026", "21/2026")
    were = queries.corrections_of(record.pk, unit_id=work.world.ta_leng.pk, actor=work.system)
    assert [each.number for each in were] == ["12"]
    with refused(NotNumbered):
        renumber(work, work.open(unit=work.world.ta_leng), "5")


def test_of_a_person_only_the_mistake_is_kept_and_elsewhere_another_reason_is_told(work):
    commune = {"unit": work.world.ta_leng}
    with refused(OnlyNumbersKept):
        take_back(work, person(work, "12"), note="Nhầm với Lò Văn B", **commune)
    with refused(OnlyNumbersKept):
        take_back(work, person(work, "13"), mistake=Mistake.OTHER, **commune)
    record = work.open()
    with refused(MistakeUntold):
        take_back(work, record, mistake=Mistake.OTHER, note=" ")
    take_back(work, record, mistake=Mistake.OTHER, note="Chưa gửi văn bản")

    assert Correction.objects.get().note == "Chưa gửi văn bản"


def test_each_side_takes_back_its_own_steps_alone(work):
    commune, above = work.world.ta_leng, work.world.province
    record = work.open(
        "mo_hinh_ho_tro", "dang_ky", unit=commune, partner_id=above.pk, partner_name="", paper="1"
    )
    for state in ("dang_lam", "bao_cao"):
        work.step(record, state, unit=commune, paper="2")
    with refused(NothingToTakeBack):
        take_back(work, record)
    work.step(record, "cong_nhan", paper="3/QĐ")
    with refused(NothingToTakeBack):
        take_back(work, record, unit=commune)
    with refused(NotAllowed):
        take_back(work, record, by=work.world.officer(commune))
    with refused(Missing):
        take_back(work, record, unit=work.world.binh_lu)

    take_back(work, record)

    assert Record.objects.get().state == "bao_cao"


def test_a_model_that_was_reported_waits_for_the_word_of_the_other_side(work):
    commune, above = work.world.ta_leng, work.world.province
    record = work.open(
        "mo_hinh_ho_tro", "dang_ky", unit=commune, partner_id=above.pk, partner_name="", paper="1"
    )
    work.step(record, "dang_lam", unit=commune, paper="2")
    assert not queries.waiting_for(above.pk, actor=work.system)

    work.step(record, "bao_cao", unit=commune, paper="2")

    assert list(queries.waiting_for(above.pk, actor=work.system)) == [record]
    assert not queries.waiting_for(commune.pk, actor=work.system)
    assert queries.matters_waiting(above.pk, actor=work.world.officer(commune)) == {}
    work.step(record, "cong_nhan", paper="3/QĐ")
    assert not queries.waiting_for(above.pk, actor=work.system)


def test_persons_are_read_where_the_book_is_kept_and_few_are_no_figure_elsewhere(work):
    commune = work.world.ta_leng
    own, above = work.world.officer(commune), work.world.officer(work.world.province)
    records = [person(work, str(number)) for number in range(1, 5)]

    def told(actor):
        counted = queries.counted(commune.pk, actor=actor)
        return next((e.running, e.is_few) for e in counted if e.kind.code == "cham_tien")

    assert queries.records(commune.pk, actor=own).count() == 4
    assert queries.records(commune.pk, actor=above).count() == 0
    with refused(Missing):
        queries.record(records[0].pk, unit_id=commune.pk, actor=above)
    assert (told(own), told(above)) == ((4, False), (0, True))
    person(work, "99")
    assert told(above) == (5, False)


def test_a_correction_only_grows(work):
    take_back(work, work.open())

    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(note="khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.all().delete()


def test_a_step_taken_back_may_come_again_where_it_comes_once(work):
    commune = work.world.ta_leng
    given = {"partner_id": work.world.province.pk, "partner_name": "", "paper": "1"}
    record = work.open("mo_hinh_ho_tro", "dang_ky", unit=commune, on=DAY, **given)
    work.step(record, "dang_lam", unit=commune, paper="2")
    take_back(work, record, unit=commune)

    open_now = queries.states_open(Record.objects.get(), unit_id=commune.pk, actor=work.system)

    assert "dang_ky" not in {each.code for each in open_now}
    assert "bao_cao" not in {each.code for each in open_now}
