"""Teams at the desk: set up, found by what they can do, filled from a pasted list; and whom one works with."""

import pytest

from aoxanh.activities import actions
from aoxanh.activities.models import LinkedParty, Team, TeamMember
from aoxanh.activities.types import TeamGiven
from tests.activities.drive import Drive
from tests.web.desks import shown


@pytest.fixture
def commune(world, desks):
    return desks.at(world.ta_leng)


@pytest.fixture
def desk(world):
    return lambda path="", unit=None: f"/dieu-phoi/{(unit or world.ta_leng).pk}/doi-hinh/{path}"


@pytest.fixture
def team(world):
    return actions.found_team(
        by=world.system,
        unit_id=world.ta_leng.pk,
        team=TeamGiven(name="Đội áo xanh", speciality="Y tế", size=3),
        now=world.now,
    )


def _fill(client, desk, team, raw="Giàng A Páo 0912345678\nLý A Chu"):
    return client.post(desk(f"{team.pk}/"), {"raw": raw, "force": "dia_ban"})


def test_a_team_is_set_up_for_a_campaign(world, commune, desk):
    campaign = Drive(world).opened()

    page = shown(commune.get(desk(f"moi/?chien-dich={campaign.pk}")))
    answer = commune.post(
        desk(f"moi/?chien-dich={campaign.pk}"),
        {"name": "Đội tiếp sức", "forces": ["dia_ban"], "readiness": "READY", "size": "8"},
    )

    assert "Nhánh của chiến dịch" in page
    row = Team.objects.get()
    assert answer["Location"] == desk(f"{row.pk}/")
    assert (row.campaign, row.size) == (campaign, 8)


def test_a_team_that_is_there_is_refused_at_its_name(commune, desk, team):
    answer = commune.post(desk("moi/"), {"name": team.name, "readiness": "READY"})

    assert answer.status_code == 422
    assert "Đơn vị đã có đội hình “Đội áo xanh”" in answer.content.decode()


def test_a_pasted_list_fills_the_team_and_roles_are_given(commune, desk, team):
    _fill(commune, desk, team)
    leader = TeamMember.objects.get(person__full_name="Lý A Chu")
    commune.post(desk(f"{team.pk}/nguoi/{leader.pk}/"), {"vai-tro": "COMMANDER"})

    page = shown(commune.get(desk(f"{team.pk}/")))

    assert "Đội trưởng" in page
    assert "0912 345 678" in page
    assert "Thanh niên địa bàn" in page
    assert "Đội trưởng Lý A Chu" in shown(commune.get(desk()))


def test_somebody_is_taken_off_and_an_unknown_step_answers_404(commune, desk, team):
    _fill(commune, desk, team)
    member = TeamMember.objects.order_by("pk").first()

    commune.post(desk(f"{team.pk}/nguoi/{member.pk}/"), {"vai-tro": "bo"})

    assert TeamMember.objects.count() == 1
    assert commune.post(desk(f"{team.pk}/nguoi/{member.pk}/")).status_code == 404
    other = TeamMember.objects.get()
    assert (
        commune.post(desk(f"{team.pk}/nguoi/{other.pk}/"), {"vai-tro": "TUONG"}).status_code == 404
    )


def test_a_list_without_names_is_refused_and_stays(commune, desk, team):
    answer = _fill(commune, desk, team, raw="STT\tHọ và tên")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chưa đọc được tên nào" in page
    assert "STT" in page


def test_what_a_team_can_do_is_found_without_marks(commune, desk, team):
    assert "Đội áo xanh" in shown(commune.get(desk("?q=y te")))
    assert "Không có đội hình nào khớp" in shown(commune.get(desk("?q=son")))
    assert "Không có đội hình nào khớp" in shown(commune.get(desk("?ket-hop=1")))


def test_the_superior_sees_the_team_and_names_nobody_for_it(world, desks, desk, team):
    above = desks.at(world.province, "PROVINCE_OFFICER")

    page = shown(above.get(desk(f"{team.pk}/", world.province)))

    assert "Cử thêm người" not in page
    assert above.post(desk(f"{team.pk}/", world.province), {"raw": "A"}).status_code == 404
    assert above.get(desk(f"{team.pk}/sua/", world.province)).status_code == 404


def test_a_partner_reads_numbers_and_no_names(world, desks, desk, team, commune):
    _fill(commune, desk, team)
    partner = desks.at(world.ta_leng, "PARTNER_AGENCY")

    page = shown(partner.get(desk(f"{team.pk}/")))

    assert "Lý A Chu" not in page
    assert "Thanh niên địa bàn" in page
    assert "Lý A Chu" not in shown(partner.get(desk()))


def test_a_team_is_changed_and_removed(commune, desk, team):
    commune.post(
        desk(f"{team.pk}/sua/"), {"name": "Đội mới", "readiness": "AWAY", "field": "suc_khoe"}
    )
    team.refresh_from_db()
    commune.post(desk(f"{team.pk}/bo/"))

    assert (team.name, team.readiness, team.field_id) == ("Đội mới", "AWAY", "suc_khoe")
    assert not Team.objects.exists()


def test_the_list_costs_the_same_for_one_team_and_for_six(world, commune, desk, costs_the_same):
    def team_of(number):
        row = actions.found_team(
            by=world.system,
            unit_id=world.ta_leng.pk,
            team=TeamGiven(name=f"Đội {number}"),
            now=world.now,
        )
        _fill(commune, desk, row, raw=f"Người Thứ {number} 09123456{number}0")
        member = TeamMember.objects.get(team=row)
        commune.post(desk(f"{row.pk}/nguoi/{member.pk}/"), {"vai-tro": "COMMANDER"})

    team_of(0)

    costs_the_same(lambda: commune.get(desk()), lambda: [team_of(number) for number in range(1, 6)])


def test_a_campaign_leads_to_its_teams(world, desks, desk):
    campaign = Drive(world).opened()
    above = desks.at(world.province, "PROVINCE_OFFICER")

    page = shown(above.get(f"/dieu-phoi/{world.province.pk}/chien-dich/{campaign.pk}/"))

    assert f"doi-hinh/?chien-dich={campaign.pk}" in page
    assert "0 đội hình" in shown(above.get(desk(f"?chien-dich={campaign.pk}", world.province)))


PARTIES = {
    "chieu-luc_luong": "Hội Phụ nữ xã\nCông an xã",
    "chieu-dia_ban": "Bản Pho",
    "chieu-cong_dong": "Nhóm Chuyến xe ấm",
}


def test_linked_parties_are_written_down_and_shown(world, commune):
    activity = world.opened()
    path = f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{activity.pk}/"

    commune.post(f"{path}lien-ket/", PARTIES)

    assert LinkedParty.objects.count() == 4
    assert "Công an xã" in shown(commune.get(f"{path}lien-ket/"))
    page = shown(commune.get(path))
    assert "Ba liên kết" in page
    assert "Nhóm Chuyến xe ấm" in page


def test_a_dimension_left_empty_is_refused_and_what_was_typed_stays(world, commune):
    activity = world.opened()
    path = f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{activity.pk}/lien-ket/"

    answer = commune.post(path, PARTIES | {"chieu-dia_ban": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“Liên kết địa bàn” chưa có bên nào" in page
    assert "Công an xã" in page
    assert not LinkedParty.objects.exists()
