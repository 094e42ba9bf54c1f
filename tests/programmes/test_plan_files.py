"""Plans as files: another province's loads without code; a fault is told with its line and nothing is loaded."""

from pathlib import Path

import pytest

from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import (
    ProgrammeFileInvalid,
    ProgrammeIsClosed,
    UnknownEdition,
    UnknownProgramme,
)
from aoxanh.programmes.models import (
    Edition,
    Indicator,
    Objective,
    Phase,
    Programme,
    Target,
    Task,
    TaskBody,
)
from tests.activities.world import refused


INVENTED = Path(__file__).parent / "plans" / "invented.yaml"


class Files:
    """Plan files made from the invented one, and loading them for the province."""

    def __init__(self, figures, folder):
        self.figures, self.folder = figures, folder

    def changed(self, old="", new="", *, name="plan.yaml"):
        text = INVENTED.read_text(encoding="utf-8")
        assert old in text
        path = self.folder / name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    def load(self, path):
        owner = self.figures.world.province.pk
        return actions.load(by=self.figures.system, unit_id=owner, path=path, now=self.figures.now)

    def refusal(self, path):
        with refused(ProgrammeFileInvalid) as refusal:
            self.load(path)
        return str(refusal.value)


@pytest.fixture
def files(figures, tmp_path):
    return Files(figures, tmp_path)


def test_another_provinces_plan_loads_without_code(files):
    programme = files.load(INVENTED)

    assert (programme.number, programme.issuer) == ("12/KH-UBND", "UBND tỉnh")
    assert (programme.scope_kind_id, programme.territory) == ("tinh_doan", "Tỉnh khác")
    assert Phase.objects.filter(programme=programme).count() == 3
    assert Objective.objects.get(programme=programme).clause == "I.1"
    task = Task.objects.get(programme=programme, code="NV-1")
    assert task.deadline == {"before": "20/03"}
    assert {(row.body.name, row.role) for row in TaskBody.objects.filter(task=task)} == {
        ("Tỉnh đoàn", "LEAD"),
        ("Sở Tài chính", "COORDINATE"),
    }
    assert [each.code for each in task.indicators.all()] == ["XX-1"]
    held = Indicator.objects.get(code="XX-2")
    assert (held.type, held.basis, held.levels) == ("YEARLY_EVENT", "PER_YEAR", ["tinh_doan"])
    assert Target.objects.get(indicator=held).is_percent is False
    assert Target.objects.get(indicator__code="XX-7").year == 2027


def test_loading_a_programme_twice_changes_nothing(files):
    first = files.load(INVENTED)
    targets = set(Target.objects.values_list("pk", flat=True))

    again = files.load(INVENTED)

    assert again.pk == first.pk
    assert Edition.objects.count() == 1
    assert set(Target.objects.values_list("pk", flat=True)) == targets


