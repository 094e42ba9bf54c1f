"""Lines over years and shades of a map, drawn on the server."""

from datetime import date
from decimal import Decimal

from aoxanh.kernel.periods import Period
from aoxanh.programmes.types import Trend, TrendPoint
from aoxanh.web.programmes.shades import Shades
from aoxanh.web.templatetags import charts


PERIOD = Period(date(2024, 1, 1), date(2031, 1, 1))
PATH = ((date(2024, 1, 1), Decimal(0)), (date(2030, 12, 31), Decimal(80)))


def _trend(*values, is_percent=True, path=PATH):
    points = tuple(
        TrendPoint(date(2024 + number, 12, 31), None if value is None else Decimal(value))
        for number, value in enumerate(values)
    )
    return Trend(period=PERIOD, is_percent=is_percent, points=points, path=path)


def test_what_is_not_known_is_no_point_at_nought():
    shape = charts.trend_shape(_trend(None, 40, 60), "%")

    assert [dot.words for dot in shape.dots] == ["31/12/2025: 40 %", "31/12/2026: 60 %"]


def test_a_single_point_draws_no_line():
    shape = charts.trend_shape(_trend(None, 40), "%")

    assert (shape.line, shape.area) == ("", "")
    assert shape.last.words == "40 %"


def test_nothing_known_draws_the_path_alone():
    shape = charts.trend_shape(_trend(None, None), "%")

    assert shape.last is None
    assert shape.target.words == "80 %"


def test_a_higher_value_stands_higher_and_a_later_one_further_right():
    first, second = charts.trend_shape(_trend(40, 60), "%").dots

    assert second.y < first.y
    assert second.x > first.x


def test_levels_of_a_count_are_round_and_few():
    shape = charts.trend_shape(_trend(3500, 4200, is_percent=False, path=()), "người")

    assert [level.words for level in shape.levels] == ["0", "2.000", "4.000"]
    assert shape.target is None


def test_the_newest_figure_runs_to_the_left_at_the_right_edge():
    early = charts.trend_shape(_trend(10, 20), "%").last
    late = charts.trend_shape(_trend(*range(10, 80, 10)), "%").last

    assert (early.anchor, late.anchor) == ("start", "end")


def test_a_percentage_has_the_same_shade_on_every_map():
    shades = Shades.of([Decimal(71)], is_percent=True)

    assert [shades.shade(Decimal(value)) for value in (0, 50, 71, 89, 90)] == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]
    assert shades.shade(None) == "none"


def test_the_legend_says_what_each_shade_means_and_how_many_are_silent():
    shades = Shades.of([], is_percent=True)

    legend = shades.legend({"a": Decimal(71), "b": None})

    assert [words for _shade, words in legend] == [
        "dưới 50",
        "50–64",
        "65–79",
        "80–89",
        "từ 90 %",
        "Chưa có số liệu: 1",
    ]


def test_counts_are_shaded_by_parts_of_the_highest():
    shades = Shades.of([Decimal(2), Decimal(10)], is_percent=False)

    assert shades.cuts == (2, 4, 6, 8)
    assert (shades.shade(Decimal(1)), shades.shade(Decimal(10))) == ("1", "5")


def test_small_counts_have_fewer_shades():
    shades = Shades.of([Decimal(1)], is_percent=False)

    assert shades.cuts == (1,)
    assert [words for _shade, words in shades.legend({})] == ["dưới 1", "từ 1"]


def test_where_all_counts_are_nought_there_is_one_shade():
    shades = Shades.of([Decimal(0)], is_percent=False)

    assert (shades.shade(Decimal(0)), shades.legend({})) == ("1", [])
