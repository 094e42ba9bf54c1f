"""Pages of tasks: what presses is seen first, a report shows its proof, refusals stand at their field."""

from datetime import date

import pytest

from aoxanh.programmes.models import BodyUnit, Task, TaskReport
from tests.access_table.planned import planned
from tests.work.lists import table_in


@pytest.fixture
def plan(world):
    return planned(world, world.ta_leng, world.binh_lu, 0)


@pytest.fixture
def officer(desks, world, plan):
    """The secretary of Tả Lèng, signed in."""
    return desks.at(world.ta_leng)


def _path(world, rest=""):
    return f"/dieu-phoi/{world.ta_leng.pk}/nhiem-vu/{rest}"


def test_an_overdue_task_stands_first_and_in_what_is_to_be_done(officer, world, plan):
    tasks = officer.get(_path(world)).content.decode()
    todo = officer.get(f"/dieu-phoi/{world.ta_leng.pk}/").content.decode()

    assert tasks.index("Tập huấn điều phối") < tasks.index("Báo cáo năm")
    assert "Đã xong 1 trên 2 nhiệm vụ" in tasks
    assert "Trước ngày 20/03/2026" in tasks
    assert "Nhiệm vụ theo kế hoạch" in todo


def test_a_task_is_reported_with_its_proof_and_opened_again(officer, world, plan):
    task = plan["task"]
    path = _path(world, f"{task.pk}/2026/")
    given = {"done_on": "2026-03-02", "paper": "Báo cáo 12-BC/ĐTN", "note": "42 cán bộ"}

    officer.post(f"{path}xong/", given, follow=True)

    shown = officer.get(path).content.decode()
    assert "Báo cáo 12-BC/ĐTN" in shown
    assert "42 cán bộ" in shown
    officer.post(f"{path}mo-lai/")
    assert not TaskReport.objects.filter(task=task, withdrawn_at=None).exists()


def test_a_report_without_proof_keeps_what_was_typed(officer, world, plan):
    path = _path(world, f"{plan['task'].pk}/2026/xong/")

    answer = officer.post(path, {"done_on": "2026-03-02", "note": "42 cán bộ"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Cần ít nhất một minh chứng" in page
    assert "42 cán bộ" in page


def test_the_owner_names_the_unit_of_a_body(officer, world, plan):
    path = _path(world, f"phan-cong/{plan['body'].pk}/")
    home = world.found("Phòng Nội vụ", parent=world.ta_leng, kind="phong_ban_xa")

    officer.post(path, {"units": [home.pk]})

    assert list(BodyUnit.objects.values_list("unit_id", flat=True)) == [home.pk]


def test_the_matrix_leaves_with_a_line_for_each_body_and_task(officer, world, plan):
    Task.objects.filter(pk=plan["task"].pk).update(output="=1+1")

    sent = officer.get(_path(world, "phan-cong/?tai=xlsx"))

    rows = [list(row) for row in table_in(sent.content, "phan-cong.xlsx").rows]
    assert [row[:2] for row in rows[1:]] == [["Đơn vị", "Chủ trì"], ["Đơn vị", "Chủ trì"]]
    assert rows[1][5].lstrip("'") == "=1+1"


def test_years_without_a_programme_lead_to_this_one(officer, world, plan):
    page = officer.get(_path(world, "?nam=1990")).content.decode()

    assert "Nhiệm vụ năm 2026" in page
    assert date(2026, 3, 20).strftime("%d/%m/%Y") in page
