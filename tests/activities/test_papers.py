"""Papers about an activity are filled from the chain, and name persons only to those who may see them."""

from io import BytesIO

import pytest
from docx import Document

from aoxanh.activities import actions, queries
from aoxanh.activities.models import Activity
from aoxanh.activities.types import OutputGiven
from aoxanh.documents.errors import PaperSignerMissing, PaperUnknown, PaperUnnumbered
from aoxanh.documents.types import Grid
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Person
from tests.activities.crowd import Crowd
from tests.activities.world import refused


@pytest.fixture
def secretary(world):
    return world.headed(world.ta_leng, "Giàng A Pháo")


@pytest.fixture
def told(crowd):
    Activity.objects.filter(pk=crowd.activity.pk).update(
        title="Lớp học số",
        summary="Giúp bà con dùng dịch vụ công.",
        spot="Nhà văn hóa bản Hồ Pên",
        beneficiaries="Bà con bản Hồ Pên",
        partners="Hội LHPN xã",
    )
    return crowd


def _paper(crowd, code, *, actor=None):
    papers = queries.activity_papers(activity_id=crowd.activity.pk, actor=actor or crowd.officer)
    return next(paper for paper in papers if paper.filled.code == code)


def _text(filled):
    lines = ["".join(run.text for run in filled.subject)]
    for piece in filled.body:
        rows = (
            [piece.line] if not isinstance(piece, Grid) else [c for row in piece.rows for c in row]
        )
        lines += ["".join(run.text for run in line) for line in rows]
    return "\n".join(lines)


def _held(crowd):
    """Somebody came and left; the activity was closed with a result."""
    held = crowd.sign_up("Vàng A Sính")
    crowd.sign_up("Lò Thị Mai")
    crowd.scan(held)
    crowd.scan(held, now=crowd.clock(10, 30), direction="OUT")
    actions.close(
        by=crowd.world.later(6),
        activity_id=crowd.activity.pk,
        evaluation="Bà con tự nộp được hồ sơ.",
        outputs=[OutputGiven(metric="nguoi_hoc", amount="khoảng 1.280", value_vnd=45_800_000)],
        completed=["plan"],
        now=crowd.clock(18),
    )


def test_a_plan_says_what_is_known_and_names_what_is_not(told, secretary):
    plan = _paper(told, "ke-hoach")
    text = _text(plan.filled)

    assert plan.filled.title == "Tổ chức hoạt động “Lớp học số”"
    assert "- Địa điểm: Nhà văn hóa bản Hồ Pên, xã Tả Lèng." in text
    assert "- Thời gian: ngày 28 tháng 11 năm 2026." in text
    assert "Đơn vị phối hợp: Hội LHPN xã." in text
    assert "7:00–11:00, 28/11/2026" in text
    assert plan.blanks == (
        "Căn cứ (văn bản của cấp trên)",
        "Kinh phí và nguồn",
        "Người phụ trách chung",
    )


def test_the_head_of_the_unit_signs_and_without_one_the_name_is_missing(told):
    assert "Người ký" in _paper(told, "ke-hoach").blanks


def test_the_head_signs(told, secretary):
    signature = _paper(told, "ke-hoach").signature

    assert (signature.name, signature.title, signature.number) == ("Giàng A Pháo", "Bí thư", None)


def test_the_duty_list_names_who_holds_which_place(told):
    told.sign_up("Vàng A Sính")
    told.sign_up("Lò Thị Mai")

    text = _text(_paper(told, "phan-cong").filled)

    assert text.index("Vàng A Sính") > 0
    assert "Lò Thị Mai" in text
    assert "2 / 2" in text


@pytest.mark.parametrize("role", ["INSPECTOR", "COMMUNE_OFFICER"])
def test_persons_are_named_to_those_who_may_see_them_only(told, role):
    leader = told.sign_up("Vàng A Sính").person
    Activity.objects.filter(pk=told.activity.pk).update(leader=leader)

    paper = _paper(told, "ke-hoach", actor=told.world.officer(told.world.ta_leng, role))

    assert ("Vàng A Sính" in _text(paper.filled)) == (role == "COMMUNE_OFFICER")
    assert ("Người phụ trách chung" in paper.blanks) == (role == "INSPECTOR")


def test_without_the_right_to_see_signups_the_duty_list_is_empty_and_named(told):
    told.sign_up("Vàng A Sính")
    partner = told.world.officer(told.world.ta_leng, "PARTNER_AGENCY")

    paper = _paper(told, "phan-cong", actor=partner)

    assert "Vàng A Sính" not in _text(paper.filled)
    assert "Người được phân công" in paper.blanks


