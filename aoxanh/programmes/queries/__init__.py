"""Reading figures and indicators."""

from aoxanh.programmes.queries.figures import (
    count_distinct,
    distinct_rows,
    flow_by_month,
    stock_at,
    stock_rows,
)
from aoxanh.programmes.queries.indicators import (
    indicator,
    indicator_value,
    indicators,
    missing_units,
    unit_years,
)
from aoxanh.programmes.queries.rollup import (
    cell_sums,
    days_with_facts,
    distinct_sums,
    mismatches,
    of_kind,
    periods_of,
    total_sums,
)
from aoxanh.programmes.queries.todays import todays_map


__all__ = [
    "cell_sums",
    "count_distinct",
    "days_with_facts",
    "distinct_rows",
    "distinct_sums",
    "flow_by_month",
    "indicator",
    "indicator_value",
    "indicators",
    "mismatches",
    "missing_units",
    "of_kind",
    "periods_of",
    "stock_at",
    "stock_rows",
    "todays_map",
    "total_sums",
    "unit_years",
]
