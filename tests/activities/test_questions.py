"""Extra questions: at most eight, none that is sensitive, answered with the sign-up at no further cost."""

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Activity, Pass
from aoxanh.activities.queries.questions import sensitive_topics
from aoxanh.activities.rules.questions import names, read_answers, read_questions
from aoxanh.activities.types import Question, QuestionKind
from aoxanh.kernel.errors import Missing, NotAllowed
from tests.activities.nominating import Call
from tests.activities.world import refused


SHIRT = Question(code="shirt", text="Cỡ áo của bạn", kind=QuestionKind.ONE, choices=("S", "M", "L"))
SKILLS = Question(
    code="skill",
    text="Bạn làm tốt việc gì",
    kind=QuestionKind.SEVERAL,
    choices=("Sơ cứu", "Nấu ăn"),
)
SEATS = Question(code="seats", text="Chở được mấy người", kind=QuestionKind.NUMBER)
CLASS = Question(code="class", text="Bạn học lớp nào", kind=QuestionKind.TEXT, required=True)
NIGHT = Question(code="overnight", text="Ở lại qua đêm được không", kind=QuestionKind.YES_NO)
ALL = (SHIRT, SKILLS, SEATS, CLASS, NIGHT)


def own(text, kind=QuestionKind.TEXT, *choices):
    return Question(code="", text=text, kind=kind, choices=choices)


def ask(crowd, *questions, by=None):
    return actions.set_questions(
        by=by or crowd.officer,
        activity_id=crowd.activity.pk,
        questions=questions,
        now=crowd.world.now,
    )


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Bạn có bệnh nền gì không", "sức khỏe"),
        ("Ban co benh nen gi khong", "sức khỏe"),
        ("Nhóm máu", "sức khỏe"),
        ("Bạn theo tôn giáo nào", "tôn giáo"),
        ("Dân tộc", "dân tộc"),
        ("Số CCCD của bạn", "giấy tờ tùy thân"),
        ("Ảnh căn cước", "giấy tờ tùy thân"),
        ("STK để chuyển tiền xe", "tiền bạc, tài khoản"),
        ("Bạn là đảng viên chưa", "chính trị"),
        ("Bạn đã kết hôn chưa", "đời tư"),
        ("Mật khẩu Zalo", "mật khẩu, mã xác thực"),
    ],
)
def test_what_is_sensitive_is_refused_with_the_reason_and_a_way_out(text, topic):
    with pytest.raises(errors.QuestionSensitive) as refusal:
        read_questions([own(text)], sensitive_topics())

    assert refusal.value.values["topic"] == topic
    assert str(refusal.value.values["instead"])


def test_what_is_sensitive_is_found_among_the_choices_too():
    question = own("Bạn thuộc nhóm nào", QuestionKind.ONE, "Hộ nghèo", "Khác")

    with pytest.raises(errors.QuestionSensitive):
        read_questions([question], sensitive_topics())


@pytest.mark.parametrize(
    "text",
    [
        "Bạn đang ở đâu",
        "Bạn mang theo được dụng cụ gì",
        "Bạn học trường nào, lớp nào",
        "Có ai đi cùng bạn không",
        "Bạn cần được hỗ trợ gì trong ngày",
        "Bạn có thể nói tiếng Thái không",
    ],
)
def test_what_the_day_needs_may_be_asked(text):
    assert read_questions([own(text)], sensitive_topics())[0].text == text


def test_nothing_in_the_bank_is_sensitive():
    bank = queries.question_bank()

    assert len(bank) >= 8
    for question in bank:
        assert read_questions([question], sensitive_topics()) == (question,)


def test_one_word_is_found_only_as_it_is_spelled():
    assert names("Vào đảng chưa", "đảng")
    assert not names("Bạn đang ở đâu", "đảng")


@pytest.mark.parametrize(
    ("questions", "error"),
    [
        ([own(f"Câu số {n}") for n in range(9)], errors.QuestionsTooMany),
        ([own("A")], errors.QuestionUnreadable),
        ([own("a" * 121)], errors.QuestionUnreadable),
        ([own("Cỡ áo"), own("cỡ  ÁO")], errors.QuestionTwice),
        ([own("Cỡ áo", QuestionKind.ONE, "S")], errors.QuestionChoicesUnfit),
        ([own("Cỡ áo", QuestionKind.ONE, "S", "S", " ")], errors.QuestionChoicesUnfit),
        (
            [own("Cỡ áo", QuestionKind.SEVERAL, *(f"c{n}" for n in range(11)))],
            errors.QuestionChoicesUnfit,
        ),
        ([own("Cỡ áo", QuestionKind.ONE, "S", "M" * 61)], errors.QuestionChoicesUnfit),
    ],
)
def test_questions_that_cannot_be_are_refused(questions, error):
    with pytest.raises(error):
        read_questions(questions, sensitive_topics())


