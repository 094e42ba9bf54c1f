"""The queue gives each job to one worker at a time and to as many in turn as it takes."""

from datetime import timedelta

import pytest

from aoxanh.audit.models import Entry
from aoxanh.work import actions, queries, rules
from aoxanh.work.errors import JobLost
from aoxanh.work.models import Job
from aoxanh.work.types import JobState


pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def ask(system, now, **more):
    return actions.enqueue(by=system, kind="work.sweep", arguments={"n": 1}, now=now, **more)


def test_a_job_asked_for_twice_under_one_key_is_one_job(system, now):
    first = ask(system, now, key="certificates:1")
    again = ask(system, now + SECOND, key="certificates:1")

    assert first.pk == again.pk
    assert Entry.objects.filter(event="work.JobAsked").count() == 1


def test_jobs_without_a_key_are_each_their_own(system, now):
    assert ask(system, now).pk != ask(system, now).pk


def test_a_claimed_job_is_not_given_to_a_second_worker(system, now):
    job = ask(system, now)

    taken = actions.claim(now=now)

    assert (taken.job_id, taken.arguments, taken.attempt) == (job.pk, {"n": 1}, 1)
    assert actions.claim(now=now) is None


def test_jobs_are_taken_in_the_order_in_which_they_fall_due(system, now):
    late = ask(system, now, run_after=now - SECOND)
    early = ask(system, now, run_after=now - 2 * SECOND)

    assert [actions.claim(now=now).job_id for _ in range(2)] == [early.pk, late.pk]


def test_a_job_for_later_waits_until_then(system, now):
    ask(system, now, run_after=now + SECOND)

    assert actions.claim(now=now) is None
    assert not queries.is_any_due(now)
    assert actions.claim(now=now + SECOND) is not None


def test_a_job_whose_worker_was_killed_is_claimed_again_when_the_lease_ends(system, now):
    ask(system, now)
    killed = actions.claim(now=now)

    before_the_end = actions.claim(now=now + rules.LEASE - SECOND)
    after_the_end = actions.claim(now=now + rules.LEASE)

    assert before_the_end is None
    assert (after_the_end.job_id, after_the_end.attempt) == (killed.job_id, 2)


def test_a_worker_that_reports_keeps_its_job(system, now):
    job = ask(system, now)
    actions.claim(now=now)

    actions.progress(job_id=job.pk, done=3, total=10, attempt=1, now=now + rules.LEASE - SECOND)

    assert actions.claim(now=now + rules.LEASE) is None
    job.refresh_from_db()
    assert (job.done, job.total) == (3, 10)


def test_a_worker_thought_dead_cannot_speak_for_the_one_that_followed(system, now):
    ask(system, now)
    slow = actions.claim(now=now)
    actions.claim(now=now + rules.LEASE)

    for report in (
        lambda: actions.progress(job_id=slow.job_id, done=1, total=1, attempt=1, now=now),
        lambda: actions.finish(job_id=slow.job_id, attempt=1, now=now),
        lambda: actions.fail(job_id=slow.job_id, note="x", attempt=1, now=now),
        lambda: actions.put_back(job_id=slow.job_id, attempt=1, now=now),
    ):
        with pytest.raises(JobLost):
            report()


def test_a_job_that_kills_every_worker_is_given_up(system, now):
    ask(system, now)
    for attempt in range(rules.MAX_ATTEMPTS):
        assert actions.claim(now=now + attempt * rules.LEASE) is not None
    later = now + rules.MAX_ATTEMPTS * rules.LEASE

    assert actions.claim(now=later) is None
    assert actions.sweep(now=later).given_up == 1

    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert "nhiều lần thử" in job.note


def test_a_finished_job_shows_all_done_with_its_file(system, now):
    job = ask(system, now)
    actions.claim(now=now)
    actions.progress(job_id=job.pk, done=1, total=4, now=now)

    actions.finish(job_id=job.pk, result_file_id=12, note="Đã cấp 4 giấy.", now=now)

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result_file_id) == (JobState.DONE, 4, 4, 12)
    assert job.finished_at == now


def test_an_unforeseen_fault_is_tried_again_with_growing_pauses_and_then_fails(system, now):
    ask(system, now)
    at, states = now, []
    for attempt in range(1, rules.MAX_ATTEMPTS + 1):
        job = actions.claim(now=at)
        states.append(actions.put_back(job_id=job.job_id, attempt=attempt, now=at))
        at += rules.pause_before_retry(attempt)

    assert states == [JobState.QUEUED] * 4 + [JobState.FAILED]
    assert actions.claim(now=at + timedelta(days=1)) is None


def test_old_ended_jobs_are_swept_and_waiting_ones_stay(system, now):
    ask(system, now)
    done = actions.claim(now=now)
    actions.finish(job_id=done.job_id, now=now)
    waiting = ask(system, now)

    swept = actions.sweep(now=now + rules.KEPT + SECOND)

    assert swept.deleted == 1
    assert list(Job.objects.all()) == [waiting]
