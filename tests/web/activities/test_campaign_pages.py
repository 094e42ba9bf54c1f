"""Campaigns at the desk: drafted, opened, given targets, filled with activities typed once."""

import pytest

from aoxanh.activities import actions, queries
from aoxanh.activities.models import Activity, Campaign, CampaignActivity
from tests.activities.drive import Drive
from tests.web.desks import shown


GIVEN = {
    "name": "Tình nguyện mùa đông 2026",
    "summary": "Áo ấm cho bản biên giới.",
    "first_day": "2026-11-20",
    "last_day": "2027-02-10",
    "launched_on": "2026-11-29",
    "branches": "Áo ấm lên bản\nXuân biên giới | 10/01/2027 | 31/01/2027 | 9 xã biên giới",
}


@pytest.fixture
def drive(world):
    return Drive(world)


@pytest.fixture
def campaign(drive):
    return drive.opened()


@pytest.fixture
def above(world, desks):
    """The officer of the province, signed in."""
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def address(world):
    """Addresses of the campaign's pages at the province's desk, or at another."""
    return lambda campaign, path="", unit=None: (
        f"/dieu-phoi/{(unit or world.province).pk}/chien-dich/{campaign.pk}/{path}"
    )


def _new(world):
    return f"/dieu-phoi/{world.province.pk}/chien-dich/moi/?loai=tinh_nguyen_mua_dong"


def test_a_type_fills_in_its_season_and_branches(above, world):
    page = shown(above.get(_new(world)))

    assert 'value="2026-11-20"' in page
    assert "Xuân biên giới | Tết cho bản làng" in page


def test_a_campaign_is_drafted_and_opened(above, world, address):
    above.post(_new(world), GIVEN)
    campaign = Campaign.objects.get()

    page = shown(above.get(address(campaign)))
    above.post(address(campaign, "buoc/mo/"))

    assert "Bản nháp: chưa đơn vị nào thấy" in page
    campaign.refresh_from_db()
    assert campaign.state == "OPEN"
    dated = queries.branches_of(campaign)[1]
    assert (f"{dated.starts_on}", f"{dated.ends_on}", dated.note) == (
        "2027-01-10",
        "2027-02-01",
        "9 xã biên giới",
    )


@pytest.mark.parametrize(
    ("branches", "sentence"),
    [
        ("Áo ấm | 31/02/2027", "Dòng 1: ngày “31/02/2027” không có thật."),
        ("Áo ấm\n| 10/01/2027", "Dòng 2: cần tên nhánh"),
        ("Áo ấm\náo ấm", "được ghi hai lần"),
        ("Áo ấm | 10/03/2027", "nằm ngoài chiến dịch"),
        ("\n".join(f"Nhánh {n}" for n in range(31)), "nhiều nhất 30 nhánh"),
    ],
)
def test_branches_that_cannot_be_are_refused_at_their_field(above, world, branches, sentence):
    page = shown(above.post(_new(world), GIVEN | {"branches": branches}))

    assert sentence in page
    assert 'id="id_branches_error"' in page
    assert 'value="Tình nguyện mùa đông 2026"' in page
    assert not Campaign.objects.exists()


def test_what_is_on_record_can_be_changed(above, campaign, address):
    page = shown(above.get(address(campaign, "sua/")))
    above.post(address(campaign, "sua/"), GIVEN | {"name": "Mùa đông ấm 2026"})

    assert "Áo ấm lên bản\nXuân biên giới" in page
    campaign.refresh_from_db()
    assert campaign.name == "Mùa đông ấm 2026"


def test_a_commune_attaches_what_it_did_and_the_province_reads_it(
    world, drive, desks, campaign, address, above
):
    held = drive.held(title="Áo ấm cho Hồ Sen")
    commune = desks.at(world.ta_leng)

    page = shown(commune.get(address(campaign, "hoat-dong/", world.ta_leng)))
    commune.post(
        address(campaign, "hoat-dong/", world.ta_leng),
        {"hoat-dong": [held.pk], "nhanh": queries.branches_of(campaign)[0].pk},
    )

    assert "Áo ấm cho Hồ Sen" in page
    assert CampaignActivity.objects.get().branch.name == "Áo ấm lên bản"
    whole = shown(above.get(address(campaign)))
    assert "1 / 2 đơn vị đã vào việc" in whole
    assert "Đoàn Bình Lư." in whole
    rows = shown(above.get(address(campaign, "ket-qua/?chi-so=ao_am")))
    assert "Áo ấm trao tặng: 40 chiếc" in rows
    assert "Áo ấm cho Hồ Sen" in rows
    assert Activity.objects.count() == 1


