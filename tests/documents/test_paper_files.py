"""Layouts and templates are files that another province replaces; faulty ones are refused with a reason."""

import pytest

from aoxanh.documents import queries, rules
from aoxanh.documents.errors import PaperFileRefused, PaperUnknown
from aoxanh.documents.types import REFERENCE


UNION = (REFERENCE / "families" / "union.yaml").read_text(encoding="utf-8")
PLAN = (REFERENCE / "papers" / "ke-hoach.yaml").read_text(encoding="utf-8")


@pytest.fixture
def own(settings, tmp_path):
    settings.PAPERS_FOLDER = tmp_path
    return tmp_path


def _write(folder, kind, name, text):
    (folder / kind).mkdir(exist_ok=True)
    (folder / kind / name).write_text(text, encoding="utf-8")


def test_an_activity_has_its_four_papers_in_order():
    names = [template.name for template in queries.templates(about="activity")]

    assert names == ["Kế hoạch", "Giấy mời", "Bảng phân công nhiệm vụ", "Báo cáo kết quả"]


def test_a_file_of_the_installation_stands_for_the_shipped_one(own):
    _write(own, "papers", "ke-hoach.yaml", PLAN.replace("I. MỤC ĐÍCH, YÊU CẦU", "I. VÌ SAO"))

    plan = queries.template(code="ke-hoach", about="activity")

    assert "I. VÌ SAO" in [block.text for block in plan.body]
    assert len(queries.templates(about="activity")) == 4


def test_a_file_of_the_installation_adds_a_paper_and_its_labels(own):
    text = PLAN.replace("name: Kế hoạch", "name: Phương án").replace("{budget}", "{vehicles}")
    _write(own, "papers", "phuong-an.yaml", text)
    _write(own, "papers", "labels.yaml", "vehicles: Phương tiện")

    assert queries.template(code="phuong-an", about="activity").name == "Phương án"
    assert queries.labels()["vehicles"] == "Phương tiện"


def test_a_layout_of_the_installation_changes_margins_and_symbols(own):
    text = UNION.replace("left: 30", "left: 35").replace("right: 15", "right: 10")
    _write(own, "families", "union.yaml", text.replace("DOAN: ĐTN", "DOAN: ĐX"))

    family = queries.family_of("DOAN")

    assert (family.page.left, family.page.right) == (35, 10)
    assert queries.number_line(family, series="KH", code="ĐX", number=3) == "03-KH/ĐX"


def test_a_paper_nobody_described_is_unknown():
    with pytest.raises(PaperUnknown):
        queries.template(code="to-trinh", about="activity")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- a\n- b", "phải gồm các mục"),
        ("about: [", "không đọc được"),
        (PLAN.replace("heading: KẾ HOẠCH\n", ""), "thiếu mục “heading”"),
        (PLAN + "colour: xanh\n", "có mục lạ “colour”"),
        (PLAN.replace("series: KH", "series: 7"), "sai kiểu ở mục “series”"),
        (PLAN.replace("{budget}", "{rocket}"), "chỗ “{rocket}” chưa có tên"),
        (PLAN.replace("{budget}", "{budget"), "dấu ngoặc nhọn không khớp"),
        (PLAN.replace("{budget}", "{unit.pk}"), "tên chỗ điền không hợp lệ"),
        (PLAN.replace("{budget}", "{0}"), "tên chỗ điền không hợp lệ"),
        (PLAN.replace("align: center}", "align: middle}"), "“align” là"),
        (PLAN.replace("- section: VI. KINH PHÍ", "- KINH PHÍ"), "mỗi dòng của “body”"),
    ],
)
def test_a_faulty_template_is_refused_with_its_reason(text, reason):
    with pytest.raises(PaperFileRefused) as refusal:
        rules.read_template("ke-hoach.yaml", text, labels=queries.labels())

    assert "ke-hoach.yaml" in str(refusal.value)
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (UNION.replace("columns: [82.5, 82.5]", "columns: [100, 100]"), "hai cột phải nằm trong"),
        (UNION.replace("-{series}/{code}", "-{series}/{unit}"), "chỉ dùng {number}"),
        (UNION.replace("width: 210, ", ""), "thiếu mục “width”"),
        (UNION.replace("  signer: {size: 14, bold: true, align: center}\n", ""), "thiếu mục “signer”"),
        (UNION.replace("align: justify", "align: up", 1), "“align” là"),
    ],
)  # fmt: skip
def test_a_faulty_layout_is_refused_with_its_reason(text, reason):
    with pytest.raises(PaperFileRefused) as refusal:
        rules.read_family("union.yaml", text)

    assert reason in str(refusal.value)
