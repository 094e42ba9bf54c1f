"""Pure decisions about figures: shares and their standing, spans of time, words."""

from aoxanh.programmes.rules.shares import (
    ZERO,
    evaluate,
    measures_of,
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
    "ZERO",
    "a_year_before",
    "about",
    "amount_in_words",
    "cells",
    "evaluate",
    "figure_in_words",
    "lines",
    "measures_of",
    "needed_now",
    "paragraph",
    "percent",
    "plain",
    "result_in_words",
    "rolled_up",
    "so_far",
    "span_in_words",
    "spans",
    "status",
    "summed_years",
    "table",
    "unit_year",
    "worked_hours",
]
