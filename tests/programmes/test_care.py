"""Models of support and persons whom units help: kept by steps, counted by the plans that ask for them (SUP)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from aoxanh.cooperation import queries
from aoxanh.cooperation.errors import (
    NumberNeeded,
    NumberTaken,
    OnlyNumbersKept,
    PartnerNeeded,
    StateNotYet,
    StateOnlyOnce,
    StateUnknown,
    StepOfOtherSide,
)
from aoxanh.cooperation.models import Record
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.programmes import actions as programmes
from aoxanh.programmes import queries as standing
from tests.activities.world import refused
from tests.cooperation.test_records import Work


@pytest.fixture
def work(figures, now):
    return Work(figures.world, now)


def _model(work, unit, *, on, title="Nuôi dê giống"):
    return work.open(
        "mo_hinh_ho_tro",
        "dang_ky",
        unit=unit,
        on=on,
        title=title,
        partner_id=work.world.province.pk,
        paper="Biểu mẫu 01",
    )


def _recognised(work, unit, *, on, **given):
    record = _model(work, unit, on=on, **given)
    for state in ("dang_lam", "bao_cao"):
        work.step(record, state, unit=unit, on=on, paper="Kế hoạch, báo cáo")
    return work.step(record, "cong_nhan", on=on, paper="Quyết định 8")


def _person(work, kind, number, *, unit=None, on):
    return work.open(
        kind,
        "danh_sach",
        unit=unit or work.world.ta_leng,
        on=on,
        title=number,
        partner_name="Công an xã",
    )


def _standing(figures, code, unit, *, plan, day):
    path = next(path for path in standing.shipped_plans().values() if path.stem == plan)
    programmes.load(
        by=figures.system, unit_id=figures.world.province.pk, path=path, now=figures.now
    )
    figures.follow()
    actor = Actor.system(cause="test", day=day)
    each = standing.indicator(code, actor=actor)
    return standing.standing(each, actor=actor, unit_id=unit.pk)


def test_a_model_is_recognised_by_whom_it_was_registered_with(work):
    commune, province = work.world.ta_leng, work.world.province
    record = _model(work, commune, on=date(2026, 1, 5))

    with refused(StateNotYet):
        work.step(record, "cong_nhan", paper="Quyết định 8")
    with refused(StateOnlyOnce):
        work.step(record, "dang_ky", unit=commune, paper="Biểu mẫu 01")
    work.step(record, "dang_lam", unit=commune, paper="Kế hoạch 2")
    work.step(record, "bao_cao", unit=commune, paper="Báo cáo 5")
    with refused(StepOfOtherSide):
        work.step(record, "cong_nhan", unit=commune, paper="Quyết định 8")
    with refused(NotAllowed):
        work.step(record, "cong_nhan", by=work.world.officer(commune), paper="Quyết định 8")
    with refused(Missing):
        work.step(record, "cong_nhan", unit=work.world.binh_lu, paper="Quyết định 8")

    offered = queries.states_open(record, unit_id=province.pk, actor=work.system)
    assert [each.code for each in offered] == ["cong_nhan", "khong"]
    work.step(record, "cong_nhan", paper="Quyết định 8")

    record.refresh_from_db()
    assert (record.state, record.is_ended) == ("cong_nhan", True)
    assert queries.states_open(record, unit_id=province.pk, actor=work.system) == ()


def test_a_model_is_registered_with_a_unit_above_alone(work):
    for told in (
        {"partner_id": work.world.binh_lu.pk},
        {"partner_id": None, "partner_name": "Huyện đoàn"},
    ):
        with refused(PartnerNeeded):
            work.open(
                "mo_hinh_ho_tro", "dang_ky", unit=work.world.ta_leng, paper="Biểu mẫu 01", **told
            )


def test_registered_and_recognised_models_are_counted_in_their_year(work, figures):
    day = date(2022, 6, 1)
    ta_leng, binh_lu = work.world.ta_leng, work.world.binh_lu
    _recognised(work, ta_leng, on=day)
    _recognised(work, ta_leng, on=day, title="Dạy nghề sửa xe")
    _model(work, ta_leng, on=day, title="Đồ dùng học tập")
    _model(work, binh_lu, on=day, title="Vườn rau")

    figures.follow()
    told = {
        code: figures.total(work.world.province, 2022, code)
        for code in ("support_models_registered", "support_models_recognised")
    }
    share = _standing(figures, "HT-E3", work.world.province, plan="ha-tinh-2019-2022", day=day)

    assert told == {"support_models_registered": 4, "support_models_recognised": 2}
    assert str(share.current.value) == "50.0"


def test_young_people_who_fell_behind_are_listed_helped_and_progressed(work, figures):
    day = date(2017, 3, 1)
    records = [_person(work, "cham_tien", str(number), on=day) for number in range(1, 6)]
    ta_leng = work.world.ta_leng
    for record in records[:4]:
        work.step(record, "da_giup", unit=ta_leng, on=day, paper="Biên bản")
    for record, states in (
        (records[0], ("tien_bo", "viec_lam")),
        (records[1], ("viec_lam", "tien_bo")),
        (records[2], ("tien_bo",)),
    ):
        for state in states:
            work.step(record, state, unit=ta_leng, on=day, paper="Xác nhận")
    work.step(records[4], "ra", unit=ta_leng, on=date(2017, 12, 1))

    early = _standing(
        figures, "KG-05a", ta_leng, plan="kien-giang-2013-2017", day=date(2017, 6, 30)
    )
    first = _standing(
        figures, "KG-05a", ta_leng, plan="kien-giang-2013-2017", day=date(2017, 12, 31)
    )
    second = _standing(
        figures, "KG-05b", ta_leng, plan="kien-giang-2013-2017", day=date(2017, 12, 31)
    )

    assert str(early.current.value) == "80.0"
    assert str(first.current.value) == "100.0"
    assert (str(second.current.value), second.current.denominator) == ("50.0", 4)


def test_communes_that_meet_both_steps_are_told_from_those_that_do_not(work, figures):
    day, world = date(2017, 3, 1), work.world
    for unit, states in ((world.ta_leng, ("tien_bo", "viec_lam")), (world.binh_lu, ())):
        for number in ("1", "2"):
            record = _person(work, "cham_tien", number, unit=unit, on=day)
            for state in ("da_giup", *states):
                work.step(record, state, unit=unit, on=day, paper="Xác nhận")
    last = date(2017, 12, 31)
    _standing(figures, "KG-05b", world.province, plan="kien-giang-2013-2017", day=last)
    actor = Actor.system(cause="test", day=last)

    def steps(code, unit):
        each = standing.indicator(code, actor=actor)
        return standing.steps_below(each, actor=actor, unit_id=unit.pk)

    found = steps("KG-05b", world.province)
    assert found.reached == (world.ta_leng.pk,)
    assert world.binh_lu.pk in found.others
    assert steps("KG-05a", world.province) is None
    assert steps("KG-05b", world.ta_leng) is None


def test_a_person_is_supported_once_however_often_and_in_whatever_group(work, figures):
    day, ta_leng = date(2022, 5, 4), work.world.ta_leng
    often = _person(work, "yeu_the", "1", on=day)
    behind = _person(work, "cham_tien", "2", on=day)
    _person(work, "yeu_the", "3", on=day)
    for record in (often, often, behind):
        work.step(record, "da_giup", unit=ta_leng, on=day, paper="Danh sách ký nhận")

    found = _standing(figures, "HT-E5", ta_leng, plan="ha-tinh-2019-2022", day=date(2022, 12, 31))

    assert found.current.value == 2
    assert [value for _name, value in found.counters] == [3]


def test_of_a_person_a_number_is_kept_and_nothing_else(work):
    record = _person(work, "yeu_the", "12/2026", on=date(2026, 1, 5))
    with refused(NumberTaken):
        _person(work, "cham_tien", "12/2026", on=date(2026, 1, 5))
    _person(work, "yeu_the", "12/2026", unit=work.world.binh_lu, on=date(2026, 1, 5))
    with refused(NumberNeeded):
        _person(work, "yeu_the", "Lò Văn A", on=date(2026, 1, 5))
    with refused(OnlyNumbersKept):
        work.open("yeu_the", "danh_sach", title="13", text="Mồ côi, ở bản")
    with refused(OnlyNumbersKept):
        work.step(record, "da_giup", unit=work.world.ta_leng, note="Tặng xe", paper="Biên bản")
    with refused(StateUnknown):
        work.step(record, "tien_bo", unit=work.world.ta_leng)

    (shown,) = queries.shown([record], actor=work.system)
    assert (shown.title, shown.text) == ("Số 12/2026 trong sổ", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.filter(pk=record.pk).update(text="Lò Văn A")