def test_nothing_ticked_is_refused(world, drive, desks, campaign, address):
    drive.held()

    answer = desks.at(world.ta_leng).post(address(campaign, "hoat-dong/", world.ta_leng))

    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một hoạt động." in answer.content.decode()


def test_an_activity_of_another_unit_is_not_attached_by_its_number(
    world, drive, desks, campaign, address
):
    foreign = drive.held(world.binh_lu)

    answer = desks.at(world.ta_leng).post(
        address(campaign, "hoat-dong/", world.ta_leng), {"hoat-dong": [foreign.pk]}
    )

    assert answer.status_code == 422
    assert not CampaignActivity.objects.exists()


def test_an_activity_opened_for_a_campaign_counts_in_it(world, desks, campaign):
    answers = {
        "title": "Lớp số ở bản Pho", "day": "2026-11-29", "begins": "08:00", "ends": "10:00",
        "place": "ta leng", "places": "12",
    }  # fmt: skip
    path = f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/moi/?mau=lop_so&chien-dich={campaign.pk}"
    commune = desks.at(world.ta_leng)

    page = shown(commune.get(path))
    commune.post(path, answers)

    assert "sẽ được tính vào “Tình nguyện mùa đông 2026”" in page
    assert CampaignActivity.objects.get().activity.title == "Lớp số ở bản Pho"


def test_from_the_activity_it_is_added_with_its_branch_and_taken_out(world, drive, desks, campaign):
    held, commune = drive.held(), desks.at(world.ta_leng)
    path = f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{held.pk}/chien-dich/"
    branch = queries.branches_of(campaign)[1]

    page = shown(commune.get(path))
    commune.post(path, {"chien-dich": f"{campaign.pk}-{branch.pk}"})
    counted = CampaignActivity.objects.get()
    after = shown(commune.get(path))
    commune.post(path, {"bo": campaign.pk})

    assert "Xuân biên giới" in page
    assert counted.branch == branch
    assert "Đang tính vào" in after
    assert not CampaignActivity.objects.exists()


def test_a_branch_that_is_not_there_is_refused_in_words(world, drive, desks, campaign):
    held = drive.held()

    answer = desks.at(world.ta_leng).post(
        f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{held.pk}/chien-dich/",
        {"chien-dich": f"{campaign.pk}-999"},
    )

    assert answer.status_code == 422
    assert "Chiến dịch này không có nhánh đó" in answer.content.decode()


def test_targets_are_typed_for_each_unit_and_read_as_bars(above, world, campaign, address):
    path = address(campaign, "chi-tieu/?chi-so=ao_am")
    given = {f"unit-{world.province.pk}": "1.000", f"unit-{world.ta_leng.pk}": "60"}

    page = shown(above.get(path))
    above.post(path, given)

    assert "Đoàn Tả Lèng" in page
    again = shown(above.get(path))
    assert 'value="1.000"' in again
    whole = shown(above.get(address(campaign, "?chi-so=ao_am")))
    assert "/ 1.000" in whole
    assert "Chậm tiến độ" in whole
    above.post(address(campaign, "buoc/tong-ket/"))
    over = shown(above.get(address(campaign, "?chi-so=ao_am")))
    assert ("Chưa đạt" in over, "Chậm tiến độ" in over) == (True, False)


def test_a_target_that_is_no_number_is_refused_and_what_was_typed_stays(
    above, world, campaign, address
):
    page = shown(
        above.post(
            address(campaign, "chi-tieu/?chi-so=ao_am"), {f"unit-{world.ta_leng.pk}": "nhiều"}
        )
    )

    assert "“nhiều” chưa phải là con số" in page
    assert 'value="nhiều"' in page


