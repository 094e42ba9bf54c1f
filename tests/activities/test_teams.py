"""Teams: sixty from a spreadsheet, each filled by its own unit; who combines the three forces."""

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import LinkedParty, Team, TeamMember
from aoxanh.activities.types import TeamGiven, TeamRole
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Person
from aoxanh.work import actions as work
from tests.activities.world import refused
from tests.work.lists import applied, brought, pasted, table_in, workbook


HEADINGS = ("Tên đội hình", "Đơn vị", "Nhánh", "Lĩnh vực", "Lực lượng", "Quân số", "Địa bàn")
CORE = ("vu_trang", "dia_ban", "hoc_sinh_sinh_vien")


@pytest.fixture
def found(world, officer):
    def founded(name="Đội hình y tế", *, by=None, unit=None, campaign=None, **given):
        return actions.found_team(
            by=by or officer,
            unit_id=(unit or world.ta_leng).pk,
            team=TeamGiven(name=name, **given),
            campaign_id=campaign.pk if campaign else None,
            now=world.now,
        )

    return founded


@pytest.fixture
def fill(world, officer):
    def filled(team, raw, *, by=None, **which):
        return actions.fill_team(by=by or officer, team_id=team.pk, raw=raw, now=world.now, **which)

    return filled


def _row(number, unit="Đoàn Tả Lèng", forces="Học sinh, sinh viên; Thanh niên địa bàn"):
    return (
        f"Đội hình {number}", unit, "Xuân biên giới", "Giáo dục, hỗ trợ học tập", forces, "12",
        f"Điểm thi {number}",
    )  # fmt: skip


def test_sixty_teams_come_from_a_spreadsheet_and_are_filled_by_their_units(
    world, province, campaign, fill
):
    rows = [_row(n, "Đoàn Tả Lèng" if n % 2 else "Bình Lư") for n in range(60)]
    table = table_in(workbook(HEADINGS, *rows))

    batch = brought(
        province, world.province.pk, table, world.now, of="teams", subject_id=campaign.pk
    )
    applied(province, batch, world.now)

    assert Team.objects.filter(campaign=campaign).count() == 60
    own = Team.objects.filter(unit=world.ta_leng).order_by("pk")
    assert own.count() == 30
    team = own.first()
    assert (team.branch.name, team.field_id, team.size) == ("Xuân biên giới", "giao_duc", 12)
    assert set(team.forces.values_list("pk", flat=True)) == {"hoc_sinh_sinh_vien", "dia_ban"}
    fill(team, "Giàng A Páo 0912 345 678\nVàng Thị Mỷ, 0987654321")
    assert team.members.count() == 2
    with refused(NotAllowed):
        fill(team, "Lò Văn An", by=province)


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"unit": "Đoàn Mường Mơ"}, "unit", str(errors.TeamUnitUnknown(typed="Đoàn Mường Mơ"))),
        ({"forces": "Phi công"}, "forces", "Không có lực lượng"),
    ],
)
def test_a_line_at_fault_is_told_by_its_column(world, province, campaign, changes, column, words):
    table = pasted(HEADINGS, _row(1), _row(2, **changes))

    batch = brought(
        province, world.province.pk, table, world.now, of="teams", subject_id=campaign.pk
    )

    assert (batch.ready, batch.faulty) == (1, 1)
    (fault,) = [found for row in batch.rows.all() for found in row.findings if found[2]]
    assert fault[0] == column
    assert words in fault[1]


def test_a_list_again_makes_no_team_twice(world, province, campaign):
    table = pasted(HEADINGS, _row(1))
    for _ in range(2):
        batch = brought(
            province, world.province.pk, table, world.now, of="teams", subject_id=campaign.pk
        )
        if batch.ready:
            applied(province, batch, world.now)

    assert Team.objects.count() == 1


def test_undoing_a_list_keeps_the_teams_that_have_people(world, province, campaign, fill):
    batch = brought(
        province, world.province.pk, pasted(HEADINGS, _row(1), _row(2)), world.now,
        of="teams", subject_id=campaign.pk,
    )  # fmt: skip
    done = applied(province, batch, world.now)
    fill(Team.objects.get(name="Đội hình 1"), "Giàng A Páo")

    work.undo(by=province, batch_id=done.pk, now=world.now)

    assert Team.objects.get().name == "Đội hình 1"


def test_a_commune_brings_in_only_its_own_teams(world, officer, campaign):
    table = pasted(HEADINGS, _row(1), _row(2, "Bình Lư"))

    batch = brought(officer, world.ta_leng.pk, table, world.now, of="teams", subject_id=campaign.pk)

    assert (batch.ready, batch.faulty) == (1, 1)


def test_pasted_people_are_matched_with_those_the_unit_keeps(world, found, fill):
    team = found()
    fill(team, "Giàng A Páo\t0912345678")

    again = fill(found("Đội hình sửa điện"), "giàng a páo 0912.345.678\nLý A Chu")

    assert Person.objects.count() == 2
    assert len(again) == 2
    assert not fill(team, "Giàng A Páo 0912345678")


def test_nothing_readable_or_a_minor_is_refused(found, fill):
    team = found()

    with refused(errors.TeamListEmpty):
        fill(team, "STT\tHọ tên\n")
    with refused(errors.TeamOfMinors) as refusal:
        fill(team, "Vàng A Sính 2014")
    assert "Vàng A Sính" in str(refusal.value)
    with refused(errors.ChoiceUnknown):
        fill(team, "Lý A Chu", force_code="phi_cong")


