"""Jobs are seen and stopped by those who asked, and by the unit they belong to."""

import pytest

from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.kernel.permissions import Permission
from aoxanh.work import actions, queries
from aoxanh.work.errors import JobEnded, JobLost
from aoxanh.work.types import JobState
from tests.work.tree import account, officer, plant


pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return plant()


def job_of(tree, now, *, asker=7):
    by = account(asker)
    return actions.enqueue(
        by=by, kind="certificates.issue_batch", arguments={}, unit_id=tree.commune, now=now
    )


def test_the_asker_sees_the_job_without_any_grant(tree, now):
    job = job_of(tree, now)

    assert queries.job(job.code, actor=account(7)) == job


def test_the_unit_above_sees_it_and_the_sibling_does_not(tree, now):
    job = job_of(tree, now)

    above = officer(tree.province, Permission.JOB_VIEW, account_id=1)
    beside = officer(tree.sibling, Permission.JOB_VIEW, account_id=2)

    assert queries.job(job.code, actor=above) == job
    with pytest.raises(Missing):
        queries.job(job.code, actor=beside)


def test_a_stranger_is_told_that_there_is_no_such_job(tree, now):
    job = job_of(tree, now)

    with pytest.raises(Missing):
        actions.cancel(by=account(8), job_id=job.pk, now=now)


def test_the_unit_above_may_look_but_not_stop(tree, now):
    job = job_of(tree, now)

    with pytest.raises(NotAllowed):
        actions.cancel(
            by=officer(tree.province, Permission.JOB_VIEW, account_id=1), job_id=job.pk, now=now
        )


def test_a_colleague_at_the_units_own_desk_may_stop_it(tree, now):
    job = job_of(tree, now)

    stopped = actions.cancel(
        by=officer(tree.commune, Permission.JOB_VIEW, account_id=1), job_id=job.pk, now=now
    )

    assert stopped.state == JobState.CANCELLED
    assert Entry.objects.filter(event="work.JobStopped", unit_id=tree.commune).exists()


def test_a_running_job_that_is_stopped_learns_it_at_its_next_report(tree, now):
    job = job_of(tree, now)
    actions.claim(now=now)
    actions.cancel(by=account(7), job_id=job.pk, now=now)

    with pytest.raises(JobLost):
        actions.progress(job_id=job.pk, done=1, total=2, now=now)
    assert not queries.is_running(job.pk)


def test_what_is_over_cannot_be_stopped(tree, now):
    job = job_of(tree, now)
    actions.claim(now=now)
    actions.finish(job_id=job.pk, now=now)

    with pytest.raises(JobEnded):
        actions.cancel(by=account(7), job_id=job.pk, now=now)


def test_the_list_of_jobs_costs_the_same_for_more_rows(tree, now, costs_the_same):
    actor = officer(tree.province, Permission.JOB_VIEW, account_id=1)
    job_of(tree, now)

    costs_the_same(
        lambda: list(queries.jobs(actor=actor)), lambda: [job_of(tree, now) for _ in range(5)]
    )
