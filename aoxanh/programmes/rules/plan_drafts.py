"""With what a new plan begins: its parent, or the plan before it with what was not reached (PLN-10)."""

import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from aoxanh.programmes.types.drafts import Closing


Document = dict[str, Any]
_CODE_LENGTH = 20
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")


def blank(*, code: str, name: str, first: date, end: date) -> Document:
    """A plan of one phase that promises nothing yet."""
    days = {"from": first.isoformat(), "to": end.isoformat()}
    phase = {"code": "gd1", "name": "Giai đoạn 1", **days}
    return {"code": code, "name": name, **days, "phases": [phase], "indicators": []}


def derived(parent: Mapping[str, Any], *, code: str, name: str, taken: Collection[str]) -> Document:
    """The plan by which a unit carries out ``parent``: all that it says, under codes of its own."""
    document = _renamed(parent, code=code, name=name, taken=taken)
    return {**document, "parent": parent["code"]}


def next_phase(
    before: Mapping[str, Any],
    closing: Mapping[str, Closing],
    *,
    code: str,
    name: str,
    taken: Collection[str],
) -> Document:
    """The plan after ``before``: what was not reached with its last figure, what was reached as a list.

    Tasks, bodies and phases are carried over; every year moves by as many as the plan before had.
    """
    open_ones = [
        {**each, "baseline": closing[each["code"]].figure}
        for each in before["indicators"]
        if not closing[each["code"]].is_met
    ]
    met = [
        {"name": each["name"], "result": closing[each["code"]].figure}
        for each in before["indicators"]
        if closing[each["code"]].is_met
    ]
    kept = {each["code"] for each in open_ones}
    for each in open_ones:
        if each.get("of") not in {None, *kept}:
            del each["of"]
    tasks = [
        {**task, "indicators": [each for each in task.get("indicators", []) if each in kept]}
        for task in before.get("tasks", [])
    ]
    years = _day(before["to"]).year - _day(before["from"]).year or 1
    moved = _moved({**before, "indicators": open_ones, "tasks": tasks}, years)
    document = _renamed(moved, code=code, name=name, taken=taken)
    document.get("budgeting", {}).pop("rules", None)  # they are about years that are over
    return {**document, "achieved": met} if met else document


def _renamed(
    document: Mapping[str, Any], *, code: str, name: str, taken: Collection[str]
) -> Document:
    """A copy that is no issued paper yet; its indicators bear codes of their own and keep their family."""
    found: Document = deepcopy(dict(document))
    found |= {"code": code, "name": name}
    for key in ("number", "issued_on", "achieved"):
        found.pop(key, None)
    codes = _codes([each["code"] for each in found["indicators"]], code, taken)
    for each in found["indicators"]:
        each["family"] = each.get("family", each["code"])
        each["code"] = codes[each["code"]]
        if "of" in each:
            each["of"] = codes[each["of"]]
    for task in found.get("tasks", []):
        if "indicators" in task:
            task["indicators"] = [codes[each] for each in task["indicators"]]
    return found


def _codes(olds: list[str], code: str, taken: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for old in olds:
        found[old] = free_code(code, {*taken, *found.values()})
    return found


def free_code(prefix: str, taken: Collection[str]) -> str:
    """The first number behind ``prefix`` that nothing bears."""
    number = 1
    while True:
        end = f"-{number}"
        found = f"{prefix[: _CODE_LENGTH - len(end)]}{end}"
        if found not in taken:
            return found
        number += 1


def _moved(document: Mapping[str, Any], years: int) -> Document:
    """Every day and year of a plan, so many years later."""
    found: Document = deepcopy(dict(document))
    for each in (found, *found["phases"]):
        each |= {key: _later(each[key], years) for key in ("from", "to")}
    for each in found["phases"]:
        each["name"] = _words_later(each["name"], years)
    for each in found["indicators"]:
        if "targets" in each:
            each["targets"] = {
                str(int(key) + years) if key.isdecimal() else key: value
                for key, value in each["targets"].items()
            }
    for task in found.get("tasks", []):
        if "in" in task.get("due", {}):
            task["due"]["in"] = [year + years for year in task["due"]["in"]]
    return found


def _words_later(words: str, years: int) -> str:
    """“Giai đoạn 1: 2024–2025” tells its years; so does its successor."""
    return _YEAR.sub(lambda found: str(int(found.group()) + years), words)


def _later(day: object, years: int) -> str:
    held = _day(day)
    try:
        return held.replace(year=held.year + years).isoformat()
    except ValueError:
        return date(held.year + years, 3, 1).isoformat()


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def told_as(document: Mapping[str, Any], other: Mapping[str, Any]) -> Document:
    """``document`` with the codes that ``other`` gives to indicators of the same family, so that they compare."""
    codes = {each.get("family", each["code"]): each["code"] for each in other["indicators"]}
    new = {
        each["code"]: codes.get(each.get("family", ""), each["code"])
        for each in document["indicators"]
    }
    found: Document = deepcopy(dict(document))
    for each in found["indicators"]:
        each["code"] = new[each["code"]]
        if each.get("family") == each["code"]:
            del each["family"]
        if "of" in each:
            each["of"] = new.get(each["of"], each["of"])
    for task in found.get("tasks", []):
        if "indicators" in task:
            task["indicators"] = [new.get(each, each) for each in task["indicators"]]
    return found
