"""The plans that come with the portal: every indicator under its code, and a place to record what it counts."""

import pytest

from aoxanh.kernel.measures import measures
from aoxanh.programmes import actions, queries, rules
from aoxanh.programmes.models import Body, Programme, Task
from aoxanh.programmes.types import Status


CODES = {
    "KG-2013-2017": "KG-01 KG-02a KG-02b KG-03 KG-04 KG-05a KG-05b KG-E1 KG-E2",
    "CL-2024-2030": (
        "CL-1 CL-2 CL-3 CL-4 CL-5 CL-E1 CL-E2 CL-E3 CL-E4 CL-E5 CL-E6 CL-E7a CL-E7b CL-E8 CL-E9 CL-E10 CL-E11"
    ),
    "LC-2024-2030": (
        "LC-1 LC-2 LC-3 LC-4 LC-5 LC-6 LC-7 LC-8 LC-9 LC-10 LC-E1 LC-E2 LC-E3 LC-E4 LC-E5 LC-E6"
    ),
    "HT-2019-2022": "HT-01 HT-E1 HT-E2 HT-E3 HT-E4 HT-E5",
    "QD-1481": "",
}
SILENT = {"KG-05a", "KG-05b", "HT-01"}
"""Some that nobody recorded anything for."""


@pytest.fixture
def shipped(figures, system, now):
    owner = figures.world.province.pk
    for path in queries.shipped_plans().values():
        actions.load(by=system, unit_id=owner, path=path, now=now)
    return queries.indicators(actor=system)


def test_every_indicator_of_the_four_plans_is_shipped_under_its_code(shipped):
    found = {code: [] for code in CODES}
    for each in shipped:
        found[each.programme_code].append(each.code)

    assert {code: " ".join(codes) for code, codes in found.items()} == CODES
    assert len(shipped) == 48


def test_the_plans_carry_out_the_national_programme(shipped):
    children = Programme.objects.filter(parent__code="QD-1481").order_by("code")

    assert [each.code for each in children] == ["CL-2024-2030", "LC-2024-2030"]


def test_every_body_a_plan_names_has_a_task(shipped):
    idle = Body.objects.filter(tasks=None).values_list("programme__code", "code")

    assert list(idle) == []
    assert Task.objects.filter(bodies=None).count() == 0


def test_every_indicator_that_can_be_acted_on_has_a_task(shipped):
    served = set(Task.objects.values_list("indicators__code", flat=True))
    outside = {each.code for each in shipped} - served

    assert outside == set()


def test_everything_the_plans_count_can_be_recorded(shipped):
    registered = {each.code for each in measures()}
    named = {term.measure for each in shipped for term in rules.indicator_terms(each)}

    assert named - registered == set()


def test_what_nobody_recorded_is_no_data_and_never_a_figure(shipped, figures, system):
    found = queries.standings(shipped, actor=system, unit_id=figures.world.province.pk)

    assert {each.awaits for each in found} == {()}
    silent = {each.each.code: each for each in found if each.each.code in SILENT}
    assert {each.status for each in silent.values()} == {Status.NO_DATA}
    assert [each.current for each in silent.values() if each.current and each.current.value] == []


def test_a_programme_costs_the_same_however_many_indicators_it_has(
    shipped, figures, system, statements
):
    unit_id = figures.world.province.pk
    queries.standings(shipped, actor=system, unit_id=unit_id)

    with statements() as counted:
        queries.standings(shipped, actor=system, unit_id=unit_id)

    assert counted.count <= 6, counted.sqls
