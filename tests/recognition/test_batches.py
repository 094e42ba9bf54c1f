"""Many certificates at once: in chunks, with progress, none twice, ended with a print run."""

import re
from datetime import date

import pytest

from aoxanh.files.models import StoredFile
from aoxanh.files.queries import content
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.periods import Period
from aoxanh.recognition import actions, queries
from aoxanh.recognition.actions import batches
from aoxanh.recognition.errors import NobodyChosen
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import Scope
from tests.activities.world import refused


@pytest.fixture
def ask(service, now):
    def act(*, by=None, holder_ids=None, scope=None):
        return actions.issue_batch(
            by=by or service.officer,
            unit_id=service.world.ta_leng.pk,
            scope=scope or service.scope,
            holder_ids=holder_ids,
            now=now,
        )

    return act


@pytest.fixture
def run(service, now):
    def act(job, *, told=None):
        return actions.run_issue_batch(
            by=service.officer,
            arguments=job.arguments,
            report=lambda done, total: told is None or told.append((done, total)),
            now=now,
        )

    return act


def _pages(paper):
    return len(re.findall(rb"/Type/Page\b(?!s)", paper))


def test_everyone_with_hours_is_certified_with_consecutive_numbers(service, ask, run):
    service.crowd(3)

    outcome = run(ask())

    assert (outcome.issued, outcome.left_out) == (3, 0)
    issued = Certificate.objects.order_by("number")
    assert [each.number for each in issued] == [1, 2, 3]
    assert [each.person_name for each in issued] == [f"Sùng A Dơ {n}" for n in range(3)]


def test_the_print_run_has_a_page_for_each(service, ask, run):
    service.crowd(3)

    outcome = run(ask())

    stored = StoredFile.objects.get(pk=outcome.file_id)
    assert stored.name == "giay-chung-nhan-2026-0001-0003.pdf"
    assert _pages(content(stored)) == 3


def test_progress_is_reported_chunk_by_chunk(service, ask, run, monkeypatch):
    monkeypatch.setattr(batches, "_CHUNK", 2)
    service.crowd(5)
    told = []

    run(ask(), told=told)

    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_a_batch_run_again_issues_nothing_twice(service, ask, run):
    service.crowd(3)
    job = ask()
    run(job)

    again = run(job)

    assert (again.issued, again.left_out) == (0, 3)
    assert Certificate.objects.count() == 3


def test_who_has_no_hours_is_left_out(service, ask, run):
    without = service.person("Vàng A Páo")
    chosen = [*service.crowd(1), without]

    outcome = run(ask(holder_ids=[person.pk for person in chosen]))

    assert (outcome.issued, outcome.left_out) == (1, 1)


def test_a_batch_for_a_period_speaks_of_the_period(service, ask, run):
    service.crowd(1)

    run(ask(scope=Scope(period=Period(date(2026, 10, 1), date(2026, 11, 1)))))

    issued = Certificate.objects.get()
    assert (issued.activity_id, issued.starts_on) == (None, date(2026, 10, 1))


def test_a_batch_for_nobody_is_refused(service, ask):
    for chosen in (None, []):
        with refused(NobodyChosen):
            ask(holder_ids=chosen)


def test_a_batch_is_refused_outside_ones_unit(service, ask):
    service.crowd(1)

    with refused(NotAllowed):
        ask(by=service.world.officer(service.world.binh_lu))


def test_a_chunk_of_six_costs_what_a_chunk_of_one_costs(service, statements, now):
    crowd = service.crowd(7)

    def issue(people):
        return actions.issue_chunk(
            by=service.officer,
            unit_id=service.world.ta_leng.pk,
            scope=service.scope,
            holder_ids=[person.pk for person in people],
            now=now,
        )

    issue(crowd[:1])
    with statements() as one:
        issue(crowd[1:2])
    with statements() as many:
        issue(crowd[2:7])

    assert many.count == one.count


def test_eligible_are_those_with_hours_and_without_certificate(service):
    first, second = service.crowd(2)
    service.person("Vàng A Páo")
    service.issue(first)

    waiting = queries.eligible(
        unit_id=service.world.ta_leng.pk, scope=service.scope, actor=service.officer
    )

    assert [(each.holder_id, each.minutes, each.unit) for each in waiting] == [
        (second.pk, 240, "Đoàn Tả Lèng")
    ]


def test_eligible_is_for_those_who_may_issue(service):
    with refused(NotAllowed):
        queries.eligible(
            unit_id=service.world.ta_leng.pk,
            scope=service.scope,
            actor=service.world.officer(service.world.binh_lu),
        )


def test_chosen_certificates_are_printed_together(service, now):
    issued = [service.issue(person) for person in service.crowd(2)]

    stored = actions.print_run(
        by=service.officer, certificate_ids=[each.pk for each in issued], now=now
    )

    assert _pages(content(stored)) == 2


def test_a_print_run_holds_only_what_one_may_see(service, now):
    issued = service.issue(service.crowd(1)[0])
    stranger = service.world.officer(service.world.binh_lu)

    with refused(Missing):
        actions.print_run(by=stranger, certificate_ids=[issued.pk], now=now)
    with refused(NobodyChosen):
        actions.print_run(by=service.officer, certificate_ids=[], now=now)
