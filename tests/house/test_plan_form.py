"""Whatever the form of plan documents can say has its way on the editor's pages."""

import pytest

from aoxanh.programmes.rules.plan_columns import OPTIONAL, REQUIRED
from aoxanh.programmes.types import IndicatorType
from aoxanh.programmes.types.amending import Part
from aoxanh.web.programmes.drafting_forms import BeginForm
from aoxanh.web.programmes.expression_fields import Offered
from aoxanh.web.programmes.part_forms import PartForm


PARTS = {
    "base": Part.BASES,
    "phase": Part.PHASES,
    "objective": Part.OBJECTIVES,
    "body": Part.BODIES,
    "budget_source": Part.BUDGET_SOURCES,
    "budgeting": Part.BUDGETING,
    "budget_rule": Part.BUDGET_RULES,
    "task": Part.TASKS,
    "board": Part.BOARDS,
    "indicator": Part.INDICATORS,
    "achieved": Part.ACHIEVED,
}
WITHIN = {
    "scope": (Part.HEAD, "scope"),
    "due": (Part.TASKS, "due"),
    "counter": (Part.INDICATORS, "counters"),
    "band": (Part.INDICATORS, "bands"),
}
OF_ITSELF = {
    ("base", "code"), ("objective", "code"), ("achieved", "code"), ("budget_rule", "code"),
}  # fmt: skip
"""Keys that pages keep by themselves, so that an entry stays what it is when its words change."""

DOCUMENT = {"code": "A", "name": "B", "from": "2026-01-01", "to": "2028-01-01"}


def _asked(part):
    """The names of all fields of a new entry of a part."""
    return [name.split(".") for name in _form(part).fields]


def _form(part, **told):
    asked = {"entry": {}, "document": DOCUMENT, "offered": Offered([]), "is_new": part != Part.HEAD}
    return PartForm(part=part, **asked, **told)


def _ways():
    """(part of the form, key) of everything that pages ask."""
    for name, part in PARTS.items():
        yield from ((name, path[0]) for path in _asked(part))
    for name, (part, head) in WITHIN.items():
        inner = [
            [step for step in path[1:] if not step.isdecimal()]
            for path in _asked(part)
            if path[0] == head
        ]
        yield from ((name, steps[0]) for steps in inner if steps)
    yield from (("plan", path[0]) for path in _asked(Part.HEAD))
    yield from (("plan", str(part.lower())) for part in Part if part != Part.HEAD)
    yield from (("plan", name) for name in BeginForm.base_fields if name == "code")
    yield ("budgeting", "rules")


@pytest.mark.parametrize("kind", [each.lower() for each in IndicatorType.values])
def test_everything_that_is_asked_is_drawn(kind):
    for part in PARTS.values():
        form = _form(part, typed={"type": kind})
        items = [*form.usual(), *(item for fold in form.folds() for item in fold.items)]
        drawn = [each.name for item in items for each in item.fields()]

        assert {_head(name) for name in drawn} == {_head(name) for name in form.fields}, part
        assert len(drawn) == len(set(drawn)), part


def _head(name):
    """A target by its phase or year, all else by the key of the form."""
    return name if name.startswith("targets.") else name.partition(".")[0]


def test_every_key_of_the_form_has_its_way_on_pages_and_pages_ask_nothing_else():
    known = {
        (part, key)
        for columns in (REQUIRED, OPTIONAL)
        for part, keys in columns.items()
        for key in keys
    }

    asked = set(_ways()) - {("plan", "budget_rules")}

    assert asked | OF_ITSELF == known
