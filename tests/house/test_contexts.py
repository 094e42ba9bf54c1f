"""What holds for every context."""

import ast
import importlib
import inspect
import pkgutil

import pytest
from django.apps import apps
from django.db import models

from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.scoping import ScopedQuerySet
from tests.house.source import ROOT, python_files, tree


STACK = (
    "kernel", "audit", "files", "notices", "work", "places", "units", "access", "people", "documents", "practices",
    "activities", "recognition", "programmes",
)  # fmt: skip
CONTEXTS = STACK[1:]

PUBLIC_REFERENCE = {
    "activities.ActivityKind", "activities.CampaignType", "activities.FieldOfWork", "activities.LifecycleRow",
    "activities.Force", "activities.LinkDimension",
    "activities.OutputMetric", "activities.ReminderRule", "activities.SafetyRule", "activities.Template",
    "places.Place",
    "places.PlaceAlias", "places.PlaceFlag", "places.PlaceSuccession", "programmes.Indicator",
    "programmes.Phase", "programmes.Target", "recognition.ServiceRuleRow",
    "units.Beginning", "units.Change", "units.Instance", "units.UnitKind",
}  # fmt: skip
"""Rows everyone may read."""

MACHINERY = {
    "access.Account", "audit.Bookmark", "audit.Seal", "documents.Series", "units.Closure", "work.Schedule",
}  # fmt: skip
"""Rows no page lists: sign-ins (each about itself), followers, seals, counters, the tree's closure."""

ASKED_BY_NOBODY = {
    "signing in happens before anyone is known": """
        access.account_for_sign_in access.actor_of access.find_by_contact access.invited access.usable""",
    "public reference data and code": """
        access.role access.roles activities.fields_of_work activities.filters_from activities.kinds
        activities.forces activities.link_dimensions
        activities.campaign_types activities.laid_out activities.output_metrics
        activities.reminder_rules activities.target_metrics activities.templates
        activities.traits_of people.consent_text units.instance units.kinds documents.family_of
        documents.labels documents.public_keys documents.template documents.templates
        recognition.service_rules""",
    "what anyone may read": """
        practices.adoptions_of practices.registered practices.registry
        activities.counts_by_place programmes.public_figures programmes.public_year
        activities.check_public activities.coming_by_place activities.public_activities
        activities.public_activity activities.public_campaign activities.public_campaigns
        activities.public_page activities.public_photo activities.season_campaign
        activities.shifts_of people.focal_person
        people.focal_persons
        recognition.matches_name recognition.verify recognition.verify_file units.kin units.public_unit
        documents.letterhead units.names_at units.names_proposed units.short_names_at units.unions_of_place
        units.version_at
        units.versions_at""",
    "who holds the secret link may see it": """
        activities.pass_by_token activities.pass_picture activities.signed_pass people.open_by_token
        units.beginning_of
        units.names_given""",
    "the caller has made sure of the person": """
        activities.certificate_basis activities.hours_of activities.open_to_feedback
        activities.participations_of
        activities.passes_of activities.served activities.service_days people.participant_unit
        people.participant_units people.person_of people.same_person_ids people.with_guardians_word""",
    "the caller has read the unit's list": "activities.person_meant",
    "the caller has made sure of the subject": "documents.issued_about",
    "values in, values out, or a row the caller already holds": """
        files.text practices.compiled_rows activities.answers_shown activities.questions_of practices.compiled_table
        practices.figures_of activities.branches_of activities.campaign_marks
        activities.door_counts activities.counters_of activities.season_of activities.texts_of
        activities.picture_key activities.poster activities.preview_card activities.requirements_of
        activities.short_link activities.steps_of activities.story activities.told activities.unmet
        audit.end_of documents.draw documents.read_seal activities.results_by_metric
        documents.number_line documents.sign documents.typeset documents.typeset_pages
        documents.typeset_sealed documents.verify documents.word_file files.content files.location
        files.shrunk notices.text_of programmes.carried programmes.count_subjects
        programmes.label_of programmes.of_their_days recognition.address_of recognition.facts_of
        programmes.quick_pdf recognition.paper_of recognition.print_run_of recognition.values_of
        recognition.frame_values recognition.record_values recognition.rule_adopted
        recognition.rule_stored recognition.service_year_of""",
    "bytes in, a table out, and back": "files.pasted_table files.table files.written",
    "followers and workers are the system": """
        access.ending_soon
        audit.after audit.broken_seals audit.last audit.moved_at audit.position_of audit.sealable programmes.cell_sums
        programmes.days_with_facts programmes.distinct_sums programmes.mismatches
        programmes.of_kind programmes.periods_of programmes.total_sums
        work.asked_until work.is_any_due work.is_running""",
    "the shape of the tree, by which scope itself is decided": """
        programmes.expected_units programmes.missing_units units.ancestors units.carried
        units.destinations units.district_unions units.ever_above units.heirs
        units.keeper units.keepers units.kind_counts units.matching units.parents
        units.reporting_ids units.restate units.subtree_ids units.subtrees""",
}
"""Queries without an asker, by reason. Kept by hand; the territory is public reference data as a whole."""

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
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Attribute):
                    names.add(node.attr)
                elif isinstance(node, ast.Name):
                    names.add(node.id)
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

    excused = {name for names in ASKED_BY_NOBODY.values() for name in names.split()}
    private = {name for name in silent if name.split(".")[0] not in PUBLIC_CONTEXTS}
    assert private - excused == set()


def test_no_query_is_excused_in_vain():
    known = {name for name, _ in _public_queries()}
    excused = {name for names in ASKED_BY_NOBODY.values() for name in names.split()}

    assert excused - known == set()