def test_a_changed_file_is_the_next_edition_and_withdraws_what_it_leaves_out(files):
    programme = files.load(INVENTED)
    text = INVENTED.read_text(encoding="utf-8")
    path = files.folder / "next.yaml"
    path.write_text(text[: text.index("  - code: XX-7")], encoding="utf-8")

    files.load(path)

    assert list(programme.editions.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Indicator.objects.get(code="XX-7").withdrawn_on == files.figures.system.day
    assert "XX-7" not in [each.code for each in queries.indicators(actor=files.figures.system)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "numerator: activities_recorded\n",
            "numerator: unheard_of\n",
            "không có số đo unheard_of",
        ),
        ("{reach: [turns, 10]}", "5", "biểu thức chưa đúng"),
        ("{reach: [turns, 10]}", "{reach: [turns]}", "biểu thức chưa đúng"),
        ("{reach: [turns, 10]}", "{median: [turns]}", "biểu thức chưa đúng"),
        ("{reach: [turns, 10]}", "{max: [turns], min: [turns]}", "biểu thức chưa đúng"),
        ("{reach: [turns, 10]}", "{measure: turns, when: 1}", "biểu thức chưa đúng"),
        ("around: {day: 05/12, days: 10}}", "around: 05/12}", "cần cả ngày và số ngày"),
        ("{day: 05/12, days: 10}", "{day: 31/02, days: 10}", "không có ngày 31/02"),
        ("{day: 05/12, days: 10}", "{day: 05/12, days: 190}", "từ 0 đến 182"),
        ("{reach: [turns, 10]}", "{reach: [turns, 0]}", "số cần đạt phải từ 1"),
        ("{reach: [turns, 10]}", "{max: [{measure: 5}, turns]}", "biểu thức chưa đúng"),
        ("{field: [moi", "{mood: [moi", "không lọc được theo mood"),
        ("kind: lien_hoan", "kind: tiec_tung", "không có mã tiec_tung"),
        ("{dau: 30", "{dot: 30", "không có giai đoạn hay năm dot"),
        ("{2027: 100}", "{2031: 100}", "không có giai đoạn hay năm 2031"),
        ("cuoi: 90", "cuoi: 190", "dòng 55: mức 190 không nằm trong 0–100 %"),
        ("cuoi: 90", "cuoi: nhiều", "không phải là số"),
        ("from: 2025-01-01\nto", "from: 2025-02-31\nto", "dòng 6: không có ngày 2025-02-31"),
        ("before: 20/03", "before: 31/02", "không có ngày 31/02"),
        ("before: 20/03", "before: 29/02", "không có ngày 29/02"),
        ("before: 20/03", "in: [2031]", "năm 2031 nằm ngoài"),
        ("around: 05/12, days: 10, in", "around: 05/12, in", "hạn cần"),
        ("05/12, days: 10, in", "05/12, days: 99, in", "từ 0 đến 60"),
        ("with: [so_tai_chinh]", "with: [so_la]", "không có cơ quan, đơn vị so_la"),
        ("with: [so_tai_chinh]", "with: [tinh_doan]", "ghi hai lần trong cùng nhiệm vụ"),
        ("lead: [tinh_doan]\n    with", "lead: []\n    with", "ít nhất một đơn vị chủ trì"),
        ("every: year", "every: moon", "không có định kỳ moon"),
        ("budget: [ngan_sach]", "budget: [vay]", "không có nguồn kinh phí vay"),
        ("kind: recurrent", "kind: loan", "không có loại nguồn kinh phí loan"),
        ("tier: province", "tier: moon", "không có cấp ngân sách moon"),
        ("kind: recurrent", "kind: recurrent, tier: commune", "chỉ ngân sách nhà nước mới có cấp"),
        ("proposes: so_tai_chinh", "proposes: so_la", "không có cơ quan, đơn vị so_la"),
        ("only: [da_giao]", "only: [vay]", "không có nguồn kinh phí vay"),
        ("in: [2026], only", "in: [2031], only", "năm 2031 nằm ngoài chương trình"),
        ("in: [2026], only", "in: [2026, 2026], only", "năm 2026 đã có quy tắc"),
        ("indicators: [XX-1]", "indicators: [YY-1]", "không có chỉ tiêu YY-1"),
        ("kinds: [so_ban_nganh]", "kinds: [so_la]", "không có loại đơn vị so_la"),
        ("unit_kind: tinh_doan", "unit_kind: lang", "không có loại đơn vị lang"),
        ("across: [doan_xa,", "across: [doan_lang,", "không có loại đơn vị doan_lang"),
        ("from: 2026-07-01", "from: 2026-06-01", "dòng 14: giai đoạn chồng lên"),
        ("to: 2030-01-01}", "to: 2031-01-01}", "nằm ngoài thời gian"),
        ("from: 2026-07-01", "from: 2028-07-01", "ngày bắt đầu phải trước"),
        ("from: 2025-01-01\nto", "from: 2025-01-01 10:00:00\nto", "mục from chưa đúng kiểu"),
        ("- code: XX-2\n", "- code: XX-1\n", "mã XX-1 đã có ở trên"),
        ("type: ratio", "type: guess", "không có dạng chỉ tiêu guess"),
        ("basis: per_year", "basis: per_moon", "không có cách tính per_moon"),
        ("operator: none", "operator: '<>'", "không có phép so <>"),
        (
            "    denominator: {max: [activities_declared, activities_recorded]}\n",
            "",
            "thiếu mục denominator",
        ),
        ("    of: XX-3\n", "", "đúng một trong hai: mẫu số"),
        ("    across: [doan_xa, doan_phuong]\n", "", "độ phủ cần các loại đơn vị"),
        ("    of: XX-3\n", "    of: XX-4\n", "chỉ tiêu XX-4 dẫn về chính nó"),
        ("    of: XX-3\n", "    of: ZZ-3\n", "không có chỉ tiêu ZZ-3"),
        ("    of: XX-3\n", "    of: XX-3\n    cycle: 0\n", "ít nhất 1"),
        ("    counters:", "    targets: {cuoi: 3}\n    counters:", "định tính không có mức"),
        ("requires: [activities_declared]", "requires: [{sum: [turns]}]", "tên của từng số đo"),
        ("requires: [activities_declared]", "requires: [lượt]", "không có số đo lượt"),
        ("in: [2026], only", "in: [], only", "quy định cần ít nhất một năm"),
        (
            "objectives:\n",
            "objectives:\n  - {code: I.1, clause: I, text: a}\n  - {code: I.1, clause: I, text: b}\n",
            "mã I.1 đã có ở trên",
        ),
        ("{from: 50", "{from: 0", "các mức điểm phải tăng dần"),
        ("name: Chương", "title: Chương", "dòng 1: thiếu mục name"),
        ("number: 12/KH-UBND", "colour: blue", "không có mục tên colour"),
        ("issuer: UBND tỉnh", "issuer: ''", "mục issuer cần là một đoạn chữ"),
        ("code: NV-1", f"code: {'N' * 31}", "dài quá 30 ký tự"),
        (
            "objectives:\n  - {clause: I.1, text: Nâng năng lực điều phối}",
            "objectives: [5]",
            "cần các mục clause",
        ),
        ("number: 12/KH-UBND", "parent: QD-0", "chưa có chương trình cấp trên QD-0"),
        ("number: 12/KH-UBND", "code: XX", "mục code ghi hai lần"),
        ("name: Chương", "name: [", "dòng"),
    ],
)
def test_a_faulty_file_is_refused_whole(files, old, new, told):
    refusal = files.refusal(files.changed(old, new))

    assert told in refusal
    assert "plan.yaml" in refusal
    assert not Programme.objects.exists()


