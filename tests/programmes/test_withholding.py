"""Persons in need as others are told of them: few are no figure, whatever else is told; one's own book is whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aoxanh.cooperation import queries as cooperation
from aoxanh.cooperation.models import Record, Step
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.exports import Export
from aoxanh.kernel.measures import MeasureKind, measures
from aoxanh.kernel.periods import Period
from aoxanh.programmes import actions, queries, rules
from aoxanh.programmes.models import FrozenFigure
from aoxanh.programmes.queries.comparison import compared_measures
from aoxanh.programmes.queries.frozen import FROZEN
from aoxanh.programmes.types import REFERENCE, Facts, Status
from tests.activities.world import refused


PLAN = "KG-2013-2017"
LISTED = date(2016, 3, 1)
END = date(2017, 12, 31)
STATES = ("danh_sach", "da_giup")
COUNTS = ("youth_behind_listed", "youth_behind_helped")


class Books:
    """Kiên Giang's plan at the province, and the books of four communes: three young people in one, more in others."""

    def __init__(self, figures):
        self.figures, self.world = figures, figures.world
        self.world.plans_once(REFERENCE / "kien-giang-2013-2017.yaml")
        names = ("Tân Phong", "Bum Nưa")
        more = [self.world.found(name, parent=self.world.province) for name in names]
        self.few, self.cover, self.third, self.many = (
            self.world.ta_leng,
            self.world.binh_lu,
            *more,
        )
        self.write(self.few, listed=3, helped=1)
        self.write(self.cover, listed=5, helped=5)
        self.write(self.third, listed=10, helped=5)
        self.write(self.many, listed=12, helped=6)

    def write(self, unit, *, listed, helped, on=LISTED):
        known = Record.objects.filter(unit=unit).count()
        records = Record.objects.bulk_create(
            Record(
                unit=unit,
                kind="cham_tien",
                title=str(number),
                number=str(number),
                partner_name="Công an xã",
                state=STATES[number <= known + helped],
                since=on,
                recorded_at=self.figures.now,
            )
            for number in range(known + 1, known + listed + 1)
        )
        Step.objects.bulk_create(
            Step(record=each, state=state, counts=counts, on=on, recorded_at=self.figures.now)
            for place, each in enumerate(records)
            for state, counts in list(zip(STATES, COUNTS, strict=True))[: 1 + (place < helped)]
        )

    def officer(self, unit=None):
        return self.world.officer(unit or self.world.province, account_id=9)

    def told(self, unit, *, by=None, day=None, code="KG-05a"):
        each = queries.indicator(code, actor=self.figures.system)
        asker = by or self.officer()
        (found,) = queries.standings([each], actor=asker, unit_id=unit.pk, day=day)
        return found

    def freeze(self, day=END):
        return actions.freeze_figures(
            by=self.officer(),
            unit_id=self.world.province.pk,
            code=PLAN,
            day=day,
            number="20-BC/TĐTN",
            now=self.figures.now,
        )


@pytest.fixture
def books(figures):
    return Books(figures)


def test_few_are_not_told_above_nor_what_would_give_them_away(books):
    found = [books.told(unit) for unit in (books.few, books.cover, books.third, books.many)]

    assert [each.status for each in found[:3]] == [Status.WITHHELD] * 3
    assert [each.dues for each in found[:3]] == [()] * 3
    assert found[3].current.value == Decimal("50.0")
    whole = books.told(books.world.province)
    assert (whole.current.numerator, whole.current.denominator, whole.until) == (17, 30, END)


def test_whoever_keeps_the_book_is_told_all_of_it(books):
    own = books.told(books.few, by=books.officer(books.few))

    assert (own.current.numerator, own.current.denominator, own.until) == (1, 3, None)


def test_what_lies_in_books_below_is_not_told_whole_to_whoever_keeps_the_one_above(books):
    branch = books.world.found("Chi đoàn bản", parent=books.few, kind="chi_doan")
    books.write(branch, listed=2, helped=0)

    assert books.told(books.few, by=books.officer(books.few)).status == Status.WITHHELD


@pytest.mark.parametrize(
    ("day", "until"),
    [(date(2016, 6, 30), date(2015, 12, 31)), (date(2016, 12, 31), date(2016, 12, 31))],
)
def test_others_are_told_up_to_the_end_of_a_year_so_that_no_day_tells_who_came(books, day, until):
    assert books.told(books.many, day=day).until == until


def test_before_a_year_is_over_nothing_is_told(books):
    assert books.told(books.many, day=date(2013, 6, 30)).status == Status.WITHHELD


def test_the_map_and_the_line_of_a_programme_keep_back_the_same(books):
    each = queries.indicator("KG-05a", actor=books.figures.system)
    below = [books.few.pk, books.many.pk]

    _found, progress = queries.standings_in_depth(
        [each],
        actor=books.officer(),
        unit_id=books.world.province.pk,
        below=below,
        choose=lambda told: told[0].each,
        day=END,
    )

    assert [progress.below[pk].status == Status.WITHHELD for pk in below] == [True, False]
    assert [point.day for point in progress.trend.points] == [
        date(year, 12, 31) for year in range(2013, 2018)
    ]


def test_of_what_is_not_told_no_line_is_drawn(books):
    each = queries.indicator("KG-05a", actor=books.figures.system)

    _found, progress = queries.standings_in_depth(
        [each],
        actor=books.officer(),
        unit_id=books.few.pk,
        below=[],
        choose=lambda told: told[0].each,
    )

    assert progress.trend.points == ()


