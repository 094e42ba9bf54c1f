"""Teams are put on shifts, never on two at once; shifts without a team are seen."""

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Shift, Team, TeamDuty
from aoxanh.documents import queries as documents
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people import queries as people
from aoxanh.people.models import Consent
from tests.activities.duties import Rota
from tests.activities.world import refused


@pytest.fixture
def rota(world):
    return Rota(world).build()


def _site(rota, actor=None):
    (site,) = queries.site_duties(
        activities=[rota.site.activity],
        actor=actor or rota.site.officer,
        now=rota.world.now,
    )
    return site


def test_a_team_stands_in_the_shifts_it_was_put_on_and_the_others_are_gaps(rota):
    team = rota.team(raw="Giàng A Páo 0912345678\nLý A Chu")

    rota.put_on(team)

    site = _site(rota)
    (shown,) = site.shifts[0].duties
    assert (shown.duty.team, shown.members, shown.commander.full_name) == (team, 2, "Giàng A Páo")
    assert site.gaps == (rota.shifts[1],)


def test_a_second_time_changes_nothing(rota):
    team = rota.team()

    rota.put_on(team, rota.shifts)

    assert rota.put_on(team, rota.shifts) == []
    assert TeamDuty.objects.count() == 2


def test_a_team_is_refused_where_it_would_be_in_two_places_and_nothing_is_kept(rota):
    team, other = rota.team(), rota.a_site()
    rota.put_on(team)
    elsewhere = list(other.activity.shifts.all())

    with refused(errors.TeamBusy) as told:
        rota.put_on(team, elsewhere, site=other)

    assert "“Đội tiếp sức 1” đã có ca 7:00–11:00, 28/11/2026 tại Điểm thi THPT Tả Lèng" in str(
        told.value
    )
    assert TeamDuty.objects.count() == 1


def test_a_team_may_go_on_where_its_last_shift_ends(rota):
    team = rota.team()
    rota.site.add_shift(begin=11, end=13)

    rota.put_on(team, rota.site.activity.shifts.all())

    assert TeamDuty.objects.filter(team=team).count() == 3


def test_people_of_two_teams_are_not_in_two_places(rota):
    first, second = (rota.team(name, raw="Giàng A Páo 0912345678") for name in ("Đội 1", "Đội 2"))
    rota.put_on(first)

    with refused(errors.TeamMembersBusy) as told:
        rota.put_on(second)

    assert "“Đội 2” có người cũng ở “Đội 1”" in str(told.value)


def test_a_cancelled_site_frees_its_teams(rota, world):
    team, other = rota.team(), rota.a_site()
    rota.put_on(team)
    actions.cancel(
        by=world.system, activity_id=rota.site.activity.pk, reason="Mưa to", now=world.now
    )

    assert len(rota.put_on(team, other.activity.shifts.all(), site=other)) == 1
    with refused(errors.WrongState):
        rota.put_on(team, rota.shifts[1:])


def test_a_shift_moved_onto_another_shows_the_clash(rota, world):
    team = rota.team()
    rota.put_on(team, rota.shifts)
    Shift.objects.filter(pk=rota.shifts[1].pk).update(
        starts_at=rota.site.clock(10), signup_until=rota.site.clock(10)
    )

    assert _site(rota).clashes == 2


@pytest.mark.parametrize("shifts", ["none", "over", "foreign"])
def test_shifts_that_cannot_be_are_refused(rota, shifts):
    team = rota.team()
    foreign = list(rota.a_site().activity.shifts.all())

    expected, given, now = {
        "none": (errors.TeamShiftsMissing, [], None),
        "over": (errors.TeamShiftOver, rota.shifts, rota.site.clock(12)),
        "foreign": (errors.ShiftUnknown, foreign, None),
    }[shifts]

    with refused(expected):
        rota.put_on(team, given, now=now)


def test_only_teams_of_the_campaign_or_standing_ones_of_the_unit_fit(rota, world):
    standing = rota.team("Đội thường trực", campaign=False)
    strange = rota.team("Đội Bình Lư", unit=world.binh_lu, campaign=False)
    other = rota.team("Đội khác")
    Team.objects.filter(pk=other.pk).update(campaign=None, unit=world.binh_lu)

    rota.put_on(standing)

    with refused(errors.TeamNotOfCampaign):
        rota.put_on(strange)
    names = {
        each.name
        for each in queries.teams_for(activity=rota.site.activity, actor=rota.site.officer)
    }
    assert names == {"Đội thường trực"}


def test_who_leads_the_campaign_divides_the_shifts_of_units_below(rota, world):
    team = rota.team(unit=world.binh_lu)

    rota.put_on(team, by=world.officer(world.province, "PROVINCE_OFFICER"))

    with refused(NotAllowed):
        rota.put_on(team, rota.shifts[1:], by=world.officer(world.binh_lu))


def test_a_team_is_taken_off_and_only_then_removed(rota, world):
    team = rota.team()
    (duty,) = rota.put_on(team)

    with refused(errors.TeamOnDuty):
        actions.drop_team(by=rota.site.officer, team_id=team.pk, now=world.now)
    with refused(NotAllowed):
        actions.take_team_off(by=world.officer(world.binh_lu), duty_id=duty.pk, now=world.now)
    actions.take_team_off(by=rota.site.officer, duty_id=duty.pk, now=world.now)
    with refused(Missing):
        actions.take_team_off(by=rota.site.officer, duty_id=duty.pk, now=world.now)
    actions.drop_team(by=rota.site.officer, team_id=team.pk, now=world.now)

    assert not Team.objects.exists()


