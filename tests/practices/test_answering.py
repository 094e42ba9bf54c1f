"""Recommendations reach the level they speak to, ideas the unit above; both are answered."""

import pytest
from django.db import transaction

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.practices import actions, errors, queries, rules
from aoxanh.practices.types import IdeaGiven, IdeaKind, PracticeLevel
from tests.practices.conftest import F


ASKED = "Đề nghị Tỉnh đoàn hỗ trợ máy tính."


@pytest.fixture
def sent(org, draft_of, secretary, now):
    made = draft_of(texts={F.RECOMMENDATION: ASKED})
    return actions.send_recommendation(
        by=secretary, practice_id=made.pk, to_unit_id=org.province.pk, now=now
    )


@pytest.fixture
def idea(org, secretary, now):
    given = IdeaGiven(kind=IdeaKind.PROJECT, title="Tủ sách bản", text="Gom sách cho điểm trường")
    return actions.send_idea(by=secretary, unit_id=org.ta_leng.pk, idea=given, now=now)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Đề nghị Tỉnh đoàn hỗ trợ máy tính", PracticeLevel.PROVINCE),
        ("Huyện còn khó: đề nghị Ban Bí thư Trung ương Đoàn giúp", PracticeLevel.CENTRE),
        ("TW Đoàn phổ biến cách làm", PracticeLevel.CENTRE),
        ("Mong Huyện đoàn và Tỉnh đoàn cùng lo", PracticeLevel.DISTRICT),
        ("Cần Đảng ủy xã cho mượn nhà", PracticeLevel.COMMUNE),
        ("Kinh phí", PracticeLevel.OTHER),
    ],
)
def test_a_recommendation_speaks_to_a_level(text, level):
    assert rules.addressed_level(text) == level


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Đề nghị Tỉnh đoàn hỗ trợ", "province"),
        ("Đề nghị Trung ương Đoàn hỗ trợ", "province"),
        ("Cần Đoàn xã cùng làm", "ta_leng"),
        ("Kinh phí", "above"),
    ],
)
def test_the_unit_it_speaks_to_is_proposed(org, draft_of, secretary, text, meant):
    offered = queries.addressees(draft_of(texts={F.RECOMMENDATION: text}), actor=secretary)

    (marked,) = [each.unit_id for each in offered if each.is_meant]
    units = {"province": org.province.pk, "ta_leng": org.ta_leng.pk, "above": offered[1].unit_id}
    assert marked == units[meant]


def test_what_is_recommended_is_sent_answered_and_read_where_it_came_from(
    org, sent, secretary, superior, now
):
    waiting = queries.waiting_for(org.province.pk, actor=superior)
    unsent = list(queries.recommended(actor=secretary, unit_id=org.ta_leng.pk))
    actions.answer_recommendation(
        by=superior, recommendation_id=sent.pk, answer="Quý I sẽ chuyển 5 máy.", now=now
    )

    (told,) = queries.sent_recommendations(unit_id=org.ta_leng.pk, actor=secretary)
    assert (waiting, unsent) == ((1, 0), [])
    assert (told.text, told.answer) == (ASKED, "Quý I sẽ chuyển 5 máy.")
    assert queries.waiting_for(org.province.pk, actor=superior) == (0, 0)


def test_what_cannot_be_sent_is_refused(org, draft_of, sent, secretary, now):
    def send(practice, unit):
        actions.send_recommendation(by=secretary, practice_id=practice, to_unit_id=unit.pk, now=now)

    with pytest.raises(errors.RecommendationWaits), transaction.atomic():
        send(sent.practice_id, org.province)
    with pytest.raises(errors.NothingRecommended), transaction.atomic():
        send(draft_of("Vườn ươm").pk, org.province)
    with pytest.raises(errors.NotAbove), transaction.atomic():
        send(draft_of("Đội sửa xe", texts={F.RECOMMENDATION: "Vốn"}).pk, org.binh_lu)
    with pytest.raises(Missing), transaction.atomic():
        send(999, org.province)


