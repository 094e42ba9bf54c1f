"""Papers about a campaign are filled from its targets, teams and activities, and belong to its unit."""

from io import BytesIO

import pytest
from docx import Document

from aoxanh.activities import actions, queries
from aoxanh.activities.models import TeamMember
from aoxanh.activities.types import TeamGiven, TeamRole
from aoxanh.documents.errors import PaperAlreadyIssued, PaperUnknown, PaperUnnumbered
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Consent
from tests.activities.duties import Rota
from tests.activities.test_papers import _text
from tests.activities.world import refused


@pytest.fixture
def head(world):
    return world.headed(world.province, "Lò Thị Hương")


@pytest.fixture
def team(world, campaign, officer):
    given = TeamGiven(name="Đội áo ấm Tả Lèng", speciality="Hậu cần", area="Bản Hồ Pên", size=8)
    team = actions.found_team(
        by=officer, unit_id=world.ta_leng.pk, team=given, campaign_id=campaign.pk, now=world.now
    )
    (member,) = actions.fill_team(
        by=officer, team_id=team.pk, raw="Giàng A Páo 0912345678", now=world.now
    )
    actions.give_role(by=officer, member_id=member.pk, role=TeamRole.COMMANDER, now=world.now)
    return team


def _targets(world, campaign, province, **amounts):
    actions.set_targets(
        by=province,
        campaign_id=campaign.pk,
        metric="ao_am",
        amounts={world.province.pk: "500", world.ta_leng.pk: "80", **amounts},
        now=world.now,
    )


def _paper(campaign, code, actor):
    papers = queries.campaign_papers(campaign_id=campaign.pk, actor=actor)
    return next(paper for paper in papers if paper.filled.code == f"chien-dich-{code}")


def test_a_plan_takes_days_branches_and_targets_from_the_campaign(
    world, province, campaign, head, team
):
    _targets(world, campaign, province)

    plan = _paper(campaign, "ke-hoach", province)

    text = _text(plan.filled)
    assert plan.filled.title == "Tổ chức chiến dịch “Tình nguyện mùa đông 2026”"
    assert "từ ngày 01 tháng 11 năm 2026 đến hết ngày 10 tháng 02 năm 2027" in text
    assert "Áo ấm lên bản" in text
    assert "500" in text
    assert "Áo ấm trao tặng: 80" in text
    assert "Thành lập 1 đội hình" in text
    assert plan.blanks == (
        "Căn cứ (văn bản của cấp trên)",
        "Mục đích, nội dung",
        "Kinh phí và nguồn",
    )


def test_without_targets_the_plan_names_what_is_missing(province, campaign, head):
    assert "Chỉ tiêu" in _paper(campaign, "ke-hoach", province).blanks


def test_the_duty_table_lists_teams_with_their_commander_and_what_is_held(
    world, province, campaign, team, held, attach
):
    attach(held())

    text = _text(_paper(campaign, "phan-cong", province).filled)

    for word in ("Đội áo ấm Tả Lèng", "Bản Hồ Pên", "Giàng A Páo", "1 / 8", "Áo ấm", "15/11/2026"):
        assert word in text


def test_the_duty_table_says_which_team_serves_when_and_where(world, province):
    rota = Rota(world).build()
    before = _text(_paper(rota.campaign, "phan-cong", province).filled)
    rota.put_on(rota.team())

    text = _text(_paper(rota.campaign, "phan-cong", province).filled)

    assert "III. ĐỘI TRỰC TỪNG CA" not in before
    assert "7:00–11:00, 28/11/2026\nĐiểm thi THPT Tả Lèng, xã Tả Lèng\nĐội tiếp sức 1" in text


def test_a_commander_is_named_to_those_who_may_see_persons_only(world, campaign, team):
    inspector = world.officer(world.province, "INSPECTOR")

    text = _text(_paper(campaign, "phan-cong", inspector).filled)

    assert TeamMember.objects.count() == 1
    assert "Đội áo ấm Tả Lèng" in text
    assert "Giàng A Páo" not in text


def test_a_commander_who_took_consent_back_is_a_number_on_the_duty_table(
    world, province, campaign, team
):
    Consent.objects.filter(purpose="PARTICIPATION").update(withdrawn_at=world.now)

    text = _text(_paper(campaign, "phan-cong", province).filled)

    assert "Người số 1, đã rút đồng ý" in text
    assert "Giàng A Páo" not in text


def test_a_report_sets_results_beside_targets_and_names_who_did_nothing(
    world, province, campaign, held, attach
):
    _targets(world, campaign, province)
    before = _paper(campaign, "bao-cao", province)
    attach(held())

    text = _text(_paper(campaign, "bao-cao", province).filled)

    assert {"Số hoạt động đã tổ chức", "Kết quả so với chỉ tiêu"} <= set(before.blanks)
    assert "1. Đã tổ chức 1 hoạt động." in text
    assert "1 trên 2 đơn vị" in text
    assert "Đơn vị chưa có hoạt động: Đoàn Bình Lư." in text
    assert "8%" in text
    assert "Áo ấm trao tặng: 40/80" in text


def test_numbers_are_drawn_once_and_named_by_the_papers_that_follow(
    world, province, campaign, head
):
    issue = {"by": province, "campaign_id": campaign.pk, "now": world.now}

    paper = actions.issue_campaign_paper(code="chien-dich-ke-hoach", **issue)

    report = _text(_paper(campaign, "bao-cao", province).filled)
    assert (paper.unit, paper.signer_name) == (world.province, "Lò Thị Hương")
    assert f"Thực hiện Kế hoạch chiến dịch số {paper.symbol} ngày 23 tháng 11 năm 2026" in report
    with refused(PaperAlreadyIssued):
        actions.issue_campaign_paper(code="chien-dich-ke-hoach", **issue)
    with refused(PaperUnnumbered):
        actions.issue_campaign_paper(code="chien-dich-phan-cong", **issue)
    with refused(PaperUnknown):
        actions.issue_campaign_paper(code="ke-hoach", **issue)


def test_papers_stay_with_the_unit_of_the_campaign(world, campaign, officer):
    with pytest.raises(Missing):
        queries.campaign_papers(campaign_id=campaign.pk, actor=officer)
    with refused(NotAllowed):
        actions.issue_campaign_paper(
            by=officer, campaign_id=campaign.pk, code="chien-dich-ke-hoach", now=world.now
        )


def test_a_file_opens_in_word(world, province, campaign):
    name, content = queries.campaign_paper_file(
        campaign_id=campaign.pk, code="chien-dich-giay-moi", actor=province, on=world.now
    )

    assert name == "chien-dich-giay-moi-du-le-ra-quan-chien-dich-tinh-nguyen-mua-dong-2026.docx"
    assert Document(BytesIO(content)).paragraphs[0].text == "GIẤY MỜI"


def test_papers_cost_the_same_for_one_team_and_for_six(
    world, province, campaign, officer, held, attach, costs_the_same
):
    def grow(numbers):
        for number in numbers:
            actions.found_team(
                by=officer,
                unit_id=world.ta_leng.pk,
                team=TeamGiven(name=f"Đội {number}"),
                campaign_id=campaign.pk,
                now=world.now,
            )
            attach(held(title=f"Việc {number}"))

    grow([0])

    costs_the_same(
        lambda: queries.campaign_papers(campaign_id=campaign.pk, actor=province),
        lambda: grow(range(1, 6)),
    )
