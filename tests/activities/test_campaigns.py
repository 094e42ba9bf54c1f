"""Campaigns: drafted, changed, opened to the units below, with the activities that count."""

from datetime import date, timedelta

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Activity, Campaign, CampaignActivity
from aoxanh.activities.types import BranchGiven
from aoxanh.kernel.errors import Missing, NotAllowed
from tests.activities.drive import BRANCHES, FIRST, LAST, given, of
from tests.activities.world import refused


def test_a_draft_is_seen_by_its_unit_and_not_by_those_below(world, province, draft, officer):
    assert queries.campaigns(actor=province, unit_id=world.province.pk).get() == draft
    assert not queries.campaigns(actor=officer, unit_id=world.ta_leng.pk).exists()
    with refused(Missing):
        queries.public_campaign(code=draft.code, now=world.now)


def test_an_opened_campaign_is_seen_by_everyone_below_and_by_the_public(world, campaign, officer):
    assert queries.campaigns(actor=officer, unit_id=world.ta_leng.pk).get() == campaign
    assert queries.public_campaign(code=campaign.code, now=world.now).campaign == campaign


def test_branches_keep_their_order_and_their_rows_when_edited(world, province, draft):
    before = {branch.name: branch.pk for branch in queries.branches_of(draft)}

    changed = (BranchGiven(name="Xuân biên giới", note="9 xã"), BranchGiven(name="Mái ấm"))
    actions.edit_campaign(
        by=province, campaign_id=draft.pk, campaign=given(branches=changed), now=world.now
    )

    after = queries.branches_of(draft)
    assert [branch.name for branch in after] == ["Xuân biên giới", "Mái ấm"]
    assert (after[0].pk, after[0].note) == (before["Xuân biên giới"], "9 xã")


def test_a_branch_in_use_cannot_be_left_out(world, province, campaign, held, attach):
    branch = queries.branches_of(campaign)[0]
    attach(held(), branch_id=branch.pk)

    with refused(errors.BranchInUse):
        actions.edit_campaign(
            by=province, campaign_id=campaign.pk, campaign=given(branches=()), now=world.now
        )


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": "  "}, errors.CampaignNameMissing),
        ({"last_day": FIRST - timedelta(days=1)}, errors.PeriodReversed),
        ({"last_day": FIRST + timedelta(days=400)}, errors.CampaignTooLong),
        ({"launched_on": FIRST - timedelta(days=1)}, errors.CampaignDayOutside),
        ({"branches": (BRANCHES[0], BranchGiven(name="ao am LEN ban"))}, errors.BranchTwice),
        (
            {"branches": (BranchGiven(name="Đợt 1", first_day=LAST, last_day=FIRST),)},
            errors.PeriodReversed,
        ),
    ],
)
def test_a_campaign_that_cannot_be_is_refused(world, province, changes, refusal):
    with refused(refusal):
        actions.draft_campaign(
            by=province,
            unit_id=world.province.pk,
            type_code="khac",
            campaign=given(**changes),
            now=world.now,
        )

    assert not Campaign.objects.exists()


def test_a_type_that_is_not_there_is_refused(world, province):
    with refused(errors.ChoiceUnknown):
        actions.draft_campaign(
            by=province,
            unit_id=world.province.pk,
            type_code="khong_co",
            campaign=given(),
            now=world.now,
        )


def test_the_same_campaign_is_not_drafted_twice(world, province, draft):
    with refused(errors.CampaignExists):
        actions.draft_campaign(
            by=province,
            unit_id=world.province.pk,
            type_code="khac",
            campaign=given(),
            now=world.now,
        )


def test_only_its_unit_changes_a_campaign(world, campaign, officer):
    with refused(NotAllowed):
        actions.review_campaign(by=officer, campaign_id=campaign.pk, now=world.now)


def test_one_activity_counts_at_both_levels_and_is_typed_once(
    world, province, campaign, held, attach, officer, progress
):
    activity = held()

    attach(activity)

    above = progress(campaign, world.province, province)
    below = progress(campaign, world.ta_leng, officer)
    assert of(above.whole, "ao_am").reached == of(below.whole, "ao_am").reached == 40
    assert (above.whole.activities, below.whole.activities) == (1, 1)
    assert Activity.objects.count() == 1


def test_attaching_again_changes_the_branch_and_counts_once(
    world, province, campaign, held, attach, progress
):
    activity, branch = held(), queries.branches_of(campaign)[1]

    attach(activity)
    attach(activity, branch_id=branch.pk)

    assert CampaignActivity.objects.get().branch == branch
    assert progress(campaign, world.province, province).whole.activities == 1


def test_an_activity_of_another_branch_of_the_tree_is_refused(world, held, campaign):
    own = actions.draft_campaign(
        by=world.officer(world.binh_lu),
        unit_id=world.binh_lu.pk,
        type_code="khac",
        campaign=given(name="Bình Lư xanh"),
        now=world.now,
    )

    with refused(errors.CampaignNotAbove):
        actions.attach_activity(
            by=world.officer(world.ta_leng),
            campaign_id=own.pk,
            activity_id=held().pk,
            now=world.now,
        )


def test_a_draft_of_the_superior_takes_nothing_from_below(world, draft, held, officer):
    with refused(Missing):
        actions.attach_activity(
            by=officer, campaign_id=draft.pk, activity_id=held().pk, now=world.now
        )


def test_an_activity_outside_the_campaigns_days_is_refused(attach, held):
    with refused(errors.OutsideCampaign):
        attach(held(day=date(2026, 9, 1)))


def test_a_branch_of_another_campaign_is_refused(attach, held):
    with refused(errors.BranchUnknown):
        attach(held(), branch_id=0)


def test_a_cancelled_activity_does_not_count(world, attach):
    activity = world.published()
    actions.cancel(by=world.system, activity_id=activity.pk, reason="Mưa to", now=world.now)

    with refused(errors.WrongState):
        attach(activity)


def test_the_superior_cannot_attach_what_another_unit_runs(province, attach, held):
    with refused(NotAllowed):
        attach(held(), by=province)


def test_a_campaign_that_was_summed_up_takes_and_gives_nothing_more(
    world, province, campaign, held, attach
):
    activity = held()
    attach(activity)
    actions.review_campaign(by=province, campaign_id=campaign.pk, now=world.now)

    with refused(errors.CampaignWrongState):
        attach(held(title="Đến muộn"))
    with refused(errors.CampaignWrongState):
        actions.detach_activity(
            by=world.officer(world.ta_leng),
            campaign_id=campaign.pk,
            activity_id=activity.pk,
            now=world.now,
        )
    with refused(errors.CampaignWrongState):
        actions.edit_campaign(by=province, campaign_id=campaign.pk, campaign=given(), now=world.now)


def test_a_draft_is_dropped_unless_something_counts_in_it(world, province, draft, held):
    own = held(world.province)
    actions.attach_activities(
        by=province, campaign_id=draft.pk, activity_ids=[own.pk], now=world.now
    )

    with refused(errors.CampaignInUse):
        actions.drop_campaign(by=province, campaign_id=draft.pk, now=world.now)
    actions.detach_activity(by=province, campaign_id=draft.pk, activity_id=own.pk, now=world.now)
    actions.drop_campaign(by=province, campaign_id=draft.pk, now=world.now)

    assert not Campaign.objects.exists()
