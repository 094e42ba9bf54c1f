"""Long work on its pages: how far it is, its file, stopping it."""

import pytest

from aoxanh.files import actions as files
from aoxanh.work import actions as work
from aoxanh.work.models import Job
from tests.web.desks import shown


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def job(world):
    return work.enqueue(
        by=world.system,
        kind="certificates.issue",
        arguments={},
        unit_id=world.ta_leng.pk,
        now=world.now,
    )


def _job(world, job, end=""):
    return f"/dieu-phoi/{world.ta_leng.pk}/viec-nen/{job.code}/{end}"


def _run(world, job, done, total):
    claimed = work.claim(now=world.now)
    work.progress(job_id=job.pk, done=done, total=total, attempt=claimed.attempt, now=world.now)


def test_a_running_job_shows_its_count_and_asks_again_by_itself(client, world, job):
    _run(world, job, 640, 1000)

    page = shown(client.get(_job(world, job)))

    assert "640 / 1.000" in page
    assert 'hx-trigger="every 2s"' in page
    assert "Tải lại để xem tiến độ" in page


def test_the_fragment_is_the_progress_alone(client, world, job):
    answer = client.get(_job(world, job), headers={"HX-Request": "true"})

    assert "<html" not in shown(answer)
    assert 'id="progress"' in shown(answer)


def test_a_finished_job_offers_its_file_and_asks_no_more(client, world, job):
    _run(world, job, 1, 2)
    kept = files.store(
        by=world.system,
        unit_id=world.ta_leng.pk,
        kind="EXPORT",
        name="giay.csv",
        content=b"a,b\n1,2\n",
        now=world.now,
    )
    work.finish(job_id=job.pk, result_file_id=kept.pk, note="Đã cấp 2 giấy.", now=world.now)

    page = shown(client.get(_job(world, job)))

    assert "Đã cấp 2 giấy." in page
    assert f"/tep/{kept.code}/" in page
    assert "hx-trigger" not in page


def test_a_file_is_taken_away_and_never_drawn(client, desks, world):
    kept = files.store(
        by=world.system,
        unit_id=world.ta_leng.pk,
        kind="EXPORT",
        name="danh sách.csv",
        content=b"a,b\n1,2\n",
        now=world.now,
    )
    path = f"/dieu-phoi/{world.ta_leng.pk}/tep/{kept.code}/"

    answer = client.get(path)
    sibling = desks.at(world.binh_lu).get(f"/dieu-phoi/{world.binh_lu.pk}/tep/{kept.code}/")

    assert answer.content == b"a,b\n1,2\n"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert sibling.status_code == 404


def test_a_job_is_stopped_once(client, world, job):
    first = client.post(_job(world, job, "dung/"), follow=True)
    second = client.post(_job(world, job, "dung/"), follow=True)

    assert Job.objects.get().state == "CANCELLED"
    assert "Đã dừng" in shown(first)
    assert "Đã dừng. Những gì" not in shown(second)


def test_jobs_of_siblings_are_not_found(desks, world, job):
    client = desks.at(world.binh_lu)

    assert client.get(f"/dieu-phoi/{world.binh_lu.pk}/viec-nen/{job.code}/").status_code == 404
    assert client.post(_job(world, job, "dung/")).status_code == 404


def test_the_list_is_narrowed_by_state(client, world, job):
    waiting = shown(client.get(f"/dieu-phoi/{world.ta_leng.pk}/viec-nen/?trang-thai=QUEUED"))
    done = shown(client.get(f"/dieu-phoi/{world.ta_leng.pk}/viec-nen/?trang-thai=DONE"))

    assert "Cấp giấy chứng nhận" in waiting
    assert "Chưa có việc nào" in done


def test_the_list_costs_the_same_for_few_and_for_many(client, desks, world, costs_the_same):
    def ask(times):
        for number in range(times):
            account = desks.account(f"Lò Văn {'ABCDE'[number]}")
            work.enqueue(
                by=world.officer(world.ta_leng, account_id=account.pk),
                kind="certificates.issue",
                arguments={},
                unit_id=world.ta_leng.pk,
                now=world.now,
            )

    ask(1)
    costs_the_same(lambda: client.get(f"/dieu-phoi/{world.ta_leng.pk}/viec-nen/"), lambda: ask(5))
