"""Whether a plan file can be loaded: its head, its phases, who must do what and when."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined
from aoxanh.kernel.periods import Period, first_overlap
from aoxanh.programmes.rules.boards import board_faults
from aoxanh.programmes.rules.budget import budget_years
from aoxanh.programmes.rules.plan_columns import Fault, Faults, column_faults, list_faults, unknown
from aoxanh.programmes.rules.plan_indicators import indicators_faults
from aoxanh.programmes.rules.plan_measures import is_day_of_year, no_such_day
from aoxanh.programmes.rules.plan_money import money_faults
from aoxanh.programmes.types import PlanWorld, TaskEvery


WIDEST_WINDOW = 60
"""Days on either side of a day around which something is held."""


def plan_faults(raw: object, world: PlanWorld) -> Faults:
    """(line, what is wrong there), in order; the first is told. Later checks lean on earlier ones."""
    yield from column_faults("plan", raw, line=1)
    assert isinstance(raw, Lined)  # noqa: S101  what is no mapping was told
    yield from _head_faults(raw, world)
    yield from _phase_faults(raw)
    yield from _body_faults(raw, world)
    codes = {each["code"] for each in raw.get("bodies", [])}
    years = budget_years(raw["from"], raw["to"])
    yield from money_faults(raw, bodies=codes, years=years)
    yield from _task_faults(raw)
    yield from board_faults(raw)
    yield from indicators_faults(raw, world)


def _head_faults(raw: Lined, world: PlanWorld) -> Faults:
    yield from _period_faults(raw)
    for other in world.programmes:
        if other.code == raw["code"]:
            if other.closed_on is not None:
                yield Fault(raw.at("code"), _("chương trình đã kết thúc, không sửa được nữa."))
        elif other.number and (other.number, other.issuer) == (
            raw.get("number"),
            raw.get("issuer", ""),
        ):
            said = _("số %(number)s đã là của chương trình %(code)s.")
            yield Fault(raw.at("number"), said % {"number": other.number, "code": other.code})
    yield from _parent_faults(raw, world)
    if "scope" in raw:
        yield from column_faults("scope", raw["scope"], line=raw.at("scope"))
        said = _("không có loại đơn vị %(code)s.")
        yield from unknown(
            raw["scope"].at("unit_kind"), [raw["scope"]["unit_kind"]], world.kinds, said
        )
    for part, key in (("base", "bases"), ("objective", "objectives"), ("achieved", "achieved")):
        yield from list_faults(part, raw.get(key, []), line=raw.at(key))


def _parent_faults(raw: Lined, world: PlanWorld) -> Faults:
    parents = {each.code: each.parent for each in world.programmes}
    parent = raw.get("parent")
    if parent and (parent not in world.shipped | set(parents) or parent == raw["code"]):
        said = _("chưa có chương trình cấp trên %(code)s.")
        yield Fault(raw.at("parent"), said % {"code": parent})
        return
    while parent:
        parent = parents.get(parent)
        if parent == raw["code"]:
            said = _("chương trình không thể thuộc chính chương trình dưới nó.")
            yield Fault(raw.at("parent"), said)
            return


def _period_faults(raw: Lined) -> Faults:
    if not raw["from"] < raw["to"]:
        yield Fault(raw.at("to"), _("ngày bắt đầu phải trước ngày kết thúc."))


def _phase_faults(raw: Lined) -> Faults:
    yield from list_faults("phase", raw["phases"], line=raw.at("phases"))
    for each in raw["phases"]:
        yield from _period_faults(each)
        said = _("giai đoạn nằm ngoài thời gian của chương trình.")
        if each["from"] < raw["from"]:
            yield Fault(each.at("from"), said)
        if each["to"] > raw["to"]:
            yield Fault(each.at("to"), said)
    periods = {Period(each["from"], each["to"]): each.at("from") for each in raw["phases"]}
    overlap = first_overlap(Period(each["from"], each["to"]) for each in raw["phases"])
    if overlap:
        yield Fault(periods[overlap[1]], _("giai đoạn chồng lên giai đoạn khác."))


def _body_faults(raw: Lined, world: PlanWorld) -> Faults:
    bodies = raw.get("bodies", [])
    yield from list_faults("body", bodies, line=raw.at("bodies"))
    for each in bodies:
        said = _("không có loại đơn vị %(code)s.")
        yield from unknown(each.at("kinds"), each.get("kinds", []), world.kinds, said)


def _task_faults(raw: Lined) -> Faults:
    tasks = raw.get("tasks", [])
    yield from list_faults("task", tasks, line=raw.at("tasks"))
    bodies = {each["code"] for each in raw.get("bodies", [])}
    sources = {each["code"] for each in raw.get("budget_sources", [])}
    indicators = {
        each["code"] for each in raw["indicators"] if isinstance(each, dict) and "code" in each
    }
    years = budget_years(raw["from"], raw["to"])
    for each in tasks:
        yield from _task_body_faults(each, bodies)
        yield from unknown(
            each.at("every"), [each["every"]], TaskEvery.values, _("không có định kỳ %(code)s.")
        )
        said = _("không có nguồn kinh phí %(code)s.")
        yield from unknown(each.at("budget"), each.get("budget", []), sources, said)
        said = _("không có chỉ tiêu %(code)s trong chương trình này.")
        yield from unknown(each.at("indicators"), each.get("indicators", []), indicators, said)
        if "due" in each:
            yield from _due_faults(each["due"], years)


def _task_body_faults(each: Lined, bodies: Collection[str]) -> Faults:
    if not each["lead"]:
        yield Fault(each.at("lead"), _("nhiệm vụ cần ít nhất một đơn vị chủ trì."))
    for key in ("lead", "with"):
        said = _("không có cơ quan, đơn vị %(code)s.")
        yield from unknown(each.at(key), each.get(key, []), bodies, said)
    named = [*each["lead"], *each.get("with", [])]
    if len(set(named)) < len(named):
        yield Fault(
            each.at("with" if "with" in each else "lead"),
            _("một đơn vị ghi hai lần trong cùng nhiệm vụ."),
        )


def _due_faults(due: Lined, years: range) -> Faults:
    yield from column_faults("due", due, line=due.line)
    if not due or {"before", "around"} <= set(due) or ("days" in due) != ("around" in due):
        said = _("hạn cần ngày phải xong, các năm, hoặc ngày tổ chức cùng số ngày trước, sau.")
        yield Fault(due.line, said)
    for key in ("before", "around"):
        if key in due and not is_day_of_year(due[key]):
            yield Fault(due.at(key), no_such_day(due[key]))
    if not 0 <= due.get("days", 0) <= WIDEST_WINDOW:
        yield Fault(
            due.at("days"),
            _("số ngày quanh hạn cần từ 0 đến %(most)s.") % {"most": WIDEST_WINDOW},
        )
    for year in due.get("in", []):
        if year not in years:
            yield Fault(due.at("in"), _("năm %(year)s nằm ngoài chương trình.") % {"year": year})