@pytest.mark.parametrize("path", ["chi-tieu/?chi-so=x", "ket-qua/?chi-so=x", "ket-qua/?don-vi=0"])
def test_what_no_list_holds_answers_404(above, campaign, address, path):
    assert above.get(address(campaign, path)).status_code == 404


def test_a_draft_is_deleted_after_one_question(above, drive, world, address):
    draft = drive.draft()

    page = shown(above.get(address(draft, "xoa/")))
    above.post(address(draft, "xoa/"))

    assert "Xóa bản nháp này?" in page
    assert not Campaign.objects.exists()


def test_steps_that_cannot_be_taken_are_refused_in_words(above, campaign, address):
    page = shown(above.post(address(campaign, "buoc/mo/"), follow=True))
    above.post(address(campaign, "xoa/"))
    above.post(address(campaign, "buoc/tong-ket/"))

    assert "đang ở trạng thái “Đang triển khai”" in page
    campaign.refresh_from_db()
    assert campaign.state == "CLOSED"
    assert above.post(address(campaign, "buoc/gi-do/")).status_code == 404


def test_the_desk_of_a_commune_shows_the_superiors_campaign_but_may_not_change_it(
    world, desks, campaign, address
):
    commune = desks.at(world.ta_leng)

    assert "Tình nguyện mùa đông 2026" in shown(
        commune.get(f"/dieu-phoi/{world.ta_leng.pk}/chien-dich/")
    )
    assert commune.get(address(campaign, "sua/", world.ta_leng)).status_code == 404


def test_lists_cost_the_same_for_one_campaign_and_for_six(
    above, drive, world, client, costs_the_same, campaign
):
    def grow():
        for number in range(5):
            row = drive.draft(name=f"Chiến dịch {number}")
            actions.open_campaign(by=drive.province, campaign_id=row.pk, now=world.now)

    costs_the_same(lambda: above.get(f"/dieu-phoi/{world.province.pk}/chien-dich/"), grow)
    costs_the_same(lambda: client.get("/chien-dich/"), lambda: drive.draft(name="Nữa"))


def test_the_page_of_a_campaign_costs_the_same_for_one_unit_and_for_six(
    above, drive, world, campaign, address, costs_the_same
):
    drive.attach(campaign, drive.held())

    def grow():
        for number in range(5):
            unit = world.found(f"Xã {number}", parent=world.province)
            activity = drive.held(unit, title=f"Việc {number}")
            drive.attach(campaign, activity, by=world.system)

    costs_the_same(lambda: above.get(address(campaign)), grow)
    costs_the_same(lambda: above.get(address(campaign, "ket-qua/?chi-so=ao_am")), lambda: None)


def test_the_public_page_tells_figures_branches_and_what_is_open(
    world, drive, campaign, client, statements
):
    drive.attach(campaign, drive.held())
    drive.attach(campaign, world.published(title="Lớp số ở Tả Lèng"))
    client.get(f"/chien-dich/{campaign.code}/")

    with statements() as counted:
        page = shown(client.get(f"/chien-dich/{campaign.code}/"))

    assert "Áo ấm trao tặng (chiếc)" in page
    assert "Xuân biên giới" in page
    assert "Lớp số ở Tả Lèng" in page
    assert counted.count <= 5, counted.sqls
    listed = shown(client.get(f"/hoat-dong/?chien-dich={campaign.code}"))
    assert "1 hoạt động sắp tới" in listed


def test_the_front_shows_the_campaign_of_the_season(
    world, desks, drive, campaign, client, statements
):
    drive.attach(campaign, world.published())
    client.get("/")

    with statements() as counted:
        page = shown(client.get("/"))

    assert "Chiến dịch của mùa" in page
    assert "Hôm nay, 23/11" in page
    assert "1 hoạt động đang mở đăng ký" in page
    assert counted.count <= 5, counted.sqls


def test_a_draft_has_no_public_page(drive, client):
    draft = drive.draft()

    assert client.get(f"/chien-dich/{draft.code}/").status_code == 404
    assert "Tình nguyện mùa đông 2026" not in shown(client.get("/chien-dich/"))
