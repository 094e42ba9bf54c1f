"""“Đội trực ca” of a campaign and of one site."""

import pytest

from aoxanh.activities.models import TeamDuty
from tests.activities.duties import Rota
from tests.web.desks import shown


@pytest.fixture
def rota(world):
    return Rota(world).build()


@pytest.fixture
def commune(world, desks):
    return desks.at(world.ta_leng)


@pytest.fixture
def above(world, desks):
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def site(rota):
    return lambda path="", unit=None: (
        f"/dieu-phoi/{(unit or rota.world.ta_leng).pk}/hoat-dong/"
        f"{rota.site.activity.pk}/doi-hinh/{path}"
    )


@pytest.fixture
def board(rota):
    return f"/dieu-phoi/{rota.world.province.pk}/chien-dich/{rota.campaign.pk}/ca/"


def test_a_team_is_put_on_shifts_and_taken_off(rota, commune, site):
    team = rota.team("Đội tiếp sức Tả Lèng")
    before = shown(commune.get(site()))
    commune.post(site(), {"doi": team.pk, "ca": [each.pk for each in rota.shifts]})
    full = shown(commune.get(site()))

    commune.post(site(f"{TeamDuty.objects.order_by('pk')[0].pk}/bo/"))

    assert "2 / 2 ca chưa có đội" in before
    assert "Ca nào cũng đã có đội" in full
    assert "1 / 2 ca chưa có đội" in shown(commune.get(site()))


def test_a_clash_is_told_and_what_was_chosen_stays(rota, commune, site):
    team, other = rota.team(), rota.a_site()
    rota.put_on(team, other.activity.shifts.all(), site=other)

    answer = commune.post(site(), {"doi": team.pk, "ca": [rota.shifts[0].pk]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "trùng giờ với ca vừa chọn" in page
    assert f'value="{rota.shifts[0].pk}" checked' in page
    assert not TeamDuty.objects.filter(shift=rota.shifts[0]).exists()


def test_who_only_reads_sees_teams_and_changes_nothing(rota, desks, world, site):
    (duty,) = rota.put_on(rota.team(raw="Giàng A Páo 0912345678"))
    partner = desks.at(world.ta_leng, "PARTNER_AGENCY")

    page = shown(partner.get(site()))

    assert "Đội tiếp sức 1" in page
    assert "Giàng A Páo" not in page
    assert "Xếp đội vào các ca đã chọn" not in page
    assert partner.post(site(), {"doi": "1"}).status_code == 404
    assert partner.post(site(f"{duty.pk}/bo/")).status_code == 404


def test_a_duty_of_another_site_answers_404(rota, commune, site):
    other = rota.a_site()
    (duty,) = rota.put_on(rota.team(), other.activity.shifts.all(), site=other)

    assert commune.post(site(f"{duty.pk}/bo/")).status_code == 404


def test_without_teams_the_page_says_how_to_get_one(rota, commune, site):
    assert "Chưa có đội hình nào để xếp" in shown(commune.get(site()))


def test_the_campaign_lists_sites_with_the_shifts_that_wait(rota, above, board):
    rota.put_on(rota.team(), rota.shifts)
    rota.a_site()

    page = shown(above.get(board))
    gaps = shown(above.get(f"{board}?trong=1"))

    assert "1 / 3 ca chưa có đội" in page
    assert "Đủ đội" in page
    assert "Đủ đội" not in gaps
    assert "Trống: 7:00–11:00 28/11/2026" in gaps


def test_rosters_are_taken_away_as_pdf(rota, above, commune, board, site):
    rota.put_on(rota.team(raw="Giàng A Páo 0912345678"))

    assert commune.get(site("phan-ca.pdf")).content.startswith(b"%PDF")
    assert above.get(f"{board}phan-ca.pdf").content.startswith(b"%PDF")


def test_a_campaign_without_sites_prints_nothing_and_says_so(world, above):
    campaign = Rota(world).build().campaign
    campaign.attachments.all().delete()
    path = f"/dieu-phoi/{world.province.pk}/chien-dich/{campaign.pk}/ca/"

    assert above.get(f"{path}phan-ca.pdf")["Location"] == path
    assert "Chiến dịch chưa có hoạt động sắp tới" in shown(above.get(path))


def test_the_team_shows_its_shifts(rota, commune, world):
    team = rota.team()
    rota.put_on(team)

    page = shown(commune.get(f"/dieu-phoi/{world.ta_leng.pk}/doi-hinh/{team.pk}/"))

    assert "Ca của đội" in page
    assert "Điểm thi THPT Tả Lèng" in page


def test_a_team_on_duty_is_not_removed_and_the_page_says_why(rota, commune, world):
    team = rota.team()
    rota.put_on(team)
    path = f"/dieu-phoi/{world.ta_leng.pk}/doi-hinh/{team.pk}/"

    answer = commune.post(f"{path}bo/", follow=True)

    assert "đang có 1 ca. Hãy bỏ đội khỏi các ca" in shown(answer)


def test_a_team_is_signed_up_with_one_tap_or_told_why_not(rota, commune, site):
    rota.put_on(rota.team(raw="Giàng A Páo 0912345678\nLý A Chu 0912345679"))
    before = shown(commune.get(site()))
    duty = TeamDuty.objects.get()

    commune.post(site(f"{duty.pk}/ghi-ten/"))
    after = shown(commune.get(site()))
    commune.post(site(f"{duty.pk}/ghi-ten/"))

    assert "Ghi tên cả đội" in before
    assert "2 người · 2 đã có chỗ" in after
    assert "Ghi tên cả đội" not in after
    assert "không còn ai cần ghi tên" in shown(commune.get(site()))