def test_which_units_reach_both_steps_is_not_told_of_those_kept_back(books):
    each = queries.indicator("KG-05b", actor=books.figures.system)

    found = queries.steps_below(each, actor=books.officer(), unit_id=books.world.province.pk)

    assert set(found.withheld) == {books.few.pk, books.cover.pk, books.third.pk}
    assert found.others == (books.many.pk,)


def test_frozen_figures_are_kept_whole_and_told_like_others(books):
    made = books.freeze()

    def row(unit, by):
        rows = queries.frozen_rows(made, unit_id=unit.pk, actor=by)
        return next(each for each in rows if each.indicator == "KG-05a").frozen

    kept = FrozenFigure.objects.get(unit=books.few, indicator="KG-05a")
    assert (kept.numerator, kept.denominator) == (1, 3)
    assert row(books.few, books.officer(books.few)).denominator == 3
    above = row(books.few, books.officer())
    assert (above.value, above.denominator, above.status) == (None, None, Status.WITHHELD)
    assert row(books.many, books.officer()).denominator == 12


def test_frozen_figures_leave_in_files_without_what_is_kept_back(books):
    filters = {"unit_id": books.world.province.pk, "freeze_id": books.freeze().pk}
    assert isinstance(FROZEN, Export)

    rows = {(row[0], row[1]): row for row in FROZEN.rows(books.officer(), filters)}

    assert rows["Đoàn Tả Lèng", "KG-05a"][3:5] == [None, str(Status.WITHHELD.label)]
    assert rows["Đoàn Bum Nưa", "KG-05a"][3] == Decimal(50)


def test_everyone_is_told_a_frozen_figure_of_enough_and_none_of_few(books):
    books.freeze()
    told = queries.released(PLAN, unit_id=books.world.province.pk)
    assert told.figures["KG-05a"].denominator == 30

    few = books.few
    path = REFERENCE / "ha-tinh-2019-2022.yaml"
    actions.load(by=books.figures.system, unit_id=few.pk, path=path, now=books.figures.now)
    books.write(few, listed=3, helped=3, on=date(2022, 3, 1))
    actions.freeze_figures(
        by=books.figures.system,
        unit_id=few.pk,
        code="HT-2019-2022",
        day=date(2022, 12, 31),
        now=books.figures.now,
    )

    assert queries.released("HT-2019-2022", unit_id=few.pk).figures["HT-E5"].value is None


def test_freezing_reaches_no_unit_outside_ones_reach(books):
    with refused(NotAllowed):
        queries.figures_at(
            PLAN,
            unit_ids=[books.world.province.pk],
            day=END,
            actor=books.officer(books.few),
        )


def test_in_the_book_of_a_unit_others_read_no_number_that_gives_few_away(books):
    def told(unit, by):
        counted = cooperation.counted(unit.pk, actor=by)
        return next((e.running, e.is_few) for e in counted if e.kind.code == "cham_tien")

    above = books.officer()
    assert told(books.cover, books.officer(books.cover)) == (5, False)
    assert told(books.cover, above) == (0, True)
    assert told(books.many, above) == (12, False)


def test_only_persons_in_need_are_kept_back_and_no_comparison_tells_of_them():
    kept = {each.code for each in measures() if each.fewest}

    assert kept == {
        "vulnerable_listed",
        "vulnerable_supported",
        "youth_behind_helped",
        "youth_behind_listed",
        "youth_behind_progressed",
    }
    assert not kept & set(compared_measures())


def test_plans_whose_times_overlap_are_weighed_together(books):
    one = queries.indicator("KG-05a", actor=books.figures.system)
    later = replace(one, code="B", period=Period(date(2017, 1, 1), date(2020, 1, 1)))
    last = replace(one, code="C", period=Period(date(2019, 1, 1), date(2023, 1, 1)))
    apart = replace(one, code="D", period=Period(date(2023, 1, 1), date(2026, 1, 1)))

    found = rules.weighed_together(one, [apart, last, one, later])

    assert [each.code for each in found] == ["B", "C", "KG-05a"]


def test_how_many_came_between_two_ends_of_years_is_weighed_where_persons_add_up(books):
    path = REFERENCE / "ha-tinh-2019-2022.yaml"
    world = books.world
    actions.load(
        by=books.figures.system, unit_id=world.province.pk, path=path, now=books.figures.now
    )
    each = queries.indicator("HT-E5", actor=books.figures.system)
    days = [date(2019, 12, 31), date(2020, 12, 31)]
    start = each.period.start
    so_far = [Period(start, date(year, 1, 1)) for year in (2020, 2021)]
    facts = Facts(
        day=days[-1],
        kinds=dict.fromkeys(("vulnerable_listed", "vulnerable_supported"), MeasureKind.DISTINCT),
        subjects={
            ("vulnerable_listed", so_far[0]): Decimal(8),
            ("vulnerable_listed", so_far[1]): Decimal(10),
        },
    )

    told = rules.counts_told(
        each, None, facts, days=days, limits={"vulnerable_listed": 5, "vulnerable_supported": 5}
    )

    assert sorted(count for count in told if count) == [2, 8, 10]


def test_a_share_of_other_things_is_weighed_by_its_persons_alone(books):
    each = queries.indicator("KG-05a", actor=books.figures.system)
    mixed = replace(each, definition=each.definition | {"denominator": "activities_recorded"})
    period = Period(date(2013, 1, 1), date(2018, 1, 1))
    facts = Facts(
        day=END,
        kinds={"youth_behind_helped": MeasureKind.STOCK, "activities_recorded": MeasureKind.FLOW},
        own={(1, date(2014, 1, 1)): {"activities_recorded": Decimal(30)}},
        subjects={("youth_behind_helped", period): Decimal(7)},
    )

    told = rules.counts_told(mixed, None, facts, days=[END], limits={"youth_behind_helped": 5})

    assert told == (7,)
