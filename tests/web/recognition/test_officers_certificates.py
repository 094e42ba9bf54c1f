"""Certificates on officers' pages: who earned one, issuing, revoking with its reason, replacing."""

from dataclasses import replace

import pytest

from aoxanh.recognition import actions
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import Scope
from aoxanh.units.models import Instance
from aoxanh.work.models import Job
from tests.recognition.service import Service
from tests.web.desks import Desks, shown


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def service(world):
    built = Service(world).build()
    Instance.objects.update(second_factor="OPTIONAL")
    return built


@pytest.fixture
def client(service, world):
    return Desks(world).at(world.ta_leng)


@pytest.fixture
def holder(service):
    person = service.person("Vàng A Sinh")
    service.serve(person)
    return person


@pytest.fixture
def issued(service, holder, world):
    return actions.issue(
        by=service.officer,
        unit_id=world.ta_leng.pk,
        scope=Scope(activity_id=service.activity.pk),
        holder_id=holder.pk,
        now=world.now,
    )


def _certificates(unit, end=""):
    return f"/dieu-phoi/{unit.pk}/chung-nhan/{end}"


def _issue(service):
    return _certificates(service.world.ta_leng, f"cap/?hoat-dong={service.activity.pk}")


def test_the_list_is_narrowed_by_year_activity_and_status(client, world, issued, service):
    for query, is_there in (
        ("", True),
        ("?nam=2026", True),
        ("?nam=2025", False),
        (f"?hoat-dong={service.activity.pk}", True),
        ("?trang-thai=REVOKED", False),
    ):
        page = shown(client.get(_certificates(world.ta_leng, query)))
        assert ("Vàng A Sinh" in page) is is_there, query


def test_who_earned_one_is_shown_with_their_hours(client, service, holder):
    page = shown(client.get(_issue(service)))

    assert "1 người đủ điều kiện" in page
    assert "Vàng A Sinh" in page
    assert "4 giờ" in page


def test_one_person_gets_the_certificate_at_once(client, service, holder):
    answer = client.post(_issue(service), {"nguoi": [holder.pk]})

    made = Certificate.objects.get()
    assert answer["Location"] == _certificates(service.world.ta_leng, f"{made.pk}/")


def test_several_persons_become_a_job_with_progress(client, service, holder):
    other = service.person("Lò Thị Ón")
    service.serve(other)

    answer = client.post(_issue(service), {"nguoi": [holder.pk, other.pk]})

    job = Job.objects.get()
    assert answer["Location"].endswith(f"/viec-nen/{job.code}/")
    assert job.arguments["person_ids"] == [holder.pk, other.pk]


def test_nobody_chosen_is_refused(client, service, holder):
    answer = client.post(_issue(service), {})

    assert answer.status_code == 422
    assert "Chưa chọn ai để cấp giấy" in shown(answer)


def test_days_to_come_are_refused_and_those_chosen_stay_chosen(client, service, holder, world):
    path = _certificates(world.ta_leng, "cap/?tu=2026-01-01&den=2026-12-31")

    answer = client.post(path, {"nguoi": [holder.pk]})

    assert answer.status_code == 422
    assert "Thời gian ghi trên giấy chưa kết thúc" in shown(answer)
    assert "checked" in shown(answer)


def test_a_period_is_certified(client, service, holder, world):
    path = _certificates(world.ta_leng, "cap/?tu=2026-10-01&den=2026-10-31")

    client.post(path, {"nguoi": [holder.pk]})

    assert Certificate.objects.get().activity_id is None


def test_a_period_turned_round_is_refused(client, world):
    page = shown(client.get(_certificates(world.ta_leng, "cap/?tu=2026-10-31&den=2026-10-01")))

    assert "Ngày cuối phải không sớm hơn ngày đầu." in page


def test_a_certificate_shows_its_facts(client, world, issued):
    page = shown(client.get(_certificates(world.ta_leng, f"{issued.pk}/")))

    assert issued.register_number in page
    assert "Vàng A Sinh" in page
    assert "Lò Thị Mai" in page
    assert "Thu hồi giấy này" in page


def test_revoking_asks_once_and_says_what_goes_and_what_stays(client, world, issued):
    path = _certificates(world.ta_leng, f"{issued.pk}/thu-hoi/")

    asked = shown(client.get(path))
    refused = client.post(path, {"reason": " "})
    client.post(path, {"reason": "Ghi sai số giờ"})

    issued.refresh_from_db()
    assert "4 giờ của Vàng A Sinh vẫn giữ nguyên" in asked
    assert refused.status_code == 422
    assert "Hãy ghi lý do thu hồi" in shown(refused)
    assert (issued.status, issued.revoke_reason) == ("REVOKED", "Ghi sai số giờ")


def test_a_certificate_is_replaced_with_a_reason(client, world, issued):
    path = _certificates(world.ta_leng, f"{issued.pk}/cap-lai/")

    asked = shown(client.get(path))
    answer = client.post(path, {"reason": "Ghi sai họ tên"})

    issued.refresh_from_db()
    assert "Cấp lại thay giấy" in asked
    assert answer["Location"] == _certificates(world.ta_leng, f"{issued.replaced_by_id}/")
    assert "Giấy này thay giấy" in shown(client.get(answer["Location"]))


def test_a_revoked_certificate_is_replaced_without_another_reason(client, world, service, issued):
    actions.revoke(by=service.officer, certificate_id=issued.pk, reason="Ghi sai", now=world.now)

    client.post(_certificates(world.ta_leng, f"{issued.pk}/cap-lai/"), {"sure": "1"})

    issued.refresh_from_db()
    assert issued.replaced_by_id is not None


def test_the_paper_is_taken_away_as_pdf(client, world, issued):
    answer = client.get(_certificates(world.ta_leng, f"{issued.pk}.pdf"))

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_sibling_sees_and_issues_nothing(service, world, issued):
    client = Desks(world, opened=5).at(world.binh_lu)

    assert client.get(_certificates(world.binh_lu, f"{issued.pk}/")).status_code == 404
    assert client.get(_certificates(world.ta_leng)).status_code == 404
    assert client.post(_certificates(world.binh_lu, f"{issued.pk}/thu-hoi/")).status_code == 404


def test_a_club_leader_reads_and_may_not_issue(service, world, issued):
    client = Desks(world, opened=5).at(world.ta_leng, "CLUB_LEADER")

    page = shown(client.get(_certificates(world.ta_leng, f"{issued.pk}/")))

    assert "Thu hồi giấy này" not in page
    assert client.get(_certificates(world.ta_leng, "cap/")).status_code == 404


def test_the_list_and_who_earned_one_cost_the_same_for_few_and_for_many(
    client, world, service, issued, costs_the_same
):
    waiting = service.person("Lò Thị Ón")
    service.serve(waiting)

    def grow():
        for number in range(4):
            person = service.person(f"Tẩn A {'ABCD'[number]}")
            service.serve(person)
            actions.issue(
                by=replace(service.officer),
                unit_id=world.ta_leng.pk,
                scope=Scope(activity_id=service.activity.pk),
                holder_id=person.pk,
                now=world.now,
            )
            service.serve(service.person(f"Giàng A {'ABCD'[number]}"))

    costs_the_same(
        lambda: (client.get(_certificates(world.ta_leng)), client.get(_issue(service))), grow
    )
