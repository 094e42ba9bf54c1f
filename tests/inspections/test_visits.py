"""Visits planned, concluded, mended: what is refused, who reads what, what counts."""

from datetime import date, timedelta

import pytest

from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.inspections import actions, queries
from aoxanh.inspections.errors import (
    AlreadyConcluded,
    DueTooEarly,
    ItemUnmarked,
    NotYetConcluded,
    ProofMissing,
    RemedyClosed,
    RemedyIncomplete,
    VisitIncomplete,
    VisitInFuture,
)
from aoxanh.inspections.models import Visit
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.programmes import actions as programmes
from aoxanh.programmes import queries as figures
from tests.activities.world import refused


DUE = date(2026, 12, 20)


def ask(visit, by, world, *, finding="Chưa phân công", remedy="Phân công cán bộ", due_on=DUE):
    return actions.ask_remedy(
        by=by, visit_id=visit.pk, finding=finding, remedy=remedy, due_on=due_on, now=world.now
    )


def test_planning_again_adds_only_units_that_are_not_in_the_plan(planned, world):
    planned(world.ta_leng)

    assert [visit.unit for visit in planned(world.ta_leng, world.binh_lu)] == [world.binh_lu]
    assert planned(world.ta_leng, checklist="mo_hinh_ho_tro")
    assert Visit.objects.count() == 3


def test_a_unit_is_visited_again_once_the_last_visit_is_concluded(planned, conclude, world):
    (first,) = planned(world.ta_leng)
    conclude(first)
    (second,) = planned(world.ta_leng)
    assert planned(world.ta_leng) == []
    conclude(second, held_on=date(2026, 11, 20))
    planned(world.ta_leng, world.binh_lu)

    found = queries.visited(actor=world.system, unit_id=world.province.pk, year=2026)

    assert found == {world.ta_leng.pk: 2}


def test_a_visit_that_only_guides_is_no_inspection(planned, conclude, world, monkeypatch):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    (guided,) = planned(world.ta_leng, checklist="don_doc_huong_dan")
    conclude(guided)
    while programmes.follow(by=world.system, now=world.now):
        pass

    asked = {"actor": world.system, "unit_id": world.province.pk}
    of_year = asked | {"period": Period.year(2026)}
    assert queries.visited(**asked, year=2026) == {world.ta_leng.pk: 1}
    assert queries.progress(**asked, year=2026).planned == 0
    assert figures.count_distinct(code="units_inspected", **of_year) == 0
    assert not any(
        figures.flow_by_month(codes=("inspections_concluded",), **of_year)[
            "inspections_concluded"
        ].values()
    )


def test_a_unit_counts_once_however_often_it_was_visited_and_only_when_concluded(
    planned, conclude, world, inspector, monkeypatch
):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    first, _second = planned(world.ta_leng, world.binh_lu)
    (again,) = planned(world.ta_leng, checklist="mo_hinh_ho_tro")
    conclude(first)
    conclude(again, held_on=date(2026, 11, 20))
    while programmes.follow(by=world.system, now=world.now):
        pass

    asked = {"actor": world.system, "unit_id": world.province.pk, "period": Period.year(2026)}
    assert figures.count_distinct(code="units_inspected", **asked) == 1
    months = figures.flow_by_month(codes=("inspections_concluded",), **asked)
    assert sum(months["inspections_concluded"].values()) == 2
    assert figures.mismatches() == []
    found = queries.progress(actor=inspector, unit_id=world.province.pk, year=2026)
    assert (found.inspected, found.planned) == (1, 2)


def test_a_visit_is_concluded_with_every_line_marked_a_team_and_words_on_a_day_that_was(
    planned, conclude, world
):
    (visit,) = planned(world.ta_leng)

    with refused(ItemUnmarked) as refusal:
        conclude(visit, marks={})
    assert visit.items[0]["text"] in str(refusal.value)
    with refused(VisitIncomplete):
        conclude(visit, team=" ")
    with refused(VisitIncomplete):
        conclude(visit, conclusion="")
    with refused(VisitInFuture):
        conclude(visit, held_on=world.day + timedelta(days=1))
    conclude(visit)
    with refused(AlreadyConcluded):
        conclude(visit)
    with refused(AlreadyConcluded):
        actions.drop_visit(by=world.system, visit_id=visit.pk, now=world.now)


def test_what_was_found_lacking_is_open_until_it_is_closed_with_proof(
    planned, conclude, world, inspector
):
    (visit,) = planned(world.ta_leng)
    with refused(NotYetConcluded):
        ask(visit, inspector, world)
    conclude(visit)
    with refused(RemedyIncomplete):
        ask(visit, inspector, world, remedy="")
    with refused(DueTooEarly):
        ask(visit, inspector, world, due_on=date(2026, 11, 12))

    remedy = ask(visit, inspector, world)

    secretary = world.officer(world.ta_leng)
    for actor, unit in ((inspector, world.province), (secretary, world.ta_leng)):
        assert list(queries.open_remedies(actor=actor, unit_id=unit.pk)) == [remedy]
    close = {"by": inspector, "remedy_id": remedy.pk, "now": world.now}
    with refused(ProofMissing):
        actions.close_remedy(**close, proof="")
    with refused(NotAllowed):
        actions.close_remedy(**{**close, "by": secretary}, proof="Quyết định 9")
    actions.close_remedy(**close, proof="Quyết định 9-QĐ/ĐTN")
    with refused(RemedyClosed):
        actions.close_remedy(**close, proof="Quyết định 9-QĐ/ĐTN")
    assert not queries.open_remedies(actor=inspector, unit_id=world.province.pk)
    with refused(Missing):
        actions.close_remedy(**{**close, "remedy_id": 0}, proof="x")


def test_a_unit_reads_the_conclusion_about_itself_and_nobody_elses(planned, conclude, world):
    mine, other = planned(world.ta_leng, world.binh_lu)
    secretary = world.officer(world.ta_leng)
    asked = {"actor": secretary, "unit_id": world.ta_leng.pk}
    with refused(Missing):
        queries.visit(mine.pk, **asked)

    conclude(mine)
    conclude(other)

    assert queries.visit(mine.pk, **asked) == mine
    assert list(queries.visits_to(**asked)) == [mine]
    with refused(Missing):
        queries.visit(other.pk, **asked)


def test_a_planned_visit_is_taken_off_again_by_who_planned_it(planned, world, inspector):
    (visit,) = planned(world.ta_leng)
    with refused(NotAllowed):
        actions.drop_visit(by=world.officer(world.ta_leng), visit_id=visit.pk, now=world.now)

    actions.drop_visit(by=inspector, visit_id=visit.pk, now=world.now)

    assert not Visit.objects.exists()
    with pytest.raises(Missing):
        actions.drop_visit(by=inspector, visit_id=visit.pk, now=world.now)
