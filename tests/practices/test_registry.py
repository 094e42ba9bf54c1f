"""A model is written, edited with versions, reviewed, listed, retired; units take it up."""

from datetime import date

import pytest

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.practices import actions, errors, queries
from aoxanh.practices.models import Adoption, Practice, PracticeFlag
from aoxanh.practices.queries import PracticeFilter
from tests.access.organisation import refused
from tests.practices.conftest import F, given


@pytest.fixture
def draft(org, secretary, now):
    return actions.write(by=secretary, unit_id=org.ta_leng.pk, practice=given(), now=now)


@pytest.mark.parametrize(
    ("practice", "refusal"),
    [
        (given(title=" "), errors.TitleNeeded),
        (given(title="x" * 501), errors.TitleNeeded),
        (given(year=1890), errors.YearImplausible),
        (given(year=2030), errors.YearImplausible),
    ],
)
def test_what_cannot_be_a_model_is_refused(org, secretary, now, practice, refusal):
    with refused(refusal):
        actions.write(by=secretary, unit_id=org.ta_leng.pk, practice=practice, now=now)

    assert not Practice.objects.exists()


def test_an_edit_keeps_the_wording_before_it(draft, secretary, now):
    changed = given(title="Tủ áo ấm bản xa", texts={F.RESULT: "Trao 1.280 áo ấm"})

    edited = actions.edit(by=secretary, practice_id=draft.pk, practice=changed, now=now)
    actions.edit(by=secretary, practice_id=draft.pk, practice=changed, now=now)

    kept = queries.wordings(draft.pk, actor=secretary)
    assert (edited.version, edited.result) == (2, "Trao 1.280 áo ấm")
    assert [(each.version, each.texts["result"]) for each in kept] == [(1, "")]


def test_confirmed_classes_stay_while_their_text_does(draft, secretary, now):
    actions.confirm_classes(
        by=secretary, practice_id=draft.pk, level="COMMUNE", replicability="YES", now=now
    )

    same = actions.edit(
        by=secretary, practice_id=draft.pk, practice=given(title="Tủ áo ấm"), now=now
    )
    other = actions.edit(
        by=secretary,
        practice_id=draft.pk,
        practice=given(title="Tủ áo ấm", texts={F.REPLICABILITY: "Không nhân rộng được"}),
        now=now,
    )

    assert (same.level, same.replicability) == ("COMMUNE", "YES")
    assert other.replicability == "NO"


def test_a_model_is_listed_once_everything_was_looked_at(draft, secretary, now):
    flag = PracticeFlag.objects.create(practice=draft, kind="PLAN_NOT_RESULT")
    with refused(errors.NotYetReviewed):
        actions.put_into_registry(by=secretary, practice_id=draft.pk, now=now)

    actions.resolve_flag(by=secretary, flag_id=flag.pk, note="Đã có kết quả", now=now)
    listed = actions.put_into_registry(by=secretary, practice_id=draft.pk, now=now)

    assert [each.code for each in queries.registry()] == [listed.code]
    with refused(errors.AlreadyListed):
        actions.put_into_registry(by=secretary, practice_id=draft.pk, now=now)
    with refused(Missing):
        actions.resolve_flag(by=secretary, flag_id=flag.pk, note="", now=now)


def test_a_retired_model_is_shown_no_more(listed, draft, secretary, now):
    with refused(errors.NotListed):
        actions.retire(by=secretary, practice_id=draft.pk, now=now)

    actions.retire(by=secretary, practice_id=listed.pk, now=now)

    assert not queries.registry().exists()
    with refused(Missing):
        queries.registered(listed.code)


def test_drafts_are_seen_by_the_unit_and_its_superior_alone(
    draft, secretary, superior, neighbour, now
):
    assert queries.practice(draft.code, actor=secretary) == draft
    assert queries.practice(draft.code, actor=superior) == draft
    with refused(Missing):
        queries.practice(draft.code, actor=neighbour)
    with refused(NotAllowed):
        actions.edit(by=superior, practice_id=draft.pk, practice=given(), now=now)
    with refused(Missing):
        actions.edit(by=neighbour, practice_id=draft.pk, practice=given(), now=now)


def take_up(by, unit, practice, now, adaptation="Gom áo ở chợ phiên"):
    return actions.adopt(
        by=by,
        unit_id=unit.pk,
        practice_id=practice.pk,
        adaptation=adaptation,
        started_on=date(2026, 11, 1),
        now=now,
    )


def test_another_unit_takes_a_model_up_and_tells_how_it_went(org, listed, neighbour, now):
    adoption = take_up(neighbour, org.binh_lu, listed, now)
    told = actions.report(
        by=neighbour, adoption_id=adoption.pk, result="Trao 300 áo", worked=True, cost=0, now=now
    )

    assert queries.registered(listed.code).taken_up == 1
    assert (told.worked, told.reported_at) == (True, now)
    assert list(queries.adoptions_of(listed.pk)) == [adoption]
    assert list(queries.adoptions(actor=neighbour, unit_id=org.binh_lu.pk)) == [adoption]


@pytest.mark.parametrize("adaptation", ["", "  \n "])
def test_taking_up_says_how(org, listed, neighbour, now, adaptation):
    with refused(errors.AdaptationNeeded):
        take_up(neighbour, org.binh_lu, listed, now, adaptation)


def test_what_cannot_be_taken_up_is_refused(org, listed, draft, secretary, neighbour, now):
    with refused(errors.AdoptsOwn):
        take_up(secretary, org.ta_leng, listed, now)
    with refused(errors.NotListed):
        take_up(neighbour, org.binh_lu, draft, now)
    with refused(NotAllowed):
        take_up(neighbour, org.ta_leng, listed, now)
    take_up(neighbour, org.binh_lu, listed, now)
    with refused(errors.AlreadyAdopted):
        take_up(neighbour, org.binh_lu, listed, now)

    assert Adoption.objects.count() == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "tu ao am"}, 1),
        ({"text": "TỦ ẤM"}, 1),
        ({"text": "vườn"}, 0),
        ({"year": 2026}, 1),
        ({"year": 2020}, 0),
        ({"replicability": "BLANK"}, 1),
        ({"field_code": "environment"}, 1),
        ({"field_code": "env"}, 0),
        ({"text": "vườn", "level": '"'}, 0),
        ({"text": "vườn", "field_code": "\"' OR x"}, 0),
    ],
)
def test_models_are_found(org, secretary, now, wanted, found):
    practice = given(field_codes=("environment",))
    actions.write(by=secretary, unit_id=org.ta_leng.pk, practice=practice, now=now)

    rows = PracticeFilter(**wanted).narrow(queries.practices(actor=secretary))

    assert rows.count() == found


def test_a_list_costs_the_same_for_many(org, secretary, now, costs_the_same):
    def page():
        return [
            (each.title, each.taken_up, each.place) for each in queries.practices(actor=secretary)
        ]

    def grow():
        for number in range(5):
            actions.write(
                by=secretary, unit_id=org.ta_leng.pk, practice=given(f"Mô hình {number}"), now=now
            )

    costs_the_same(page, grow)
