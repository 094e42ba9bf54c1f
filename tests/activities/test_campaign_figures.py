"""What a campaign reached: targets, and figures computed from what activities brought about."""

from datetime import timedelta
from decimal import Decimal

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import CampaignTarget
from aoxanh.activities.types import OutputGiven
from tests.activities.drive import LAST, of
from tests.activities.world import refused


def test_the_campaigns_figures_are_the_sums_of_their_rows(
    world, province, campaign, held, attach, progress
):
    attach(held(outputs=(("ao_am", "40"), ("suat_qua", "khoảng 12"))))
    attach(held(world.binh_lu, title="Chợ áo ấm", outputs=(("ao_am", "25"),)))
    held(title="Không tính vào", outputs=(("ao_am", "999"),))

    reached = progress(campaign, world.province, province)

    for each in reached.whole.metrics:
        rows = queries.campaign_rows(
            row=campaign, metric=each.metric, unit_id=world.province.pk, actor=province
        )
        assert sum((row.amount for row in rows), Decimal(0)) == each.reached
    assert of(reached.whole, "ao_am").reached == 65
    assert {unit.name: of(unit, "ao_am").reached for unit in reached.below} == {
        "Đoàn Tả Lèng": 40,
        "Đoàn Bình Lư": 25,
    }
    (about,) = queries.campaign_rows(
        row=campaign,
        metric=of(reached.whole, "suat_qua").metric,
        unit_id=world.province.pk,
        actor=province,
    )
    assert about.about


def test_turns_and_hours_are_counted_by_the_portal_itself(
    world, province, campaign, crowd, progress
):
    held = crowd.sign_up()
    crowd.scan(held)
    crowd.leave(held)
    crowd.close()
    crowd.settle()
    actions.attach_activity(
        by=crowd.officer, campaign_id=campaign.pk, activity_id=crowd.activity.pk, now=world.now
    )
    actions.set_targets(
        by=province,
        campaign_id=campaign.pk,
        metric="gio_tinh_nguyen",
        amounts={world.province.pk: "10"},
        now=world.now,
    )

    whole = progress(campaign, world.province, province).whole

    assert (of(whole, "luot_tham_gia").reached, of(whole, "gio_tinh_nguyen").reached) == (1, 4)
    for code in ("luot_tham_gia", "gio_tinh_nguyen", "hoat_dong"):
        each = of(whole, code)
        rows = queries.campaign_rows(
            row=campaign, metric=each.metric, unit_id=world.province.pk, actor=province
        )
        assert sum(row.amount for row in rows) == each.reached > 0


def test_what_the_portal_counts_cannot_be_typed_as_a_result(world, held):
    activity = held(outputs=())

    with refused(errors.ChoiceUnknown):
        actions.record_outputs(
            by=world.officer(world.ta_leng),
            activity_id=activity.pk,
            outputs=[OutputGiven(metric="luot_tham_gia", amount="900")],
            now=world.now,
        )


def _set(world, province, campaign, amounts, metric="ao_am"):
    return actions.set_targets(
        by=province, campaign_id=campaign.pk, metric=metric, amounts=amounts, now=world.now
    )


def test_targets_are_given_to_units_and_each_sees_its_own(
    world, province, campaign, officer, progress
):
    amounts = {world.province.pk: "1.000", world.ta_leng.pk: "60", world.binh_lu.pk: "40"}

    assert _set(world, province, campaign, amounts) == 3

    assert of(progress(campaign, world.province, province).whole, "ao_am").target == 1000
    assert of(progress(campaign, world.ta_leng, officer).whole, "ao_am").target == 60
    seen = queries.campaign_targets(campaign_id=campaign.pk, actor=officer)
    assert {target.unit_id for target in seen} == {world.ta_leng.pk}


def test_an_empty_amount_takes_a_target_back(world, province, campaign):
    _set(world, province, campaign, {world.ta_leng.pk: "60", world.binh_lu.pk: "40"})

    _set(world, province, campaign, {world.ta_leng.pk: ""})

    assert CampaignTarget.objects.get().unit_id == world.binh_lu.pk


@pytest.mark.parametrize("typed", ["nhiều", "-3", "0", "9" * 14])
def test_a_target_that_is_no_number_is_refused(world, province, campaign, typed):
    with refused(errors.TargetNumberInvalid):
        _set(world, province, campaign, {world.ta_leng.pk: typed})


def test_a_target_for_a_unit_elsewhere_or_of_no_metric_is_refused(world, campaign, province):
    elsewhere = world.found("Điện Biên", kind="tinh_doan")

    with refused(errors.TargetUnitOutside):
        _set(world, province, campaign, {elsewhere.pk: "5"})
    with refused(errors.ChoiceUnknown):
        _set(world, province, campaign, {world.ta_leng.pk: "5"}, metric="khong_co")


def test_who_has_nothing_yet_is_told_apart_from_who_prepares(
    world, province, campaign, attach, progress
):
    attach(world.published())

    below = {unit.name: unit for unit in progress(campaign, world.province, province).below}

    assert (below["Đoàn Tả Lèng"].coming, below["Đoàn Tả Lèng"].has_nothing) == (1, False)
    assert below["Đoàn Bình Lư"].has_nothing


def test_progress_asks_as_much_for_one_unit_as_for_six(
    world, province, campaign, attach, held, costs_the_same, progress
):
    attach(held())

    def grow():
        for number in range(5):
            unit = world.found(f"Xã {number}", parent=world.province)
            attach(held(unit, title=f"Việc {number}"), by=world.system)

    costs_the_same(lambda: progress(campaign, world.province, province), grow)


def test_the_seasons_campaign_is_the_one_that_runs_or_comes_next(world, province, campaign, attach):
    attach(world.published())

    shown = queries.season_campaign(day=world.day, unit_id=world.province.pk)

    assert (shown.campaign, shown.open_total, len(shown.branches)) == (campaign, 1, 2)
    assert queries.season_campaign(day=LAST + timedelta(days=1), unit_id=world.province.pk) is None


def test_the_public_page_of_a_campaign_asks_five_questions(
    world, campaign, attach, held, statements
):
    attach(held())
    attach(world.published())

    with statements() as counted:
        shown = queries.public_campaign(code=campaign.code, now=world.now)

    assert counted.count <= 5, counted.sqls
    assert (shown.held_total, shown.open_total, len(shown.open_now)) == (1, 1, 1)
    assert [(metric.pk, amount) for metric, amount in shown.results] == [("ao_am", 40)]
