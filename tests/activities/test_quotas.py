"""Units are asked for people: places kept for them, never oversold, free again after the day."""

import pytest
from django.db import IntegrityError, transaction

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Activity, Quota, Slot
from aoxanh.audit.models import Entry
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.notices.models import Notice
from tests.activities.nominating import Call
from tests.activities.world import refused


@pytest.fixture
def call(world):
    return Call.at(world)


def test_places_given_to_a_unit_are_kept_from_everybody_else(call):
    call.give({call.world.ta_leng.pk: 4, call.world.binh_lu.pk: 5})

    assert (call.slot.held, call.slot.free) == (9, 1)
    assert call.crowd.state(call.crowd.sign_up("Mùa A Tủa")) == "CONFIRMED"
    assert call.crowd.state(call.crowd.sign_up("Hạng A Chu", "0912777888")) == "WAITING"


def test_without_a_waiting_list_kept_places_are_full_for_the_public(call):
    call.give({call.world.ta_leng.pk: 10})
    type(call.slot.shift).objects.update(waiting_until=None)

    with refused(errors.ShiftFull):
        call.crowd.sign_up()


def test_the_public_list_counts_kept_places_as_gone(call):
    call.give({call.world.ta_leng.pk: 10})

    page = queries.public_page(filters=queries.filters_from({"con-cho": "1"}), now=call.world.now)

    assert page.rows == ()


def test_a_number_is_put_right_and_the_difference_is_free_again(call):
    call.give()
    call.give({call.world.ta_leng.pk: 2})

    assert Quota.objects.count() == 1
    assert call.counts() == ((0, 2), (0, 2))


def test_places_given_back_go_to_who_waits(call):
    call.give({call.world.ta_leng.pk: 10})
    waiting = call.crowd.sign_up()

    call.give({call.world.ta_leng.pk: 9})

    assert call.crowd.state(waiting) == "CONFIRMED"
    assert call.slot.free == 0


def test_nought_takes_the_call_back(call):
    call.give()

    call.give({call.world.ta_leng.pk: 0})

    assert call.slot.held == 0
    assert queries.quotas_of(activity_id=call.activity.pk, actor=call.organiser) == []


def test_a_number_below_who_was_sent_is_refused(call):
    call.give()
    call.send(3)

    with refused(errors.QuotaBelowSent):
        call.give({call.world.ta_leng.pk: 2})


def test_more_than_there_are_places_is_refused_unless_the_shift_may_grow(call):
    numbers = {call.world.ta_leng.pk: 8, call.world.binh_lu.pk: 8}

    with refused(errors.PlacesNotEnough) as refusal:
        call.give(numbers)
    assert refusal.value.values == {"free": 10, "asked": 16}

    call.give(numbers, grows=True)
    assert (call.slot.capacity, call.slot.held) == (16, 16)


def test_the_capacity_cannot_be_lowered_below_what_is_kept(call):
    call.give()

    with refused(errors.CapacityBelowTaken):
        actions.change_capacity(
            by=call.organiser, slot_id=call.slot.pk, capacity=3, now=call.world.now
        )


@pytest.mark.parametrize("numbers", [{}, {"ta_leng": -1}, {"ta_leng": 20_001}])
def test_numbers_that_cannot_be_are_refused(call, numbers):
    ids = {getattr(call.world, name).pk: number for name, number in numbers.items()}

    with refused(errors.QuotaOutOfRange if numbers else errors.NoUnitAsked):
        call.give(ids)


@pytest.mark.parametrize("days", [-1, 6])
def test_the_day_lies_between_today_and_the_shift(call, days):
    with refused(errors.QuotaDayUnfit):
        call.give(due_on=call.later(days).date())


def test_only_units_below_the_organiser_are_asked(call):
    with refused(errors.UnitNotBelow):
        call.give({call.world.province.pk: 1})
    other = call.world.found("Hà Giang", kind="tinh_doan")
    with refused(errors.UnitNotBelow):
        call.give({other.pk: 1})


def test_who_may_not_edit_the_activity_gives_no_numbers(call):
    with refused(NotAllowed):
        call.give(by=call.secretary)
    with refused(Missing):
        actions.give_quotas(by=call.organiser, activity_id=0, given=None, now=call.world.now)


def test_a_shift_of_another_activity_is_refused(call):
    with refused(errors.SlotUnknown):
        call.give(slot_ids=[Call.at(call.world).slot.pk])
    with refused(errors.SlotUnknown):
        call.give(slot_ids=[])


