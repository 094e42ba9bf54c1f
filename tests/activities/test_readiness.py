"""What must be settled before volunteers may sign up: stages, safety, the host's word."""

from datetime import timedelta

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import HostAgreement
from aoxanh.activities.types import ActivityState
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from tests.activities.world import refused


PREPARING = ("survey", "site", "plan", "preparation")


def complete(world, activity, codes=PREPARING):
    for code in codes:
        actions.complete_stage(
            by=world.officer(world.ta_leng), activity_id=activity.pk, code=code, now=world.now
        )


def check_all(world, activity):
    for code in activity.safety_items.order_by("pk").values_list("code", flat=True):
        actions.check_safety_item(
            by=world.officer(world.ta_leng), activity_id=activity.pk, code=code, now=world.now
        )


def publish(world, activity, by=None):
    by = by or world.officer(world.ta_leng)
    return actions.publish(by=by, activity_id=activity.pk, now=world.now)


def test_an_indoor_activity_opens_at_once(world):
    open_ = publish(world, world.opened("lop_so"))

    assert open_.state == ActivityState.OPEN
    assert open_.opened_at == world.now
    assert Entry.objects.filter(event="activities.SignupsOpened").count() == 1


def test_an_outdoor_activity_is_refused_naming_every_missing_stage_and_item(world):
    draft = world.opened("don_duong_lien_ban")

    with refused(errors.NotReady) as refusal:
        publish(world, draft)

    sentence = str(refusal.value)
    assert "Khảo sát nhu cầu" in sentence
    assert "Chuẩn bị điều kiện" in sentence
    assert "sơ cứu" in sentence
    assert "Đánh giá" not in sentence
    draft.refresh_from_db()
    assert draft.state == ActivityState.DRAFT


def test_it_opens_when_stages_are_done_or_left_out_with_a_reason_and_safety_is_seen_to(
    world, officer
):
    draft = world.opened("don_duong_lien_ban")
    complete(world, draft, ("survey", "plan", "preparation"))
    check_all(world, draft)
    actions.skip_stage(
        by=officer,
        activity_id=draft.pk,
        code="site",
        reason="Bản đã giao đoạn đường",
        now=world.now,
    )

    assert publish(world, draft).state == ActivityState.OPEN


def test_an_unchecked_item_closes_the_way_again(world, officer):
    draft = world.opened("don_duong_lien_ban")
    complete(world, draft)
    check_all(world, draft)
    actions.check_safety_item(
        by=officer, activity_id=draft.pk, code="weather", checked=False, now=world.now
    )

    with refused(errors.NotReady) as refusal:
        publish(world, draft)

    assert str(refusal.value).count("mục an toàn") == 1


def test_readiness_lists_what_is_met_and_what_is_not(world, officer):
    draft = world.opened("don_duong_lien_ban")
    complete(world, draft, ("survey",))

    lines = queries.readiness(activity_id=draft.pk, actor=officer)

    assert [line.met for line in lines][:2] == [True, False]


def test_readiness_is_not_told_to_others(world):
    draft = world.opened()

    with pytest.raises(Missing):
        queries.readiness(activity_id=draft.pk, actor=world.officer(world.binh_lu))


def test_outside_its_territory_it_waits_for_the_host(world, officer):
    draft = world.opened("ao_am", place="Bình Lư")
    complete(world, draft)
    check_all(world, draft)

    with refused(errors.NotReady) as refusal:
        publish(world, draft)

    assert "Đoàn nơi đến" in str(refusal.value)
    asked = actions.ask_host(
        by=officer, activity_id=draft.pk, host_unit_id=world.binh_lu.pk, now=world.now
    )
    actions.answer_host(
        by=world.officer(world.binh_lu), agreement_id=asked.pk, agreed=True, now=world.now
    )
    assert publish(world, draft).state == ActivityState.OPEN


@pytest.fixture
def asked(world, officer):
    draft = world.opened("ao_am", place="Bình Lư")
    return actions.ask_host(
        by=officer, activity_id=draft.pk, host_unit_id=world.binh_lu.pk, now=world.now
    )


def test_a_host_that_refuses_says_why_and_may_be_asked_again(world, officer, asked):
    host = world.officer(world.binh_lu)
    with refused(errors.HostReasonMissing):
        actions.answer_host(by=host, agreement_id=asked.pk, agreed=False, now=world.now)
    actions.answer_host(
        by=host, agreement_id=asked.pk, agreed=False, note="Trùng lễ hội", now=world.now
    )

    again = actions.ask_host(
        by=officer, activity_id=asked.activity_id, host_unit_id=world.binh_lu.pk, now=world.now
    )

    assert (again.pk, again.state, again.note) == (asked.pk, "ASKED", "")


