"""Reading figures and indicators."""

from aoxanh.programmes.queries.duties import (
    activities_of_report,
    duties,
    duties_below,
    duty,
    pressing_duties,
    programmes_at,
    unit_duties,
)
from aoxanh.programmes.queries.figures import (
    count_distinct,
    distinct_rows,
    flow_by_month,
    stock_at,
    stock_rows,
)
from aoxanh.programmes.queries.indicators import (
    indicator_value,
    missing_units,
    share_values,
    unit_years,
)
from aoxanh.programmes.queries.matrix import bodies, body, matrix, units_for, units_named
from aoxanh.programmes.queries.plans import plan_world, shipped_plans
from aoxanh.programmes.queries.promised import indicator, indicators, programme, programmes
from aoxanh.programmes.queries.public import public_figures, public_year
from aoxanh.programmes.queries.quick import (
    FLOWS,
    label_of,
    quick_figures,
    quick_persons,
    quick_results,
    quick_rows,
    quick_teams,
)
from aoxanh.programmes.queries.quick_paper import quick_pdf
from aoxanh.programmes.queries.rollup import (
    cell_sums,
    days_with_facts,
    distinct_sums,
    mismatches,
    of_kind,
    periods_of,
    total_sums,
)
from aoxanh.programmes.queries.standings import evidence_rows, standing, standings
from aoxanh.programmes.queries.todays import todays_map
from aoxanh.programmes.rules import (
    about,
    amount_in_words,
    cells,
    figure_in_words,
    lines,
    paragraph,
    result_in_words,
    span_in_words,
    spans,
)


__all__ = [
    "FLOWS",
    "about",
    "activities_of_report",
    "amount_in_words",
    "bodies",
    "body",
    "cell_sums",
    "cells",
    "count_distinct",
    "days_with_facts",
    "distinct_rows",
    "distinct_sums",
    "duties",
    "duties_below",
    "duty",
    "evidence_rows",
    "figure_in_words",
    "flow_by_month",
    "indicator",
    "indicator_value",
    "indicators",
    "label_of",
    "lines",
    "matrix",
    "mismatches",
    "missing_units",
    "of_kind",
    "paragraph",
    "periods_of",
    "plan_world",
    "pressing_duties",
    "programme",
    "programmes",
    "programmes_at",
    "public_figures",
    "public_year",
    "quick_figures",
    "quick_pdf",
    "quick_persons",
    "quick_results",
    "quick_rows",
    "quick_teams",
    "result_in_words",
    "share_values",
    "shipped_plans",
    "span_in_words",
    "spans",
    "standing",
    "standings",
    "stock_at",
    "stock_rows",
    "todays_map",
    "total_sums",
    "unit_duties",
    "unit_years",
    "units_for",
    "units_named",
]