def test_an_answer_is_given_once_in_words_by_the_unit_that_was_asked(
    sent, secretary, superior, now
):
    with pytest.raises(errors.AnswerNeeded), transaction.atomic():
        actions.answer_recommendation(by=superior, recommendation_id=sent.pk, answer=" ", now=now)
    with pytest.raises((Missing, NotAllowed)), transaction.atomic():
        actions.answer_recommendation(by=secretary, recommendation_id=sent.pk, answer="Có", now=now)
    actions.answer_recommendation(by=superior, recommendation_id=sent.pk, answer="Có", now=now)

    with pytest.raises(errors.AnsweredAlready), transaction.atomic():
        actions.answer_recommendation(by=superior, recommendation_id=sent.pk, answer="Có", now=now)


def test_an_idea_lies_in_the_box_of_the_unit_above(org, idea, superior):
    box = list(queries.ideas(actor=superior, unit_id=idea.to_unit_id))

    assert idea.to_unit_id != org.ta_leng.pk
    assert box == [idea]
    assert queries.waiting_for(idea.to_unit_id, actor=superior)[1] == 1


def test_an_accepted_idea_names_the_model_that_shows_how(
    org, idea, listed, superior, secretary, now
):
    actions.answer_idea(
        by=superior,
        idea_id=idea.pk,
        is_accepted=True,
        answer="Làm thử ở hai bản.",
        practice_code=listed.code,
        now=now,
    )

    found = queries.accepted_idea(idea.code, unit_id=org.ta_leng.pk, actor=secretary)
    assert (found.state, found.answer, found.practice) == ("ACCEPTED", "Làm thử ở hai bản.", listed)


def test_an_idea_that_is_not_accepted_opens_nothing(org, idea, superior, secretary, now):
    actions.answer_idea(by=superior, idea_id=idea.pk, is_accepted=False, answer="Chưa", now=now)

    with pytest.raises(Missing), transaction.atomic():
        queries.accepted_idea(idea.code, unit_id=org.ta_leng.pk, actor=secretary)
    with pytest.raises(errors.AnsweredAlready), transaction.atomic():
        actions.answer_idea(by=superior, idea_id=idea.pk, is_accepted=True, answer="Ừ", now=now)


def test_an_answer_to_an_idea_is_in_words_and_names_what_exists(idea, superior, now):
    with pytest.raises(errors.AnswerNeeded), transaction.atomic():
        actions.answer_idea(by=superior, idea_id=idea.pk, is_accepted=True, answer="", now=now)
    with pytest.raises(Missing), transaction.atomic():
        actions.answer_idea(
            by=superior,
            idea_id=idea.pk,
            is_accepted=True,
            answer="Có",
            practice_code="KHONGCO",
            now=now,
        )


@pytest.mark.parametrize(("title", "text"), [("", "Gom sách"), ("Tủ sách", " "), ("x" * 201, "y")])
def test_an_idea_has_a_name_and_says_what(org, secretary, now, title, text):
    given = IdeaGiven(kind=IdeaKind.SOLUTION, title=title, text=text)

    with pytest.raises(errors.IdeaIncomplete), transaction.atomic():
        actions.send_idea(by=secretary, unit_id=org.ta_leng.pk, idea=given, now=now)


def test_neighbours_read_neither_box_nor_answers(org, sent, idea, neighbour):
    assert not queries.recommendations(actor=neighbour, unit_id=org.province.pk)
    assert not queries.sent_recommendations(unit_id=org.ta_leng.pk, actor=neighbour)
    assert not queries.ideas(actor=neighbour, unit_id=idea.to_unit_id)
    assert not queries.sent_ideas(unit_id=org.ta_leng.pk, actor=neighbour)
    assert queries.waiting_for(org.province.pk, actor=neighbour) == (0, 0)
