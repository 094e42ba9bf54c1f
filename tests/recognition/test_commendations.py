"""Commendations: proposed with what the ledger holds, decided once, brought in from lists, taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from aoxanh.kernel import traces
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.recognition import actions, queries
from aoxanh.recognition.errors import (
    CandidateMissing,
    CommendationAnswered,
    CommendedAlready,
    DecisionIncomplete,
    DecisionTooLate,
    DeclineReasonMissing,
    MeritMissing,
    PersonUnclear,
)
from aoxanh.recognition.models import Commendation
from aoxanh.recognition.types import Decision, Proposal
from aoxanh.work import actions as work
from aoxanh.work import queries as lists
from aoxanh.work.types import RowState
from tests.activities.world import refused
from tests.work.lists import applied, brought, pasted


MARCH = date(2026, 3, 26)
HEADS = (
    "Họ và tên", "Ngày sinh", "Cá nhân hay tập thể", "Hình thức", "Cấp khen", "Số quyết định",
    "Ngày quyết định", "Cấp ra quyết định", "Thành tích",
)  # fmt: skip


@pytest.fixture
def my(service):
    person = service.person("Giàng Thị Mỷ")
    service.serve(person, 240)
    return person


@pytest.fixture
def propose(service, now):
    def act(*, by=None, **given):
        said = {"form": "PRAISE", "level": "COMMUNE", "occasion": "AD_HOC", "merit": "Cứu người"}
        return actions.propose_commendation(
            by=by or service.officer,
            unit_id=service.world.ta_leng.pk,
            given=Proposal(**{**said, **given}),
            now=now,
        )

    return act


@pytest.fixture
def decide(service, now):
    def act(row, **given):
        said = {
            "number": "15-QĐ/TĐTN", "decided_on": MARCH, "authority": "Tỉnh đoàn Lai Châu",
            "form": "MERIT", "level": "PROVINCE",
        }  # fmt: skip
        return actions.decide_commendation(
            by=service.officer,
            commendation_id=row.pk,
            given=Decision(**{**said, **given}),
            now=now,
        )

    return act


def test_a_person_is_proposed_with_what_the_ledger_holds(service, propose, my):
    row = propose(person_id=my.pk)

    assert (row.name, row.state) == ("Giàng Thị Mỷ", "PROPOSED")
    assert row.deeds == {"activities": 1, "minutes": 240, "people": 1, "certificates": 0}


def test_a_unit_is_proposed_with_what_it_ran(service, propose, my):
    row = propose(unit_id=service.world.ta_leng.pk)

    assert (row.name, row.is_collective) == ("Đoàn Tả Lèng", True)
    assert row.deeds["minutes"] == 240


def test_a_proposal_needs_a_candidate_whom_one_sees_and_a_merit(service, propose, my):
    stranger = service.person("Lò Thị Ón", unit=service.world.binh_lu)

    with refused(CandidateMissing):
        propose()
    with refused(MeritMissing):
        propose(person_id=my.pk, merit=" ")
    with refused(Missing):
        propose(person_id=stranger.pk)
    with refused(NotAllowed):
        propose(by=service.world.officer(service.world.binh_lu), person_id=my.pk)


def test_a_decision_stands_on_the_persons_record(service, propose, decide, my):
    row = decide(propose(person_id=my.pk))

    assert (row.form, row.level, row.decision_number) == ("MERIT", "PROVINCE", "15-QĐ/TĐTN")
    for reader in (service.officer, service.holder(my)):
        assert list(queries.commendations_of(my.pk, actor=reader)) == [row]
    stranger = service.world.officer(service.world.binh_lu)
    assert not queries.commendations_of(my.pk, actor=stranger).exists()
    with refused(Missing):
        queries.commendation(pk=row.pk, actor=stranger)


def test_what_is_only_proposed_is_not_on_the_record(service, propose, my):
    propose(person_id=my.pk)

    assert not queries.commendations_of(my.pk, actor=service.holder(my)).exists()


def test_faulty_decisions_are_refused(service, propose, decide, my):
    row = propose(person_id=my.pk)

    with refused(DecisionIncomplete):
        decide(row, number=" ")
    with refused(DecisionTooLate):
        decide(row, decided_on=service.world.day + timedelta(days=1))


def test_the_same_decision_commends_once(service, propose, decide, my):
    decide(propose(person_id=my.pk))
    decide(propose(name="Đội Áo xanh bản Hồ Pên"))

    for again in (propose(person_id=my.pk), propose(name="Đội Áo xanh bản Hồ Pên")):
        with refused(CommendedAlready):
            decide(again)


def test_an_answer_is_given_once(service, propose, decide, my, now):
    row = propose(person_id=my.pk)
    with refused(DeclineReasonMissing):
        actions.decline_commendation(
            by=service.officer, commendation_id=row.pk, reason=" ", now=now
        )
    actions.decline_commendation(
        by=service.officer, commendation_id=row.pk, reason="Chưa đủ thành tích", now=now
    )

    with refused(CommendationAnswered):
        decide(row)


def test_the_database_refuses_a_decision_without_a_number(propose, my):
    row = propose(person_id=my.pk)
    row.state = "DECIDED"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_list_is_brought_in_with_its_faults_and_taken_back(service, my, now):
    tail = ("Giấy khen", "Cấp tỉnh", "7-QĐ", "26/03/2026", "Tỉnh đoàn", "Hiến máu")
    table = pasted(
        HEADS,
        ("Giàng Thị Mỷ", "12/03/2004", "Cá nhân", *tail),
        ("Vàng A Páo", "", "Cá nhân", *tail),
        ("Đội Áo xanh", "", "Tập thể", *tail),
        ("Giàng Thị Mỷ", "", "Cá nhân", *tail[:3], "26/03/2027", *tail[4:]),
    )

    batch = brought(service.officer, service.world.ta_leng.pk, table, now, of="commendations")
    faults = lists.rows_shown(batch, [RowState.FAULTY], limit=9, actor=service.officer)

    assert (batch.ready, len(faults)) == (2, 2)
    assert str(PersonUnclear(count=0)) in str(faults)
    applied(service.officer, batch, now)
    assert sorted(Commendation.objects.values_list("name", "person_id")) == [
        ("Giàng Thị Mỷ", my.pk),
        ("Đội Áo xanh", None),
    ]
    again = brought(service.officer, service.world.ta_leng.pk, table, now, of="commendations")
    assert again.ready == 0
    work.undo(by=service.officer, batch_id=batch.pk, now=now)
    assert not Commendation.objects.exists()


def test_what_a_person_leaves_is_told_and_its_name_erased(service, propose, decide, my, now):
    row = decide(propose(person_id=my.pk))
    (trace,) = [each for each in traces.traces() if each.code == "commendations"]

    (told,) = trace.rows([my.pk])
    trace.erase(by=service.world.system, person_ids=[my.pk], now=now)

    row.refresh_from_db()
    assert "15-QĐ/TĐTN" in told.values.values()
    assert "Giàng" not in row.name
    assert row.decision_number == "15-QĐ/TĐTN"
