"""Which board is in charge, and whether what a plan file says of boards can be loaded."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined
from aoxanh.programmes.rules.plan_columns import Fault, Faults, list_faults, unknown
from aoxanh.programmes.types.boards import BoardShown


def in_charge(boards: Iterable[BoardShown], *, task_id: int) -> BoardShown | None:
    """The board to which a task reports: the one that names it, else the standing one of its programme."""
    standing = None
    for board in boards:
        if task_id in board.task_ids:
            return board
        if board.is_standing:
            standing = board
    return standing


def board_faults(raw: Lined) -> Faults:
    """Of a plan's boards, once its bodies and tasks are known to be right."""
    boards = raw.get("boards", [])
    yield from list_faults("board", boards, line=raw.line)
    bodies = {each["code"] for each in raw.get("bodies", [])}
    tasks = {each["code"] for each in raw.get("tasks", [])}
    standing = [each for each in boards if each.get("standing")]
    for each in standing[1:]:
        yield Fault(each.at("standing"), _("chương trình chỉ có một bộ phận thường trực."))
    charged: set[str] = set()
    for each in boards:
        said = _("không có cơ quan, đơn vị %(code)s.")
        yield from unknown(each.at("body"), [each["body"]], bodies, said)
        named = each.get("tasks", [])
        yield from unknown(each.at("tasks"), named, tasks, _("không có nhiệm vụ %(code)s."))
        for code in charged & set(named):
            said = _("nhiệm vụ %(code)s đã giao cho bộ phận khác.")
            yield Fault(each.at("tasks"), said % {"code": code})
        charged |= set(named)
