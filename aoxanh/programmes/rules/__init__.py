"""Pure decisions about figures: shares and their standing, spans of time, words."""

from aoxanh.programmes.rules.expressions import (
    AROUND,
    ZERO,
    day_of_year,
    evaluate,
    measures_of,
    terms_of,
)
from aoxanh.programmes.rules.plan_files import plan_faults
from aoxanh.programmes.rules.plan_indicators import is_percent
from aoxanh.programmes.rules.shares import (
    needed_now,
    percent,
    plain,
    rolled_up,
    status,
    summed_years,
    unit_year,
)
from aoxanh.programmes.rules.spans import a_year_before, so_far, span_in_words, spans
from aoxanh.programmes.rules.wording import (
    about,
    amount_in_words,
    cells,
    figure_in_words,
    lines,
    paragraph,
    result_in_words,
    table,
    worked_hours,
)


__all__ = [
    "AROUND",
    "ZERO",
    "a_year_before",
    "about",
    "amount_in_words",
    "cells",
    "day_of_year",
    "evaluate",
    "figure_in_words",
    "is_percent",
    "lines",
    "measures_of",
    "needed_now",
    "paragraph",
    "percent",
    "plain",
    "plan_faults",
    "result_in_words",
    "rolled_up",
    "so_far",
    "span_in_words",
    "spans",
    "status",
    "summed_years",
    "table",
    "terms_of",
    "unit_year",
    "worked_hours",
]
