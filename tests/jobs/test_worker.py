"""The worker does what is due, tells the asker how it ended, and survives every fault."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from aoxanh.jobs import loop, running
from aoxanh.jobs.kinds import KINDS
from aoxanh.jobs.types import Outcome
from aoxanh.kernel.errors import Missing
from aoxanh.notices import actions as notices
from aoxanh.notices.types import Channel
from aoxanh.work import actions as work
from aoxanh.work import rules
from aoxanh.work.models import Job
from aoxanh.work.types import JobState
from tests.work.tree import account


pytestmark = pytest.mark.django_db


def ask(by, now, kind="test", **arguments):
    return work.enqueue(by=by, kind=kind, arguments=arguments, now=now)


def finish(_run):
    return Outcome("xong")


def divide(_run):
    return 1 / 0


def run(now, does, kind="test"):
    return running.run_next(now=lambda: now, kinds={kind: does})


def test_a_job_gets_its_arguments_and_leaves_note_and_file(system, now):
    ask(system, now, people=[1, 2])

    ran = run(now, lambda run: Outcome(f"Đã cấp {len(run.job.arguments['people'])} giấy.", 9))

    job = Job.objects.get()
    assert ran
    assert (job.state, job.note, job.result_file_id) == (JobState.DONE, "Đã cấp 2 giấy.", 9)


def test_an_empty_queue_gives_nothing_to_run(now):
    assert not run(now, finish)


def test_a_refusal_ends_the_job_with_its_sentence(system, now):
    ask(system, now)

    def refuse(run):
        raise Missing

    run(now, refuse)

    job = Job.objects.get()
    assert (job.state, job.note) == (JobState.FAILED, str(Missing()))


def test_a_fault_is_tried_again_and_logged_without_what_it_said(system, now, caplog):
    ask(system, now)

    def break_down(run):
        message = "Giàng A Páo 0912345678"
        raise ValueError(message)

    with caplog.at_level(logging.ERROR):
        run(now, break_down)

    assert Job.objects.get().state == JobState.QUEUED
    assert "ValueError at" in caplog.text
    assert "Páo" not in caplog.text


def test_a_job_that_always_breaks_is_given_up_and_the_next_one_runs(system, now):
    ask(system, now, kind="broken")
    at = now
    for attempt in range(1, rules.MAX_ATTEMPTS + 1):
        run(at, divide, kind="broken")
        at += rules.pause_before_retry(attempt)
    after = ask(system, at)

    run(at, finish)

    after.refresh_from_db()
    assert Job.objects.get(kind="broken").state == JobState.FAILED
    assert after.state == JobState.DONE


def test_a_kind_this_version_does_not_know_is_refused_in_a_sentence(system, now):
    ask(system, now, kind="unheard.of")

    run(now, finish)

    assert "unheard.of" in Job.objects.get().note


def test_a_killed_attempt_is_done_over_by_another_worker(system, now):
    ask(system, now)
    work.claim(now=now)  # and its worker is killed here

    assert not run(now + timedelta(minutes=1), finish)
    assert run(now + rules.LEASE, finish)
    assert Job.objects.get().state == JobState.DONE


def test_a_job_stopped_while_it_runs_ends_as_stopped(system, now):
    job = ask(account(7), now)
    get_user_model().objects.create(pk=7, phone="+84912345678", created_at=now)

    def stopped_half_way(run):
        work.cancel(by=account(7), job_id=job.pk, now=now)
        run.report(1, 2)

    run(now, stopped_half_way)

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_job_acts_as_its_asker_with_the_rights_of_that_day(now):
    holder = get_user_model().objects.create(phone="+84912345678", created_at=now)
    ask(account(holder.pk), now)
    seen = []

    run(now, lambda run: seen.append(run.by) or Outcome())

    assert seen[0].account_id == holder.pk
    assert not seen[0].is_system


def test_a_job_of_an_account_that_was_closed_is_refused(now):
    holder = get_user_model().objects.create(phone="+84912345678", created_at=now, is_active=False)
    ask(account(holder.pk), now)

    run(now, finish)

    assert Job.objects.get().state == JobState.FAILED


ASKED_BY_OFFICERS = ("certificates.", "lists.", "recognition.", "figures.freeze")
HOUSEKEEPING = sorted(kind for kind in KINDS if not kind.startswith(ASKED_BY_OFFICERS))


@pytest.mark.parametrize("kind", HOUSEKEEPING)
def test_housekeeping_of_every_kind_runs_on_an_empty_house(system, now, kind, settings, tmp_path):
    settings.KEY_FOLDER = tmp_path
    ask(system, now, kind=kind)

    running.run_next(now=lambda: now)

    assert Job.objects.get().state == JobState.DONE


def test_a_round_runs_jobs_follows_the_trail_and_sends_mail(system, now):
    ask(system, now, kind="work.sweep")
    notices.post(
        by=system, key="k", channel=Channel.EMAIL, address="a@example.vn",
        subject="Xin chào", body="Nội dung", now=now,
    )  # fmt: skip
    worker = loop.Worker(now=lambda: now)

    assert worker.round()
    assert not worker.round()
    assert Job.objects.get().state == JobState.DONE
    assert len(mail.outbox) == 1


def test_a_broken_step_is_logged_and_the_others_go_on(system, now, monkeypatch, caplog):
    ask(system, now, kind="work.sweep")

    def lost(**_):
        raise ConnectionError

    monkeypatch.setattr(loop.programmes, "follow", lost)
    with caplog.at_level(logging.ERROR):
        loop.Worker(now=lambda: now).round()

    assert Job.objects.get().state == JobState.DONE
    assert "_follow: ConnectionError" in caplog.text


def test_a_worker_told_to_stop_begins_nothing_new(system, now):
    ask(system, now, kind="work.sweep")
    worker = loop.Worker(now=lambda: now)

    worker.stop()
    worker.work()

    assert Job.objects.get().state == JobState.QUEUED
