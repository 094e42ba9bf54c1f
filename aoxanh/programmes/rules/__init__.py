"""Pure decisions about figures: shares and their standing, spans of time, words."""

from aoxanh.programmes.rules.boards import in_charge
from aoxanh.programmes.rules.budget import (
    budget_years,
    by_source,
    check_amount,
    check_assigned,
    check_scheme,
    check_source,
    check_weighed,
    check_year,
    in_words,
    line_sums,
    money_flag,
    programme_money,
    source,
    sources,
    summed,
    year_rule,
)
from aoxanh.programmes.rules.comparison import quality
from aoxanh.programmes.rules.dues import counted_over, dues, edges
from aoxanh.programmes.rules.dues import so_far as programme_so_far
from aoxanh.programmes.rules.duties import duty_state, duty_terms, is_body, reminder_step
from aoxanh.programmes.rules.expressions import (
    AROUND,
    ZERO,
    day_of_year,
    evaluate,
    measures_of,
    terms_of,
)
from aoxanh.programmes.rules.frozen import (
    changed_figures,
    digest_of,
    figure_told,
    frozen_of,
    period_ends,
)
from aoxanh.programmes.rules.plan_drafts import blank, derived, free_code, next_phase, told_as
from aoxanh.programmes.rules.plan_files import plan_faults
from aoxanh.programmes.rules.plan_indicators import is_percent
from aoxanh.programmes.rules.plan_parts import (
    document_faults,
    entries,
    entry_of,
    merged,
    read_document,
    with_entry,
)
from aoxanh.programmes.rules.plan_targets import targets_in_force
from aoxanh.programmes.rules.plan_texts import Difference, differences, plan_text
from aoxanh.programmes.rules.plan_words import changes, entry_name, field_label, flat
from aoxanh.programmes.rules.recorded import (
    counted_on,
    counted_state,
    read_fact_kinds,
    slot_of,
)
from aoxanh.programmes.rules.shares import (
    HUNDRED,
    needed_now,
    percent,
    plain,
    rolled_up,
    status,
    summed_years,
    unit_year,
)
from aoxanh.programmes.rules.spans import a_year_before, so_far, span_in_words, spans
from aoxanh.programmes.rules.standing import indicator_terms, judged, kinds_asked, standing
from aoxanh.programmes.rules.trends import trend, trend_days
from aoxanh.programmes.rules.windows import missed_window
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
    "HUNDRED",
    "ZERO",
    "Difference",
    "a_year_before",
    "about",
    "amount_in_words",
    "blank",
    "budget_years",
    "by_source",
    "cells",
    "changed_figures",
    "changes",
    "check_amount",
    "check_assigned",
    "check_scheme",
    "check_source",
    "check_weighed",
    "check_year",
    "counted_on",
    "counted_over",
    "counted_state",
    "day_of_year",
    "derived",
    "differences",
    "digest_of",
    "document_faults",
    "dues",
    "duty_state",
    "duty_terms",
    "edges",
    "entries",
    "entry_name",
    "entry_of",
    "evaluate",
    "field_label",
    "figure_in_words",
    "figure_told",
    "flat",
    "free_code",
    "frozen_of",
    "in_charge",
    "in_words",
    "indicator_terms",
    "is_body",
    "is_percent",
    "judged",
    "kinds_asked",
    "line_sums",
    "lines",
    "measures_of",
    "merged",
    "missed_window",
    "money_flag",
    "needed_now",
    "next_phase",
    "paragraph",
    "percent",
    "period_ends",
    "plain",
    "plan_faults",
    "plan_text",
    "programme_money",
    "programme_so_far",
    "quality",
    "read_document",
    "read_fact_kinds",
    "reminder_step",
    "result_in_words",
    "rolled_up",
    "slot_of",
    "so_far",
    "source",
    "sources",
    "span_in_words",
    "spans",
    "standing",
    "status",
    "summed",
    "summed_years",
    "table",
    "targets_in_force",
    "terms_of",
    "told_as",
    "trend",
    "trend_days",
    "unit_year",
    "with_entry",
    "worked_hours",
    "year_rule",
]
