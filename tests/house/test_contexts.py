"""What holds for every context."""

import ast
import csv
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.scoping import ScopedQuerySet
from tests.house.source import ROOT, nodes, python_files


STACK = (
    "kernel", "audit", "files", "notices", "work", "places", "units", "access", "people", "documents", "practices",
    "activities", "training", "inspections", "recognition", "programmes", "cooperation",
)  # fmt: skip
CONTEXTS = STACK[1:]

PUBLIC_REFERENCE = {
    "activities.ActivityKind", "activities.CampaignType", "activities.Criterion", "activities.FieldOfWork",
    "activities.LifecycleRow", "activities.Force", "activities.LinkDimension",
    "activities.OutputMetric", "activities.ReminderRule", "activities.SafetyRule", "activities.Template",
    "places.Place",
    "places.PlaceAlias", "places.PlaceFlag", "places.PlaceSuccession", "practices.Partner", "practices.Word",
    "programmes.Body",
    "programmes.Indicator", "programmes.Objective", "programmes.Phase", "programmes.Target", "programmes.Task",
    "programmes.TaskBody", "recognition.RecognitionRuleRow", "recognition.ServiceRuleRow",
    "training.Topic", "inspections.Checklist", "inspections.ItUse",
    "units.Beginning", "units.Change", "units.Instance", "units.UnitKind",
}  # fmt: skip
"""Rows everyone may read."""

MACHINERY = {
    "access.Account", "audit.Bookmark", "audit.Seal", "documents.Series", "units.Closure", "work.Schedule",
}  # fmt: skip
"""Rows no page lists: sign-ins (each about itself), followers, seals, counters, the tree's closure."""

ASKED_BY_NOBODY = {
    f"{path.stem}.{row['query']}": row["why"]
    for path in sorted((Path(__file__).parent / "asked_by_nobody").glob("*.csv"))
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
}
"""Queries without an asker and why: a file for each context, a line for each query, kept by hand in order."""

PUBLIC_CONTEXTS = {"places"}


def _own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("aoxanh.")]


@pytest.mark.parametrize("model", _own_models(), ids=lambda m: m._meta.label)
def test_every_model_has_a_scope(model):
    label = model._meta.label

    if label in PUBLIC_REFERENCE | MACHINERY:
        return
    queryset = model._default_manager.all()
    assert isinstance(queryset, ScopedQuerySet), f"{label} has no scope"
    column = queryset.unit_column
    model._default_manager.filter(**{f"{column}__isnull": False})


@pytest.mark.parametrize("model", _own_models(), ids=lambda m: m._meta.label)
def test_foreign_keys_point_downward_and_leave_no_trace_below(model):
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey) or field.auto_created:
            continue
        here, there = model._meta.app_label, field.related_model._meta.app_label
        if here != there:
            assert STACK.index(there) < STACK.index(here), f"{field} points upward"
            assert field.remote_field.related_name == "+", f"{field} leaves a trace in {there}"


@pytest.mark.parametrize("model", _own_models(), ids=lambda m: m._meta.label)
def test_models_have_named_constraints_and_no_default_order(model):
    assert model._meta.ordering == []
    assert all(constraint.name for constraint in model._meta.constraints)
    assert "save" not in vars(model), f"{model} overrides save()"


def _modules(package):
    yield package
    for found in (
        pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if hasattr(package, "__path__")
        else ()
    ):
        yield importlib.import_module(found.name)


def _public_queries():
    for context in CONTEXTS:
        try:
            package = importlib.import_module(f"aoxanh.{context}.queries")
        except ModuleNotFoundError:
            continue
        for module in _modules(package):
            for name, function in vars(module).items():
                if (
                    inspect.isfunction(function)
                    and function.__module__ == module.__name__
                    and not name.startswith("_")
                ):
                    yield f"{context}.{name}", function


def _public_actions():
    for context in CONTEXTS:
        try:
            package = importlib.import_module(f"aoxanh.{context}.actions")
        except ModuleNotFoundError:
            continue
        for module in _modules(package):
            for name, function in vars(module).items():
                if (
                    inspect.isfunction(function)
                    and function.__module__ == module.__name__
                    and not name.startswith("_")
                ):
                    yield f"{context}.{name}", function


def test_actions_take_keywords_only_who_first_and_when_last():
    wrong = []
    for name, function in _public_actions():
        parameters = list(inspect.signature(inspect.unwrap(function)).parameters.values())
        if not parameters or parameters[0].name != "by":
            continue
        if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters):
            wrong.append(name)

    assert wrong == []


def _errors():
    for context in ("kernel", *CONTEXTS):
        try:
            package = importlib.import_module(f"aoxanh.{context}.errors")
        except ModuleNotFoundError:
            continue
        for module in _modules(package):
            for name, error in vars(module).items():
                if (
                    inspect.isclass(error)
                    and issubclass(error, DomainError)
                    and error.__module__ == module.__name__
                ):
                    yield context, name, error


def _names_in_tests():
    names = set()
    for path in python_files():
        if path.relative_to(ROOT).parts[0] == "tests" and path.parent.name != "house":
            names |= {node.attr for node in nodes(path, ast.Attribute)}
            names |= {node.id for node in nodes(path, ast.Name)}
    return names


def test_every_refusal_is_raised_in_a_test():
    tested = _names_in_tests()

    assert [f"{c}.{n}" for c, n, e in _errors() if n not in tested and not e.__subclasses__()] == []


def test_every_refusal_has_a_sentence():
    silent = [
        f"{context}.{name}"
        for context, name, error in _errors()
        if name != "DomainError"
        and not getattr(error, "sentence", "")
        and not error.__subclasses__()
    ]

    assert silent == []


def test_every_query_names_the_asker_or_says_why_not():
    asked = {"actor", "by"}
    silent = {
        name
        for name, function in _public_queries()
        if not asked & set(inspect.signature(function).parameters)
    }

    private = {name for name in silent if name.split(".")[0] not in PUBLIC_CONTEXTS}
    assert private - set(ASKED_BY_NOBODY) == set()


def test_no_query_is_excused_in_vain():
    known = {name for name, _ in _public_queries()}

    assert set(ASKED_BY_NOBODY) - known == set()
    assert [name for name, why in ASKED_BY_NOBODY.items() if not why] == []