def test_a_team_or_site_that_is_not_there_is_missing(rota):
    team = rota.team()
    with refused(Missing):
        actions.put_team_on(
            by=rota.site.officer,
            team_id=team.pk,
            activity_id=0,
            shift_ids={1},
            now=rota.world.now,
        )


def test_commanders_are_named_to_the_site_and_to_who_sees_their_unit(rota, world):
    rota.put_on(rota.team(unit=world.binh_lu, raw="Giàng A Páo 0912345678"))

    seen = {
        role: _site(rota, world.officer(unit, role)).shifts[0].duties[0].commander is not None
        for unit, role in (
            (world.ta_leng, "COMMUNE_OFFICER"),
            (world.province, "PROVINCE_OFFICER"),
            (world.ta_leng, "PARTNER_AGENCY"),
        )
    }

    assert seen == {"COMMUNE_OFFICER": True, "PROVINCE_OFFICER": True, "PARTNER_AGENCY": False}


def test_a_commander_who_took_consent_back_is_named_on_no_list_of_teams(rota, world, monkeypatch):
    team = rota.team(raw="Giàng A Páo 0912345678\nVàng A Sinh")
    rota.put_on(team)
    whose = Consent.objects.filter(person__full_name="Giàng A Páo", purpose="PARTICIPATION")
    whose.update(withdrawn_at=world.now)

    (shown,) = _site(rota).shifts[0].duties
    led = queries.leaders({team.pk}, actor=rota.site.officer)
    members = queries.team(team_id=team.pk, actor=rota.site.officer).members
    drawn = []
    monkeypatch.setattr(
        documents, "typeset_pages", lambda _layout, pages, **_on: drawn.extend(pages)
    )
    queries.duty_roster(
        sites=[_site(rota)], unit_id=world.ta_leng.pk, actor=rota.site.officer, on=world.now
    )

    assert (shown.commander.full_name, shown.commander.phone) == ("(đã rút đồng ý)", "")
    assert led[team.pk] == shown.commander
    assert [people.shown_name(each) for each in members] == ["(đã rút đồng ý)", "Vàng A Sinh"]
    assert "Người số 1, đã rút đồng ý" in drawn[0]["rows"][0]


def test_a_commander_sees_what_is_ahead_of_the_team(rota, world):
    team = rota.team(raw="Giàng A Páo 0912345678\nLý A Chu")
    rota.put_on(team, rota.shifts)
    own = {team.members.get(role="COMMANDER").person_id}

    (first, second) = queries.duties_of_persons(own, now=world.now)
    (later,) = queries.duties_of_persons(own, now=rota.site.clock(12))

    assert (first.leads, second.shift, later.shift) == (True, rota.shifts[1], rota.shifts[1])


def test_totals_count_shifts_gaps_and_teams_without_a_shift(rota, world, province):
    rota.put_on(rota.team())
    rota.team("Đội rảnh")

    totals = queries.duty_totals(campaign_id=rota.campaign.pk, actor=province, now=world.now)

    assert (totals.shifts, totals.gaps, totals.idle_teams) == (2, 1, 1)


def test_only_sites_with_gaps_are_asked_for(rota, province):
    rota.put_on(rota.team(), rota.shifts)
    empty = rota.a_site().activity

    rows = queries.duty_sites(
        campaign_id=rota.campaign.pk, actor=province, now=rota.world.now, gaps_only=True
    )

    assert rows.get() == empty


def test_the_roster_names_teams_and_says_where_none_is(rota):
    rota.put_on(rota.team(raw="Giàng A Páo 0912345678"))

    content = queries.duty_roster(
        sites=[_site(rota)],
        unit_id=rota.world.ta_leng.pk,
        actor=rota.site.officer,
        on=rota.world.now,
    )

    assert content.startswith(b"%PDF")


def test_sites_cost_the_same_for_one_and_for_six(rota, world, province, costs_the_same):
    def grow(numbers):
        for number in numbers:
            site = rota.a_site()
            team = rota.team(f"Đội {number}", raw=f"Người Thứ {number} 09123456{number}0")
            rota.put_on(team, site.activity.shifts.all(), site=site)

    grow([0])

    costs_the_same(
        lambda: queries.site_duties(
            activities=list(
                queries.duty_sites(campaign_id=rota.campaign.pk, actor=province, now=world.now)
            ),
            actor=province,
            now=world.now,
        ),
        lambda: grow(range(1, 6)),
    )


def test_a_shift_that_is_over_is_no_gap(rota, province):
    noon = rota.site.clock(12)

    (site,) = queries.site_duties(
        activities=[rota.site.activity], actor=rota.site.officer, now=noon
    )
    totals = queries.duty_totals(campaign_id=rota.campaign.pk, actor=province, now=noon)

    assert site.gaps == (rota.shifts[1],)
    assert (totals.shifts, totals.gaps) == (1, 1)
