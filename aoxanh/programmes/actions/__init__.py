"""Keeping figures true, loading programmes, and what units do with them."""

from aoxanh.programmes.actions.amending import (
    decide_amendment,
    propose_amendment,
    submit_amendment,
    withdraw_amendment,
)
from aoxanh.programmes.actions.annual import (
    decide_year,
    give_opinion,
    open_supplement,
    propose_year,
    reopen_year,
    return_estimate,
    submit_year,
    weigh_estimate,
)
from aoxanh.programmes.actions.boards import (
    add_board,
    change_board,
    end_board_term,
    give_board,
    take_board_back,
)
from aoxanh.programmes.actions.decisions import (
    override_figure,
    rebase_duty,
    state_in_words,
    withdraw_decision,
)
from aoxanh.programmes.actions.drafts import begin_draft, drop_draft, publish_draft, save_draft_part
from aoxanh.programmes.actions.duties import assign_body, reopen_task, report_task
from aoxanh.programmes.actions.estimates import remove_line, send_estimate, set_line
from aoxanh.programmes.actions.feeds import open_calendar, revoke_calendar
from aoxanh.programmes.actions.following import (
    acknowledge,
    answer_obstacle,
    ask_for_plans,
    forward_obstacle,
    raise_obstacle,
    send_own_plan,
)
from aoxanh.programmes.actions.freezing import (
    correct_freeze,
    freeze_figures,
    look_again,
    propose_freezing,
)
from aoxanh.programmes.actions.loading import close_programme, load, plain_document, read_plan
from aoxanh.programmes.actions.money import correct_money, link_scheme, record_money
from aoxanh.programmes.actions.recorded import (
    accept_fact,
    record_fact,
    refuse_fact,
    withdraw_fact,
)
from aoxanh.programmes.actions.reminding import remind_of_tasks
from aoxanh.programmes.actions.rollup import follow, rebuild


__all__ = [
    "accept_fact",
    "acknowledge",
    "add_board",
    "answer_obstacle",
    "ask_for_plans",
    "assign_body",
    "begin_draft",
    "change_board",
    "close_programme",
    "correct_freeze",
    "correct_money",
    "decide_amendment",
    "decide_year",
    "drop_draft",
    "end_board_term",
    "follow",
    "forward_obstacle",
    "freeze_figures",
    "give_board",
    "give_opinion",
    "link_scheme",
    "load",
    "look_again",
    "open_calendar",
    "open_supplement",
    "override_figure",
    "plain_document",
    "propose_amendment",
    "propose_freezing",
    "propose_year",
    "publish_draft",
    "raise_obstacle",
    "read_plan",
    "rebase_duty",
    "rebuild",
    "record_fact",
    "record_money",
    "refuse_fact",
    "remind_of_tasks",
    "remove_line",
    "reopen_task",
    "reopen_year",
    "report_task",
    "return_estimate",
    "revoke_calendar",
    "save_draft_part",
    "send_estimate",
    "send_own_plan",
    "set_line",
    "state_in_words",
    "submit_amendment",
    "submit_year",
    "take_board_back",
    "weigh_estimate",
    "withdraw_amendment",
    "withdraw_decision",
    "withdraw_fact",
]
