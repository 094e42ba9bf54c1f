"""An agency that a plan names: it sees and answers its own tasks and obstacles, and nothing about persons."""

import pytest

from aoxanh.programmes import actions
from aoxanh.programmes.models import Obstacle, TaskReport
from aoxanh.programmes.types.following import ObstacleGiven
from tests.programmes.test_plan_files import INVENTED


@pytest.fixture
def agency(world, tmp_path):
    """The finance office of the province, which leads a task of its plan."""
    text = INVENTED.read_text(encoding="utf-8")
    led = "lead: [tinh_doan]\n    with: [so_tai_chinh]"
    assert led in text
    path = tmp_path / "plan.yaml"
    path.write_text(text.replace(led, "lead: [so_tai_chinh]"), encoding="utf-8")
    actions.load(by=world.system, unit_id=world.province.pk, path=path, now=world.now)
    return world.found("Sở Tài chính", parent=world.province, kind="so_ban_nganh")


def test_an_agency_sees_exactly_its_tasks_and_reports_them(desks, world, agency):
    client = desks.at(agency, "PARTNER_AGENCY")
    home = f"/dieu-phoi/{agency.pk}/nhiem-vu/"

    page = client.get(home).content.decode()

    assert "Tập huấn điều phối hằng năm" in page
    assert "Ngày hội quanh ngày 5/12" not in page
    task = next(duty for _name, _tone, rows in client.get(home).context["groups"] for duty in rows)
    done = {"done_on": "2026-03-02", "paper": "Công văn 9/STC"}
    client.post(f"{home}{task.task_id}/2026/xong/", done)
    assert TaskReport.objects.get().unit_id == agency.pk


def test_an_agency_answers_what_was_put_to_it_and_reads_nothing_of_others(desks, world, agency):
    given = ObstacleGiven(
        title="Thiếu áo ấm", text="Lạnh", proposal="", addressed_id=world.province.pk
    )
    rows = [
        actions.raise_obstacle(
            by=world.system, unit_id=world.ta_leng.pk, given=given, now=world.now
        )
        for _each in range(2)
    ]
    Obstacle.objects.filter(pk=rows[0].pk).update(addressed=agency)
    client = desks.at(agency, "PARTNER_AGENCY")
    home = f"/dieu-phoi/{agency.pk}/nhiem-vu/vuong-mac/"

    client.post(f"{home}{rows[0].pk}/tra-loi/", {"text": "Đã bố trí kinh phí", "to": ""})

    assert Obstacle.objects.get(pk=rows[0].pk).state == "ANSWERED"
    assert client.get(f"{home}{rows[1].pk}/").status_code == 404


def test_an_agency_is_let_to_nothing_about_persons_nor_to_decisions(desks, world, agency):
    client = desks.at(agency, "PARTNER_AGENCY")

    for unit in (agency, world.ta_leng, world.province):
        for rest in ("nguoi/", "soan-ke-hoach/", "tai-khoan/", "nhat-ky/"):
            assert client.get(f"/dieu-phoi/{unit.pk}/{rest}").status_code == 404
