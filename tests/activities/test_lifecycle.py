"""From announced to closed or cancelled."""

from io import BytesIO

import pytest
from PIL import Image

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Activity, Evidence
from aoxanh.activities.types import ActivityState, OutputGiven, PhotoGiven
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.units.models import Hold
from tests.activities.world import refused


def photo(name="anh.jpg"):
    sink = BytesIO()
    Image.new("RGB", (8, 8), "blue").save(sink, "JPEG")
    return PhotoGiven(name=name, content=sink.getvalue(), caption="Bà con học dùng điện thoại")


@pytest.fixture
def held(world):
    """A digital class whose day has come, with its plan done."""
    activity = world.published("lop_so")
    actions.complete_stage(
        by=world.officer(world.ta_leng), activity_id=activity.pk, code="plan", now=world.now
    )
    return activity


def close(world, activity, *, by=None, **given):
    given = {"evaluation": "Bà con học nhanh."} | given
    by = by or world.later(6)
    return actions.close(by=by, activity_id=activity.pk, now=world.now, **given)


def test_an_announced_activity_is_public_without_signups(world, officer):
    draft = world.opened("toa_dam")

    announced = actions.announce(by=officer, activity_id=draft.pk, now=world.now)

    assert announced.state == ActivityState.PLANNED
    assert announced.version > draft.version
    assert queries.public_activity(code=draft.code, day=world.day).activity.pk == draft.pk


def test_closing_keeps_evaluation_results_and_pictures_and_frees_the_unit(world, held, settings):
    closed = close(
        world,
        held,
        outputs=[OutputGiven(metric="nguoi_hoc", amount="khoảng 1.280", value_vnd=45_800_000)],
        photos=[photo()],
    )

    assert closed.state == ActivityState.CLOSED
    output = closed.outputs.get()
    assert (output.amount, output.about, output.value_vnd) == (1280, True, 45_800_000)
    assert closed.evidence.get().file.mime == "image/jpeg"
    assert not Hold.objects.exists()
    done = dict(closed.stages.values_list("code", "done_on"))
    assert done["evaluation"] == done["implementation"] == world.later(6).day


def test_closing_touches_the_cell_of_unit_and_day(world, held):
    close(world, held)

    entry = Entry.objects.get(event="activities.ActivityClosed")
    assert entry.touches == [[world.ta_leng.pk, held.starts_on.isoformat()]]


def test_no_activity_closes_without_an_evaluation(world, held):
    with refused(errors.EvaluationMissing):
        close(world, held, evaluation=" \n ")

    held.refresh_from_db()
    assert held.state == ActivityState.OPEN


def test_no_activity_closes_before_its_day(world, held, officer):
    with refused(errors.NotYetHeld):
        close(world, held, by=officer)


def test_closing_waits_for_stages_unless_they_are_ticked_along(world):
    activity = world.published("lop_so")

    with refused(errors.StagesOpen) as refusal:
        close(world, activity)

    assert "Lập kế hoạch" in str(refusal.value)
    assert close(world, activity, completed=["plan"]).state == ActivityState.CLOSED


@pytest.mark.parametrize(
    ("outputs", "error"),
    [
        ([OutputGiven(metric="khong_co", amount="1")], errors.ChoiceUnknown),
        ([OutputGiven(metric="nguoi_hoc", amount="nhiều")], errors.OutputNumberInvalid),
        ([OutputGiven(metric="nguoi_hoc", amount="1")] * 2, errors.OutputTwice),
    ],
)
def test_results_that_cannot_be_are_refused_and_nothing_closes(world, held, outputs, error):
    with refused(error):
        close(world, held, outputs=outputs)

    held.refresh_from_db()
    assert held.state == ActivityState.OPEN
    assert not held.outputs.exists()


def test_results_and_evidence_can_be_added_after_closing(world, held):
    close(world, held, outputs=[OutputGiven(metric="nguoi_hoc", amount="10")])

    actions.record_outputs(
        by=world.later(7),
        activity_id=held.pk,
        outputs=[OutputGiven(metric="nguoi_hoc", amount="12")],
        now=world.now,
    )
    actions.add_evidence(
        by=world.later(7), activity_id=held.pk, paper="Báo cáo 12-BC/ĐTN", now=world.now
    )

    shown = queries.public_activity(code=held.code, day=world.later(7).day)
    assert [output.amount for output in shown.outputs] == [12]
    assert [piece.paper for piece in Evidence.objects.filter(activity=held)] == [
        "Báo cáo 12-BC/ĐTN"
    ]


def test_evidence_is_something(world, held):
    with refused(errors.EvidenceMissing):
        actions.add_evidence(by=world.later(7), activity_id=held.pk, paper=" ", now=world.now)

    assert not Evidence.objects.exists()


def test_handover_may_follow_closing(world, officer):
    draft = world.opened("sua_diem_truong")
    for item in draft.safety_items.order_by("pk"):
        actions.check_safety_item(by=officer, activity_id=draft.pk, code=item.code, now=world.now)
    for code in ("survey", "site", "plan", "preparation"):
        actions.complete_stage(by=officer, activity_id=draft.pk, code=code, now=world.now)
    actions.publish(by=officer, activity_id=draft.pk, now=world.now)
    close(world, draft, completed=["inspection"])

    step = actions.complete_stage(
        by=world.later(9), activity_id=draft.pk, code="handover", now=world.now
    )

    assert step.done_on == world.later(9).day


def test_an_activity_starts_on_its_day_and_not_before(world, held, officer):
    with refused(errors.NotYetHeld):
        actions.start(by=officer, activity_id=held.pk, now=world.now)

    started = actions.start(by=world.later(5), activity_id=held.pk, now=world.now)

    assert started.state == ActivityState.RUNNING
    assert close(world, started).state == ActivityState.CLOSED


def test_an_event_without_signups_starts_only_when_it_is_safe(world, officer):
    draft = world.opened("ngay_hoi_tinh_nguyen")
    actions.announce(by=officer, activity_id=draft.pk, now=world.now)

    with refused(errors.NotReady):
        actions.start(by=world.later(5), activity_id=draft.pk, now=world.now)


def test_cancelling_says_why_and_frees_the_unit(world, held, officer):
    with refused(errors.CancelReasonMissing):
        actions.cancel(by=officer, activity_id=held.pk, reason=" ", now=world.now)

    cancelled = actions.cancel(by=officer, activity_id=held.pk, reason="Rét hại", now=world.now)

    assert (cancelled.state, cancelled.cancel_reason) == (ActivityState.CANCELLED, "Rét hại")
    assert not Hold.objects.exists()
    with refused(errors.WrongState):
        close(world, cancelled)


def test_a_draft_can_be_deleted_and_nothing_else(world, officer):
    draft = world.opened()
    actions.delete_draft(by=officer, activity_id=draft.pk, now=world.now)
    assert not Activity.objects.exists()
    assert not Hold.objects.exists()

    open_ = world.published()
    with refused(errors.WrongState):
        actions.delete_draft(by=officer, activity_id=open_.pk, now=world.now)


@pytest.mark.parametrize("step", [actions.announce, actions.publish, actions.start])
def test_steps_of_another_unit_are_refused(world, step):
    draft = world.opened()

    with refused(NotAllowed):
        step(by=world.officer(world.binh_lu), activity_id=draft.pk, now=world.now)
    with refused(Missing):
        step(by=world.officer(world.binh_lu), activity_id=10**9, now=world.now)