def test_one_commander_at_a_time_and_members_leave(world, found, fill, officer):
    team = found()
    first, second = fill(team, "Giàng A Páo\nLý A Chu")

    for member in (first, second):
        actions.give_role(by=officer, member_id=member.pk, role=TeamRole.COMMANDER, now=world.now)
    roles = dict(TeamMember.objects.values_list("pk", "role"))
    actions.leave_team(by=officer, member_id=first.pk, now=world.now)

    assert roles == {first.pk: "MEMBER", second.pk: "COMMANDER"}
    assert TeamMember.objects.get() == second
    with refused(Missing):
        actions.leave_team(by=officer, member_id=first.pk, now=world.now)


def test_composition_counts_members_by_force(found, fill, officer):
    team = found()
    fill(team, "Giàng A Páo\nLý A Chu", force_code="dia_ban")
    fill(team, "Vàng A Sính", force_code="vu_trang")

    shown = queries.team(team_id=team.pk, actor=officer)

    assert [(force.pk, number) for force, number in shown.by_force] == [
        ("vu_trang", 1),
        ("dia_ban", 2),
    ]
    assert not shown.combines


def test_teams_that_combine_the_three_forces_are_counted(world, found, fill, officer):
    listed = found("Ba lực lượng", forces=CORE)
    mixed = found("Hai và một", forces=CORE[:2])
    fill(mixed, "Giàng A Páo", force_code=CORE[2])
    found("Chỉ hai", forces=CORE[:2])

    rows = queries.teams(actor=officer, unit_ids={world.ta_leng.pk}, combining=True)

    assert {row.pk for row in rows} == {listed.pk, mixed.pk}
    assert queries.team(team_id=mixed.pk, actor=officer).combines


def test_searching_a_speciality_finds_its_teams_with_who_leads(world, found, fill, officer):
    team = found("Đội áo xanh", speciality="Y tế, sơ cứu")
    found("Đội đường bản")
    (leader,) = fill(team, "Giàng A Páo 0912345678")
    actions.give_role(by=officer, member_id=leader.pk, role=TeamRole.COMMANDER, now=world.now)

    row = queries.teams(actor=officer, unit_ids={world.ta_leng.pk}, text="y te").get()

    assert (row.pk, row.commander_id, row.readiness) == (team.pk, leader.person_id, "READY")


def test_a_team_is_edited_and_dropped(world, found, officer):
    team = found()

    actions.edit_team(
        by=officer, team_id=team.pk, team=TeamGiven(name="Đội mới", size=9), now=world.now
    )
    team.refresh_from_db()
    actions.drop_team(by=officer, team_id=team.pk, now=world.now)

    assert (team.name, team.size) == ("Đội mới", 9)
    assert not Team.objects.exists()


def test_a_team_that_cannot_be_is_refused(world, found, campaign, province):
    found(campaign=campaign)

    with refused(errors.TeamExists):
        found(campaign=campaign)
    with refused(errors.TeamNameMissing):
        found("  ")
    with refused(errors.ChoiceUnknown):
        found("A", field_code="khong_co")
    with refused(errors.ChoiceUnknown):
        found("B", forces=("phi_cong",))
    with refused(errors.BranchUnknown):
        found("C", campaign=campaign, branch_id=0)
    with refused(NotAllowed):
        found("D", unit=world.binh_lu)
    elsewhere = world.found("Điện Biên", kind="tinh_doan")
    with refused(errors.TeamUnitOutside):
        found("E", by=province, unit=elsewhere, campaign=campaign)
    with refused(Missing):
        queries.team(team_id=0, actor=province)


def test_no_team_joins_a_draft_of_the_superior_or_what_was_summed_up(world, found, drive, province):
    draft = drive.draft(name="Chưa mở")
    with refused(Missing):
        found(campaign=draft)
    opened = drive.opened(draft)
    actions.review_campaign(by=province, campaign_id=opened.pk, now=world.now)
    with refused(errors.CampaignWrongState):
        found(campaign=opened)


def test_a_campaign_counts_its_teams(world, found, campaign, province, progress):
    found(campaign=campaign)

    whole = progress(campaign, world.province, province).whole

    assert {each.metric.pk: each.reached for each in whole.metrics}["doi_hinh"] == 1


@pytest.fixture
def link(world, officer):
    def linked(activity, **parties):
        return actions.name_links(
            by=officer, activity_id=activity.pk, parties=parties, now=world.now
        )

    return linked


def test_three_links_name_a_party_in_each_dimension(world, link, officer):
    activity = world.opened()

    link(activity, luc_luong=("Hội Phụ nữ xã", "hội phụ nữ  xã"), dia_ban=("Bản Pho",),
         cong_dong=("Nhóm Chuyến xe ấm", ""))  # fmt: skip

    named = queries.linked_parties(activity_id=activity.pk, actor=officer)
    assert [(party.dimension_id, party.name) for party in named] == [
        ("luc_luong", "Hội Phụ nữ xã"),
        ("dia_ban", "Bản Pho"),
        ("cong_dong", "Nhóm Chuyến xe ấm"),
    ]


def test_a_dimension_without_a_party_is_refused_and_none_at_all_takes_it_back(world, link):
    activity = world.opened()

    with refused(errors.LinkMissing) as refusal:
        link(activity, luc_luong=("Hội Phụ nữ xã",))
    assert "Liên kết địa bàn" in str(refusal.value)
    with refused(errors.ChoiceUnknown):
        link(activity, bau_troi=("Mây",))
    link(activity, luc_luong=("A",), dia_ban=("B",), cong_dong=("C",))
    link(activity)

    assert not LinkedParty.objects.exists()