def test_a_draft_is_announced_first(call):
    Activity.objects.update(state="DRAFT")

    with refused(errors.ActivityNotAnnounced):
        call.give()


@pytest.mark.parametrize(
    "change",
    [{"held": 11}, {"taken": 8, "held": 3}],
)
def test_the_database_refuses_to_keep_more_than_there_is(call, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(pk=call.slot.pk).update(**change)


@pytest.mark.parametrize("change", [{"filled": 5}, {"held": 5}, {"number": 3}])
def test_the_database_refuses_a_quota_beyond_its_number(call, change):
    call.give()

    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.update(**change)


def test_after_the_day_what_nobody_was_sent_for_is_free_for_all(call):
    call.give({call.world.ta_leng.pk: 10})
    call.send(3)
    waiting = [call.crowd.sign_up() for _ in range(2)]

    released = actions.release_due_quotas(
        by=Actor.system(cause="test", day=call.later(3).date()), now=call.later(3)
    )

    assert released == 7
    assert call.counts() == ((5, 0), (3, 0))
    assert [call.crowd.state(held) for held in waiting] == ["CONFIRMED", "CONFIRMED"]
    assert Entry.objects.filter(event="activities.QuotasReleased").count() == 1


def test_on_the_last_day_places_are_still_kept(call):
    call.give()

    released = actions.release_due_quotas(
        by=Actor.system(cause="test", day=call.due_on), now=call.later(2)
    )

    assert released == 0
    assert call.slot.held == 4


def test_a_later_day_keeps_places_again(call):
    call.give()
    system = Actor.system(cause="test", day=call.later(3).date())
    actions.release_due_quotas(by=system, now=call.later(3))

    call.give(
        by=call.world.officer(call.world.province, "PROVINCE_OFFICER", day=call.later(3).date()),
        now=call.later(3),
        due_on=call.later(4).date(),
    )

    assert call.counts() == ((0, 4), (0, 4))


def test_a_cancelled_activity_keeps_nothing(call):
    call.give()
    call.send(2)

    actions.cancel(
        by=call.organiser, activity_id=call.activity.pk, reason="Mưa lũ", now=call.world.now
    )

    assert call.counts() == ((0, 0), (0, 0))


def test_units_that_are_short_are_reminded_once_a_day(call, django_user_model):
    from aoxanh.access import actions as access  # noqa: PLC0415  only here

    account = access.register(
        by=call.world.system, contact="0912888777", full_name="Lò Thị Mai",
        password="áo xanh trên núi", now=call.world.now,
    )  # fmt: skip
    access.grant(
        by=call.world.system, account_id=account.pk, role="COMMUNE_OFFICER",
        unit_id=call.world.ta_leng.pk, now=call.world.now,
    )  # fmt: skip
    call.give({call.world.ta_leng.pk: 2, call.world.binh_lu.pk: 2})

    for _ in range(2):
        actions.remind_quotas(by=call.organiser, activity_id=call.activity.pk, now=call.world.now)

    notice = Notice.objects.get()
    assert notice.account_id == account.pk
    assert notice.path.endswith(f"/{call.activity.pk}/cu-nguoi/")


def test_nobody_is_reminded_who_sent_everybody(call):
    call.give({call.world.ta_leng.pk: 2})
    call.send(2)

    with refused(errors.NothingToRemind):
        actions.remind_quotas(by=call.organiser, activity_id=call.activity.pk, now=call.world.now)


def test_asking_many_units_costs_the_same_as_asking_few(call, statements):
    units = [call.world.found(f"Xã {n}", parent=call.world.province) for n in range(30)]
    with statements() as few:
        call.give({unit.pk: 1 for unit in units[:2]}, grows=True)
    with statements() as many:
        call.give({unit.pk: 1 for unit in units[2:]}, grows=True)

    assert many.count <= few.count + 1


def test_the_organiser_reads_what_was_sent_and_what_is_missing(call):
    call.give({call.world.ta_leng.pk: 4, call.world.binh_lu.pk: 2})
    call.send(3)

    shown = queries.quotas_of(activity_id=call.activity.pk, actor=call.organiser)

    assert [(each.quota.unit_id, each.missing, each.pending, each.state) for each in shown] == [
        (call.world.ta_leng.pk, 1, 3, "SHORT"),
        (call.world.binh_lu.pk, 2, 0, "NOTHING"),
    ]
    neighbour = call.world.officer(call.world.binh_lu)
    assert queries.quotas_of(activity_id=call.activity.pk, actor=neighbour) == []