def test_what_is_no_plan_is_refused(files, tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("- một\n- hai\n", encoding="utf-8")

    assert "cần các mục code" in files.refusal(path)
    assert "không đọc được" in files.refusal(tmp_path / "nowhere.yaml")


def test_two_plans_with_one_number_are_refused(files):
    files.load(INVENTED)

    assert "số 12/KH-UBND đã là của chương trình XX-2025-2029" in files.refusal(
        files.changed("code: XX-2025-2029", "code: ZZ-2025-2029")
    )


def test_an_indicator_of_another_programme_is_refused(files):
    files.load(INVENTED)
    path = files.changed("code: XX-2025-2029\nname", "code: ZZ\nname")
    path.write_text(path.read_text(encoding="utf-8").replace("12/KH", "13/KH"), encoding="utf-8")

    assert "chỉ tiêu XX-1 thuộc chương trình khác" in files.refusal(path)


def test_a_programme_below_itself_is_refused(files):
    files.load(INVENTED)
    text = files.changed("number: 12/KH-UBND", "number: 14/KH-UBND").read_text(encoding="utf-8")
    below = files.folder / "below.yaml"
    below.write_text(
        text.replace("XX-", "BB-").replace("BB-2025-2029", "BELOW\nparent: XX-2025-2029"),
        encoding="utf-8",
    )
    files.load(below)

    refusal = files.refusal(files.changed("number: 12/KH-UBND", "parent: BELOW"))

    assert "không thể thuộc chính chương trình dưới nó" in refusal


def test_a_closed_programme_is_not_amended(files):
    programme = files.load(INVENTED)
    actions.close_programme(
        by=files.figures.system, programme_id=programme.pk, now=files.figures.now
    )

    assert "chương trình đã kết thúc" in files.refusal(files.changed("cuoi: 90", "cuoi: 95"))

    assert Edition.objects.count() == 1


def test_an_edition_there_is_not_is_told_from_a_programme_there_is_not(files):
    programme = files.load(INVENTED)

    with refused(UnknownEdition):
        queries.document(programme.code, actor=files.figures.system, edition=7)
    with refused(UnknownProgramme):
        queries.document("ZZ", actor=files.figures.system, edition=7)


def test_a_programme_is_closed_once(files):
    programme = files.load(INVENTED)
    closing = {"by": files.figures.system, "programme_id": programme.pk, "now": files.figures.now}
    actions.close_programme(**closing)

    with refused(ProgrammeIsClosed):
        actions.close_programme(**closing)


def test_a_programme_taken_out_and_loaded_again_changes_nothing(files):
    for path in (INVENTED, *queries.shipped_plans().values()):
        programme = files.load(path)
        text = queries.plan_text(queries.document(programme.code, actor=files.figures.system))
        again = files.folder / "again.yaml"
        again.write_text(text, encoding="utf-8")

        files.load(again)

        assert programme.editions.count() == 1


def test_what_a_later_edition_changed_is_told_entry_by_entry(files):
    actor = files.figures.system
    files.load(INVENTED)
    files.load(files.changed("cuoi: 90", "cuoi: 95"))
    before = queries.document("XX-2025-2029", actor=actor, edition=1)
    after = queries.document("XX-2025-2029", actor=actor)

    found = list(queries.differences(before, after))

    assert [(each.path, each.before, each.after) for each in found] == [
        ("indicators.PORTAL_RECORDED.targets.cuoi", 90, 95)
    ]


def test_what_a_district_changed_of_its_provinces_plan_is_found_by_family(files):
    plans = queries.shipped_plans()
    both = [
        actions.plain_document(actions.read_plan(plans[name]))
        for name in ("lai-chau-2024-2030", "chi-lang-2024-2030")
    ]

    found = {each.path: each for each in queries.differences(*both)}

    assert "indicators.PORTAL_RECORDED.name" in found
    assert "indicators.PORTAL_RECORDED.targets" not in found
    assert found["indicators.LC-7"].after is None
    assert found["indicators.CL-E5"].before is None


def test_an_unknown_programme_cannot_be_taken_out(files):
    with pytest.raises(UnknownProgramme):
        queries.document("ZZ", actor=files.figures.system)
