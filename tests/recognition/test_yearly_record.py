"""A person's year: their own hours and nothing else, equal to the ledger."""

import re
from datetime import date

import pytest

from aoxanh.kernel.errors import Missing
from aoxanh.recognition import queries
from aoxanh.recognition.types import Proof
from aoxanh.units import actions as units
from aoxanh.units.types import Decision
from tests.activities.world import refused
from tests.conftest import NOW


@pytest.fixture
def my(service):
    """Two activities in 2026 and one the year before; one late entry; one entry taken back."""
    my = service.person("Giàng Thị Mỷ")
    service.serve(my, 240)
    bl = service.world.binh_lu
    blood = service.held("Hiến máu tình nguyện", unit=bl, day=date(2026, 3, 26))
    late = {"source": "LATE", "confirmed_by_unit": service.world.province}
    service.serve(my, 90, activity=blood, day=date(2026, 3, 26), **late)
    old = service.held("Tiếp sức mùa thi", day=date(2025, 7, 3))
    service.serve(my, 300, activity=old, day=date(2025, 7, 3))
    wrong = service.held("Ngày hội hiến kế", day=date(2026, 5, 1))
    service.take_back(service.serve(my, 120, activity=wrong, day=date(2026, 5, 1)))
    return my


def test_the_year_lists_what_the_ledger_holds(service, my):
    record = queries.yearly_record(person_id=my.pk, year=2026, actor=service.holder(my))

    assert [(row.title, row.organiser, row.minutes, row.is_late) for row in record.rows] == [
        ("Hiến máu tình nguyện", "Đoàn Bình Lư", 90, True),
        ("Làm đường liên bản Hồ Pên", "Đoàn Tả Lèng", 240, False),
    ]
    assert (record.minutes, record.days, record.activities) == (330, 2, 2)
    assert record.minutes_by_source == {"LATE": 90, "SCAN": 240}
    assert record.confirmed_by == ("Đoàn Lai Châu",)


def test_units_are_named_as_they_were_then(service, my, now):
    units.rename(
        by=service.world.system,
        unit_id=service.world.binh_lu.pk,
        name="Đoàn phường Bình Lư",
        short_name="Bình Lư",
        on=date(2026, 6, 1),
        decision=Decision("02-QĐ/TĐTN", date(2026, 5, 20), "Ban Thường vụ"),
        now=now,
    )

    record = queries.yearly_record(person_id=my.pk, year=2026, actor=service.holder(my))

    assert record.rows[0].organiser == "Đoàn Bình Lư"


def test_a_year_without_hours_is_an_empty_record(service, my, now):
    holder = service.holder(my)

    record = queries.yearly_record(person_id=my.pk, year=2024, actor=holder)

    assert (record.rows, record.minutes) == ((), 0)
    assert queries.yearly_record_pdf(person_id=my.pk, year=2024, actor=holder, on=now)


def test_ones_year_is_for_oneself_and_officers_who_see_one(service, my):
    stranger = service.holder(service.person("Vàng A Páo"))
    sibling = service.world.officer(service.world.binh_lu)

    assert queries.yearly_record(person_id=my.pk, year=2026, actor=service.officer).rows
    for reader in (stranger, sibling):
        with refused(Missing):
            queries.yearly_record(person_id=my.pk, year=2026, actor=reader)


def test_the_paper_is_sealed_and_holds_no_code(service, my, now):
    paper = queries.yearly_record_pdf(person_id=my.pk, year=2026, actor=service.holder(my), on=now)
    verdict = queries.prove(paper, now=NOW)

    assert verdict.proof == Proof.HOLDS
    assert verdict.facts["minutes"] == {"LATE": 90, "SCAN": 240}
    assert "code" not in verdict.facts
    assert len(re.findall(rb"/Type/Page\b(?!s)", paper)) == 1


def test_a_longer_year_costs_no_more_statements(service, my, costs_the_same):
    holder = service.holder(my)

    def grow():
        for day in (4, 11, 25):
            more = service.held("Chủ nhật xanh", day=date(2026, 10, day))
            service.serve(my, activity=more, day=date(2026, 10, day))

    costs_the_same(lambda: queries.yearly_record(person_id=my.pk, year=2026, actor=holder), grow)
