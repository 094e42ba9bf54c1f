"""Extra questions as columns of a list of sign-ups: a form's export answers them."""

import pytest

from aoxanh.activities import actions
from aoxanh.activities.models import Pass
from aoxanh.activities.queries.questions import questions_of
from aoxanh.activities.rules.questions import listed_answer
from aoxanh.activities.types import Question, QuestionKind
from aoxanh.kernel import imports
from aoxanh.people.errors import TextTooLong
from aoxanh.work import actions as work
from aoxanh.work import queries
from aoxanh.work.errors import ColumnsMissing
from aoxanh.work.models import BatchRow
from aoxanh.work.types import RowState
from tests.activities.crowd import Crowd
from tests.activities.world import World, refused
from tests.work.lists import applied, brought, table_in


SIZE = Question(
    code="", text="Cỡ áo của bạn?", kind=QuestionKind.ONE, choices=("S", "M", "L"), required=True
)
MEANS = Question(
    code="", text="Bạn đến bằng gì?", kind=QuestionKind.SEVERAL, choices=("Xe máy", "Đi bộ, xe đạp")
)
LUNCH = Question(code="", text="Ăn trưa cùng đoàn?", kind=QuestionKind.YES_NO)
FRIENDS = Question(code="", text="Bạn rủ thêm mấy người?", kind=QuestionKind.NUMBER)
FORM = (
    "Dấu thời gian,Họ và tên,Số điện thoại,Năm sinh,Cỡ áo của bạn? *,Bạn đến bằng gì?,Ăn trưa cùng đoàn?,"
    "Bạn rủ thêm mấy người?"
)


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=9)


@pytest.fixture
def asking(crowd, now):
    """An activity that asks four things."""
    actions.set_questions(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        questions=[SIZE, MEANS, LUNCH, FRIENDS],
        now=now,
    )
    crowd.activity.refresh_from_db()
    return crowd


@pytest.fixture
def bring(asking, world, now):
    def make(*lines, **fills):
        table = table_in("\n".join(lines).encode(), name="form.csv")
        return brought(
            asking.officer,
            world.ta_leng.pk,
            table,
            now,
            of="signups",
            subject_id=asking.activity.pk,
            fills=fills,
        )

    return make


def column_of(asking, place):
    return f"answer.{questions_of(asking.activity)[place].code}"


def test_a_forms_export_answers_the_activitys_questions(asking, bring, now):
    batch = bring(
        FORM,
        '20/11/2026 9:15:02,Lò Thị Ón,0912345678,2005,m,"Xe máy, Đi bộ, xe đạp",Có,2',
        "20/11/2026 9:16:40,Vàng A Chư,0912345679,2004,L,xe may,khong,",
    )
    applied(asking.officer, batch, now)

    size, means, lunch, friends = (each.code for each in questions_of(asking.activity))
    first, second = Pass.objects.order_by("pk")
    assert first.answers == {
        size: "M", means: ["Xe máy", "Đi bộ, xe đạp"], lunch: "Có", friends: 2,
    }  # fmt: skip
    assert second.answers == {size: "L", means: ["Xe máy"], lunch: "Không"}


def test_answers_that_are_not_allowed_are_faults_at_their_columns(asking, bring):
    batch = bring(
        FORM,
        "x,Lò Thị Ón,0912345678,2005,XXL,Xe máy,Có,2",
        "x,Vàng A Chư,0912345679,2004,,Máy bay,có lẽ,-1",
    )

    rows = BatchRow.objects.filter(batch=batch, state=RowState.FAULTY).order_by("line")
    at = [[column for column, _said, _fault in row.findings] for row in rows]
    assert at == [[column_of(asking, 0)], [column_of(asking, place) for place in range(4)]]
    assert rows[0].findings[0][1] == "Hãy ghi một trong: S, M, L."


def test_a_list_that_lacks_a_required_answer_is_asked_for_it_or_for_one_that_fits_all(
    asking, bring, now
):
    lines = ("Họ và tên,Số điện thoại,Năm sinh", "Lò Thị Ón,0912345678,2005")
    with refused(ColumnsMissing) as refusal:
        bring(*lines)

    applied(asking.officer, bring(*lines, **{column_of(asking, 0): "S"}), now)

    assert "Cỡ áo của bạn?" in str(refusal.value)
    assert list(Pass.objects.get().answers.values()) == ["S"]


def test_a_heading_that_was_named_a_question_is_remembered_for_it_alone(asking, bring, world, now):
    batch = bring(FORM, "x,Lò Thị Ón,0912345678,2005,S,,,")
    heading = "Size,Họ và tên,Số điện thoại,Năm sinh"
    line = "S,Vàng A Chư,0912345679,2004"
    renamed = brought_without_answers(asking, world, heading, line, now)
    work.map_columns(
        by=asking.officer,
        batch_id=renamed.pk,
        mapping=[column_of(asking, 0), *renamed.mapping[1:]],
        fills={},
        now=now,
    )

    again = brought_without_answers(asking, world, heading, line, now)
    elsewhere = brought_without_answers(Crowd.at(world), world, heading, line, now)

    assert batch.mapping[4] == again.mapping[0] == column_of(asking, 0)
    assert elsewhere.mapping[0] == ""


def brought_without_answers(crowd, world, heading, line, now):
    return work.receive(
        by=crowd.officer,
        kind="signups",
        unit_id=world.ta_leng.pk,
        table=table_in(f"{heading}\n{line}".encode(), name="form.csv"),
        subject_id=crowd.activity.pk,
        now=now,
    )


def test_the_preview_shows_the_answers_as_they_will_be_kept(asking, bring):
    batch = bring(FORM, "x,Lò Thị Ón,0912345678,2005,s,xe may,x,02")

    (row,) = queries.rows_shown(batch, [RowState.READY], actor=asking.officer, limit=9)

    shown = {cell.label: cell.text for cell in row.cells}
    assert shown["Cỡ áo của bạn?"] == "S"
    assert shown["Bạn đến bằng gì?"] == "Xe máy"
    assert (shown["Ăn trưa cùng đoàn?"], shown["Bạn rủ thêm mấy người?"]) == ("Có", "2")


def test_an_activity_of_another_unit_adds_no_columns(asking, world):
    at = {"subject_id": asking.activity.pk}
    own = imports.kind_about("signups", unit_id=world.ta_leng.pk, **at)
    other = imports.kind_about("signups", unit_id=world.binh_lu.pk, **at)

    assert len(own.columns) == len(other.columns) + 4


def test_an_answer_in_own_words_may_not_be_longer_than_on_the_form():
    question = Question(code="x", text="Vì sao?", kind=QuestionKind.TEXT)

    assert listed_answer(question, "  Vì   vui ") == "Vì vui"
    with pytest.raises(TextTooLong):
        listed_answer(question, "x" * 121)


def test_a_number_beyond_what_the_form_takes_is_not_read():
    question = Question(code="x", text="Mấy người?", kind=QuestionKind.NUMBER)

    with pytest.raises(ValueError, match="10000"):
        listed_answer(question, "10000")


def test_the_questions_of_a_list_are_asked_for_once_a_page(asking, bring, statements):
    batch = bring(FORM, "x,Lò Thị Ón,0912345678,2005,S,,,")
    kind = queries.kind_of(batch)

    with statements() as counted:
        for state in RowState:
            queries.rows_shown(batch, [state], actor=asking.officer, kind=kind, limit=9)

    assert counted.count == len(RowState)
