"""Events of a year: which count, what the others lack, and who has not held a kind."""

from datetime import date

import pytest

from aoxanh.activities import actions, queries
from aoxanh.activities.errors import ReferenceFileRefused
from aoxanh.activities.models import Activity, Evidence
from aoxanh.activities.types import HeldGiven, Proof
from aoxanh.files import actions as files
from tests.files.uploads import picture


@pytest.fixture
def forum(world):
    """Put a forum of a unit on record; its kind asks for a paper, a picture and who came."""

    def record(unit=None, *, kind="dien_dan_tntn", turns=60, day=date(2026, 11, 2)):
        held = HeldGiven(
            title="Diễn đàn",
            kind_code=kind,
            field_code="mang_luoi",
            first_day=day,
            last_day=day,
            place_id=world.places["Tả Lèng"].pk,
            turns=turns,
            persons=turns,
            paper="Biên bản 3-BB/ĐTN",
        )
        unit_id = (unit or world.ta_leng).pk
        return actions.record_held(by=world.system, unit_id=unit_id, held=held, now=world.now)

    return record


def pictured(activity, world):
    """It is shown by a picture, too."""

    stored = files.store(
        by=world.system, unit_id=activity.unit_id, kind="PHOTO", name="a.jpg",
        content=picture(), now=world.now,
    )  # fmt: skip
    Evidence.objects.create(activity=activity, file=stored, added_at=world.now)


def test_an_event_counts_only_with_every_proof_its_kind_asks_for(forum, world, officer):
    asked = {"actor": officer, "unit_id": world.ta_leng.pk, "year": 2026}
    event = forum()
    (shown,) = queries.events_shown(queries.events(**asked))
    assert (shown.is_held, shown.lacks) == (True, (Proof.PICTURE,))
    assert queries.evidenced_count(**asked) == 0

    pictured(event, world)

    (shown,) = queries.events_shown(queries.events(**asked))
    assert shown.lacks == ()
    assert queries.evidenced_count(**asked) == 1


def test_a_planned_event_never_counts_whatever_it_shows(forum, world, officer):
    event = forum()
    pictured(event, world)
    template, lifecycle = (
        world.opened("dien_dan_tntn").template_id,
        Activity.objects.latest("pk").lifecycle_id,
    )
    Activity.objects.filter(pk=event.pk).update(
        state="PLANNED", template=template, lifecycle=lifecycle, declared_turns=None,
        declared_persons=None,
    )  # fmt: skip
    asked = {"actor": officer, "unit_id": world.ta_leng.pk, "year": 2026}

    (shown,) = queries.events_shown(queries.events(**asked))

    assert not shown.is_held
    assert queries.evidenced_count(**asked) == 0


def test_who_has_not_held_a_kind_is_named_the_unit_itself_included(forum, world):
    above = world.officer(world.province, "PROVINCE_OFFICER")
    asked = {"actor": above, "unit_id": world.province.pk, "kind": "dien_dan_chuyen_sau"}
    forum(world.ta_leng, kind="dien_dan_chuyen_sau")

    missing = queries.units_without(**asked, year=2026)

    assert len(missing) == 2
    assert not any("Tả Lèng" in name for name in missing)
    assert len(queries.units_without(**asked, year=2025)) == 3


def test_other_events_and_volunteering_stay_out_of_the_list(forum, world, officer):
    forum()
    forum(kind="tinh_nguyen")
    asked = {"actor": officer, "unit_id": world.ta_leng.pk, "year": 2026}

    assert queries.events(**asked).count() == 1
    assert queries.events(**asked, kind="cuoc_thi").count() == 0
    assert queries.events(**{**asked, "year": 2025}).count() == 0


def test_a_kind_that_asks_for_an_unknown_proof_is_refused(db, system, now, tmp_path):
    path = tmp_path / "kinds.yaml"
    path.write_text(
        "- {code: hop, name: Họp, family: EVENT, yields_hours: false, evidence: [LỜI NÓI]}\n",
        encoding="utf-8",
    )

    with pytest.raises(ReferenceFileRefused):
        actions.load_reference(by=system, folder=path, now=now)