def test_a_host_answers_once_and_is_asked_once(world, officer, asked):
    host = world.officer(world.binh_lu)
    with refused(errors.HostAlreadyAsked):
        actions.ask_host(
            by=officer, activity_id=asked.activity_id, host_unit_id=world.binh_lu.pk, now=world.now
        )
    actions.answer_host(by=host, agreement_id=asked.pk, agreed=True, now=world.now)

    with refused(errors.HostAlreadyAnswered):
        actions.answer_host(by=host, agreement_id=asked.pk, agreed=True, now=world.now)


def test_only_the_host_answers(world, officer, asked):
    with refused(NotAllowed):
        actions.answer_host(by=officer, agreement_id=asked.pk, agreed=True, now=world.now)
    with refused(Missing):
        actions.answer_host(by=officer, agreement_id=10**9, agreed=True, now=world.now)

    assert HostAgreement.objects.get().state == "ASKED"


def test_a_unit_does_not_host_itself(world, officer):
    draft = world.opened()

    with refused(errors.HostIsOrganiser):
        actions.ask_host(
            by=officer, activity_id=draft.pk, host_unit_id=world.ta_leng.pk, now=world.now
        )


def test_the_host_reads_what_it_is_asked_about_and_others_do_not(world, asked):
    host = world.officer(world.binh_lu)

    assert queries.activity(activity_id=asked.activity_id, actor=host).pk == asked.activity_id
    assert queries.host_agreements(actor=host).get().pk == asked.pk
    assert not queries.host_agreements(actor=world.officer(world.ta_leng)).exists()


@pytest.mark.parametrize(
    ("code", "given", "error"),
    [
        ("khong_co", {}, errors.StageUnknown),
        ("handover", {}, errors.StageNotKept),
        ("plan", {"ahead": 1}, errors.StageDayInFuture),
    ],
)
def test_a_stage_is_completed_as_it_is(world, officer, code, given, error):
    draft = world.opened("lop_so")
    done_on = world.day + timedelta(days=given.get("ahead", 0))

    with refused(error):
        actions.complete_stage(
            by=officer, activity_id=draft.pk, code=code, done_on=done_on, now=world.now
        )


def test_a_stage_done_is_not_done_again_nor_left_out(world, officer):
    draft = world.opened("don_duong_lien_ban")
    complete(world, draft, ("survey",))

    with refused(errors.StageSettled):
        complete(world, draft, ("survey",))
    with refused(errors.StageSettled):
        actions.skip_stage(
            by=officer, activity_id=draft.pk, code="survey", reason="Thôi", now=world.now
        )


@pytest.mark.parametrize(
    ("code", "reason", "error"),
    [
        ("survey", " ", errors.StageReasonMissing),
        ("evaluation", "Bận", errors.StageCannotBeSkipped),
        ("implementation", "Bận", errors.StageCannotBeSkipped),
    ],
)
def test_a_stage_is_never_left_out_without_a_reason(world, officer, code, reason, error):
    draft = world.opened("don_duong_lien_ban")

    with refused(error):
        actions.skip_stage(
            by=officer, activity_id=draft.pk, code=code, reason=reason, now=world.now
        )

    assert draft.stages.get(code=code).use == "KEPT"


def test_an_item_of_ones_own_must_be_seen_to_as_well(world, officer):
    draft = world.opened("don_duong_lien_ban")
    complete(world, draft)
    check_all(world, draft)

    actions.add_safety_item(
        by=officer, activity_id=draft.pk, text="Cầu treo chỉ đi từng người", now=world.now
    )

    with refused(errors.NotReady):
        publish(world, draft)


def test_safety_items_need_words_and_must_exist(world, officer):
    draft = world.opened()

    with refused(errors.SafetyTextMissing):
        actions.add_safety_item(by=officer, activity_id=draft.pk, text=" ", now=world.now)
    with refused(errors.SafetyItemUnknown):
        actions.check_safety_item(by=officer, activity_id=draft.pk, code="khong", now=world.now)


def test_publishing_is_refused_elsewhere_twice_and_too_late(world):
    draft = world.opened()

    with refused(NotAllowed):
        publish(world, draft, by=world.officer(world.binh_lu))
    with refused(errors.DaysPast):
        publish(world, draft, by=world.later(9))
    publish(world, draft)
    with refused(errors.WrongState) as refusal:
        publish(world, draft)
    assert "mở đăng ký" in str(refusal.value)


def test_an_activity_without_places_is_not_opened(world):
    draft = world.opened()
    draft.shifts.all().delete()

    with refused(errors.NotReady):
        publish(world, draft)