def test_answers_are_kept_as_what_they_are():
    given = {
        "shirt": ["M"],
        "skill": ["Nấu ăn", "Sơ cứu"],
        "seats": ["2"],
        "class": ["  10A1 "],
        "overnight": ["Có"],
        "unknown": ["x"],
    }

    assert read_answers(ALL, given) == {
        "shirt": "M",
        "skill": ["Sơ cứu", "Nấu ăn"],
        "seats": 2,
        "class": "10A1",
        "overnight": "Có",
    }


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("shirt", ["XXXL"]),
        ("shirt", ["S", "M"]),
        ("skill", ["Bay"]),
        ("seats", ["hai"]),
        ("seats", ["10000"]),
        ("class", [""]),
        ("class", ["a" * 121]),
        ("overnight", ["Có lẽ"]),
    ],
)
def test_answers_that_do_not_fit_are_told_by_question(code, typed):
    with pytest.raises(errors.AnswersUnfit) as refusal:
        read_answers(ALL, {"class": ["10A1"], code: typed})

    assert list(refusal.value.faults) == [code]


def test_questions_are_set_and_kept_under_their_codes(crowd):
    ask(crowd, SHIRT, own("Bạn mang theo gì"))
    first = queries.questions_of(Activity.objects.get())

    ask(crowd, *first[:1], Question(code=first[1].code, text="Mang gì", kind=QuestionKind.TEXT))
    after = queries.questions_of(Activity.objects.get())

    assert [each.code for each in after] == [each.code for each in first]
    assert after[0].code == "shirt"
    assert after[1].text == "Mang gì"


def test_only_who_may_edit_sets_questions_and_not_after_the_end(crowd):
    with refused(NotAllowed):
        ask(crowd, SHIRT, by=crowd.world.officer(crowd.world.binh_lu))
    crowd.close()
    with refused(errors.QuestionsFixed):
        ask(crowd, SHIRT)


def test_a_sign_up_keeps_its_answers_without_a_further_statement(crowd, statements):
    with statements() as plain:
        crowd.sign_up()
    ask(crowd, SHIRT)
    with statements() as asked:
        held = crowd.sign_up(answers={"shirt": ["L"]})

    assert asked.count == plain.count <= 8
    assert Pass.objects.get(pk=held.pk).answers == {"shirt": "L"}


def test_a_required_question_stops_the_sign_up_and_nothing_is_taken(crowd):
    ask(crowd, CLASS)

    with refused(errors.AnswersUnfit):
        crowd.sign_up()
    assert crowd.slot.taken == 0


def test_who_holds_the_pass_answers_anew(crowd):
    ask(crowd, SHIRT)
    held = crowd.sign_up()

    actions.answer_questions(
        by=crowd.guest(), token=held.token, answers={"shirt": ["S"]}, now=crowd.world.now
    )

    held.refresh_from_db()
    assert queries.answers_shown(Activity.objects.get(), held)[0][1] == "S"
    with refused(Missing):
        actions.answer_questions(by=crowd.guest(), token="x", answers={}, now=crowd.world.now)
    crowd.close()
    with refused(errors.QuestionsFixed):
        actions.answer_questions(
            by=crowd.guest(), token=held.token, answers={}, now=crowd.world.now
        )


def test_answers_are_counted_for_the_organiser_alone(crowd, statements):
    ask(crowd, SHIRT, SKILLS, CLASS)
    crowd.sign_up(answers={"shirt": ["M"], "skill": ["Sơ cứu", "Nấu ăn"], "class": ["10A1"]})
    crowd.sign_up(answers={"shirt": ["M"], "class": ["10A2"]})
    activity = Activity.objects.get()

    shirts, skills = queries.answer_tallies(activity, actor=crowd.officer)
    stranger = queries.answer_tallies(activity, actor=crowd.world.officer(crowd.world.binh_lu))

    assert shirts.counts == {"M": 2}
    assert skills.counts == {"Sơ cứu": 1, "Nấu ăn": 1}
    assert stranger[0].counts == {}


def test_a_unit_answers_for_whom_it_sends_and_leaves_the_rest_to_them(world):
    call = Call.at(world)
    call.give()
    ask(call.crowd, SHIRT, CLASS)

    call.send(call.names(1, answers={"shirt": ["L"]}))

    assert Pass.objects.get().answers == {"shirt": "L"}
    with refused(errors.AnswersUnfit):
        call.send(call.names(2, answers={"shirt": ["9"]})[1:])