def test_a_report_takes_every_figure_from_the_chain(told, secretary):
    before = _paper(told, "bao-cao")
    _held(told)
    after = _paper(told, "bao-cao")
    text = _text(after.filled)

    assert {"Số lượt người tham gia", "Số giờ tình nguyện đã ghi", "Kết quả bằng số"} <= set(
        before.blanks
    )
    assert "1 lượt người, 1 người tham gia; 3,5 giờ tình nguyện" in text
    assert "Đăng ký 2 người trên 2 chỗ." in text
    assert "khoảng 1.280" in text
    assert "45.800.000" in text
    assert "Bà con tự nộp được hồ sơ." in text
    assert after.blanks == (
        "Số, ngày của kế hoạch", "Minh chứng", "Khó khăn, hạn chế", "Kiến nghị, đề xuất",
    )  # fmt: skip


def test_a_report_of_what_was_only_recorded_says_that_its_figures_are_declared(told):
    Activity.objects.filter(pk=told.activity.pk).update(
        state="RECORDED", closed_at=told.world.now, declared_turns=120, declared_persons=90
    )

    text = _text(_paper(told, "bao-cao").filled)

    assert "120 lượt người, 90 người tham gia (đơn vị tự khai" in text
    assert "giờ tình nguyện được ghi từ điểm danh" not in text


def test_an_issued_plan_is_named_by_the_papers_that_follow_it(told, secretary):
    issued = actions.issue_activity_paper(
        by=told.officer, activity_id=told.activity.pk, code="ke-hoach", now=told.world.now
    )

    report, duties = _paper(told, "bao-cao"), _paper(told, "phan-cong")

    assert issued.symbol == "01-KH/ĐTN"
    assert "Thực hiện Kế hoạch số 01-KH/ĐTN ngày 23 tháng 11 năm 2026" in _text(report.filled)
    assert "Số, ngày của kế hoạch" not in duties.blanks


def test_an_issued_paper_keeps_the_signer_of_its_day(told, secretary):
    actions.issue_activity_paper(
        by=told.officer, activity_id=told.activity.pk, code="ke-hoach", now=told.world.now
    )
    Person.objects.filter(pk=secretary.person_id).update(full_name="Tên Đã Đổi")

    signature = _paper(told, "ke-hoach").signature

    assert (signature.name, signature.number, signature.on) == (
        "Giàng A Pháo",
        1,
        told.world.day,
    )


def test_a_file_opens_in_word_under_a_name_without_marks(told, secretary):
    name, content = queries.activity_paper_file(
        activity_id=told.activity.pk, code="giay-moi", actor=told.officer, on=told.world.now
    )

    word = Document(BytesIO(content))
    assert name == "giay-moi-du-hoat-dong-lop-hoc-so.docx"
    assert [p.text for p in word.paragraphs][:2] == ["GIẤY MỜI", "Dự hoạt động “Lớp học số”"]
    assert word.core_properties.author == "Đoàn Tả Lèng"


def test_what_nobody_may_read_or_nobody_described_gives_no_file(told):
    stranger = told.world.officer(told.world.binh_lu)
    wanted = {"activity_id": told.activity.pk, "on": told.world.now}
    draft = told.world.opened(by=told.world.system)

    with pytest.raises(PaperUnknown):
        queries.activity_paper_file(code="to-trinh", actor=told.officer, **wanted)
    with pytest.raises(Missing):
        queries.activity_papers(activity_id=draft.pk, actor=stranger)


def test_numbers_are_given_by_the_unit_that_runs_it_with_somebody_to_sign(told):
    issue = {"activity_id": told.activity.pk, "now": told.world.now}

    with refused(NotAllowed):
        actions.issue_activity_paper(
            by=told.world.officer(told.world.binh_lu), code="ke-hoach", **issue
        )
    with refused(PaperUnnumbered):
        actions.issue_activity_paper(by=told.officer, code="phan-cong", **issue)
    with refused(PaperSignerMissing):
        actions.issue_activity_paper(by=told.officer, code="ke-hoach", **issue)


def test_papers_cost_the_same_for_one_person_and_for_six(world, costs_the_same):
    crowd = Crowd.at(world, places=8)
    crowd.sign_up()

    costs_the_same(
        lambda: queries.activity_papers(activity_id=crowd.activity.pk, actor=crowd.officer),
        lambda: [crowd.sign_up() for _each in range(5)],
    )
