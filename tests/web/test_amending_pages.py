"""Pages of amendments and editions: proposed by a unit, decided by the owner, told as the next edition."""

import pytest

from aoxanh.programmes import actions, queries
from aoxanh.programmes.models import Amendment, Edition, Programme
from tests.programmes.test_plan_files import INVENTED
from tests.web.browsers import sent_by_browser


@pytest.fixture
def plan(world):
    return world.plans_once(INVENTED)[0]


def _path(unit, rest=""):
    return f"/dieu-phoi/{unit.pk}/nhiem-vu/dieu-chinh/{rest}"


NEW = "moi/XX-2025-2029/"
TASK = {
    "muc-clause": "III.1",
    "muc-text": "Tập huấn điều phối hằng năm",
    "muc-lead": "tinh_doan",
    "muc-with": "so_tai_chinh",
    "muc-every": "year",
    "muc-due.before": "15/04",
    "muc-output": "Danh sách học viên",
    "muc-budget": "ngan_sach",
    "muc-indicators": "XX-1",
    "reason": "Tháng 3 bà con làm nương.",
}


def test_a_unit_proposes_and_the_decision_is_the_next_edition(desks, world, plan):
    commune = desks.at(world.ta_leng)
    picked = commune.get(_path(world.ta_leng, NEW)).content.decode()
    assert "Tập huấn điều phối hằng năm" in picked
    commune.post(_path(world.ta_leng, f"{NEW}tasks/?muc=NV-1"), TASK)
    made = Amendment.objects.get()
    province = desks.at(world.province, "PROVINCE_OFFICER")
    listed = province.get(_path(world.province)).content.decode()
    assert "1 đề nghị chờ quyết định" in listed
    paper = {"number": "12-TTr/TĐTN", "on": "2026-10-01"}
    assert province.post(_path(world.province, f"{made.pk}/trinh/"), {"on": "x"}).status_code == 422
    province.post(_path(world.province, f"{made.pk}/trinh/"), paper)

    decision = {"outcome": "ACCEPTED", "number": "7/QĐ-UBND", "on": "2026-10-02"}
    decide = _path(world.province, f"{made.pk}/quyet-dinh/")
    assert "7/QĐ" not in province.get(decide).content.decode()
    told = province.post(decide, decision, follow=True).content.decode()

    assert "Kế hoạch có bản thứ 2." in told
    shown = commune.get(_path(world.ta_leng, f"{made.pk}/")).content.decode()
    assert "12-TTr/TĐTN" in shown
    assert "7/QĐ-UBND" in shown
    editions = f"/dieu-phoi/{world.ta_leng.pk}/chuong-trinh/XX-2025-2029/cac-ban/"
    newest = commune.get(editions).content.decode()
    assert "Theo 7/QĐ-UBND" in newest
    assert "15/04" in newest
    assert "15/04" not in commune.get(editions + "?ban=1").content.decode()
    assert commune.get(editions + "?ban=9").status_code == 404


def test_nothing_but_what_was_typed_changes(desks, world, plan):
    """Every part of a plan, sent back as its page draws it, says what it said."""
    document = queries.document(plan.code, actor=world.system)
    client = desks.at(world.ta_leng)
    for part in ("head", "bases", "tasks", "indicators", "phases", "objectives", "budget_rules"):
        key = next(iter(queries.entries(document, part.upper())))[0]
        path = _path(world.ta_leng, f"{NEW}{part}/?muc={key}")
        form = client.get(path).context["form"]

        refused = client.post(path, sent_by_browser(form) | {"reason": "Thử"})

        assert refused.status_code == 422, part
        assert "giống bản đang có" in refused.content.decode(), part
    assert not Amendment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"muc-due.before": "31/02"}, "due.before", "không có ngày 31/02"),
        ({"muc-due.days": "nhiều"}, "due.days", "hãy ghi một số"),
        ({"muc-lead": "so_la"}, "lead", "so_la"),
        ({"muc-with": "tinh_doan"}, "with", "ghi hai lần"),
    ],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(
    desks, world, plan, typed, field, told
):
    path = _path(world.ta_leng, f"{NEW}tasks/?muc=NV-1")

    page = desks.at(world.ta_leng).post(path, TASK | typed)

    assert page.status_code == 422
    assert told in " ".join(page.context["form"].errors[field]).lower()
    assert "Tháng 3 bà con làm nương." in page.content.decode()
    assert not Amendment.objects.exists()


def test_a_part_is_accepted_in_part_and_faults_of_that_are_told(desks, world, plan):
    desks.at(world.ta_leng).post(_path(world.ta_leng, f"{NEW}tasks/?muc=NV-1"), TASK)
    decide = _path(world.province, f"{Amendment.objects.get().pk}/quyet-dinh/")
    province = desks.at(world.province, "PROVINCE_OFFICER")
    decision = TASK | {"outcome": "PARTLY", "number": "7/QĐ-UBND", "on": "2026-10-02"}

    refused = province.post(decide, decision | {"muc-due.before": "31/02"})
    assert refused.status_code == 422
    assert "due.before" in refused.context["part"].errors
    province.post(decide, decision | {"muc-due.before": "31/03"})

    document = Edition.objects.get(number=2).document
    assert queries.entry_of(document, "TASKS", "NV-1")["due"] == {"before": "31/03"}


def test_the_parts_of_a_plan_are_reached_from_above_indicators_first(desks, world, plan):
    page = desks.at(world.ta_leng).get(_path(world.ta_leng, "moi/XX-2025-2029/")).content.decode()

    assert page.index('href="#indicators"') < page.index('href="#tasks"')
    assert page.index('id="indicators"') < page.index('id="tasks"')


def test_what_is_counted_is_amended_and_a_new_indicator_proposed(desks, world, plan):
    commune = desks.at(world.ta_leng)
    path = _path(world.ta_leng, f"{NEW}indicators/?muc=XX-1")
    first = sent_by_browser(commune.get(path).context["form"]) | {"reason": "Tính cả lượt"}
    grown = commune.post(path, first | {"add": "group:numerator"})
    counted = sent_by_browser(grown.context["form"]) | {
        "muc-numerator.n1.0.measure": "turns",
        "muc-numerator.n1.1.measure": "teams",
        "reason": grown.context["why"]["reason"].value(),
    }
    assert commune.post(path, counted | {"muc-targets.dau": "130"}).status_code == 422
    commune.post(path, counted)
    added = _path(world.ta_leng, f"{NEW}indicators/")
    assert "?dang=ratio" in commune.get(added).content.decode()
    typed = sent_by_browser(commune.get(f"{added}?dang=count").context["form"]) | {
        "muc-name": "Đội hình",
        "muc-source": "II.9",
    }
    nothing = commune.post(added, typed | {"reason": "Thiếu"})
    commune.post(added, typed | {"muc-numerator.0.measure": "teams", "reason": "Thiếu"})

    assert "Thiếu mục Tử số" in str(nothing.context["form"].errors["numerator.0.measure"])
    new, changed = Amendment.objects.order_by("-pk")
    assert changed.reason == "Tính cả lượt"
    assert changed.proposed["numerator"] == {
        "sum": ["activities_recorded", {"max": ["turns", "teams"]}]
    }
    assert (new.base, new.proposed["numerator"]) == (None, "teams")
    page = commune.get(_path(world.ta_leng, f"{new.pk}/")).content.decode()
    assert "Đề nghị thêm mục này" in page
    owner = desks.at(world.province, "PROVINCE_OFFICER")
    decide = _path(world.province, f"{new.pk}/quyet-dinh/")
    partly = sent_by_browser(owner.get(decide).context["part"]) | {
        "outcome": "PARTLY", "number": "7/QĐ", "on": "2026-10-02", "muc-targets.cuoi": "9",
    }  # fmt: skip
    more = owner.post(decide, partly | {"add": "counters"})
    assert "muc-counters.1.name" in more.content.decode()
    owner.post(decide, partly)
    assert Edition.objects.get(number=2).document["indicators"][-1]["targets"] == {"cuoi": 9}


def test_a_part_is_dropped_and_a_proposal_taken_back(desks, world, plan):
    commune = desks.at(world.ta_leng)
    commune.post(_path(world.ta_leng, f"{NEW}tasks/?muc=NV-2"), {"drop": "on", "reason": "Thừa"})
    made = Amendment.objects.get()
    assert made.proposed is None
    page = commune.get(_path(world.ta_leng, f"{made.pk}/")).content.decode()
    assert "Đề nghị bỏ mục này" in page

    commune.post(_path(world.ta_leng, f"{made.pk}/rut/"))

    assert Amendment.objects.get().state == "WITHDRAWN"
    again = commune.post(_path(world.ta_leng, f"{made.pk}/rut/"), follow=True)
    assert "đã có kết quả" in again.content.decode()


def test_the_file_of_a_plan_loads_again_without_a_new_edition(desks, world, plan, tmp_path):
    address = f"/dieu-phoi/{world.ta_leng.pk}/chuong-trinh/XX-2025-2029/ke-hoach.yaml"
    sent = desks.at(world.ta_leng).get(address)
    path = tmp_path / "plan.yaml"
    path.write_bytes(sent.content)

    actions.load(by=world.system, unit_id=world.province.pk, path=path, now=world.now)

    assert Edition.objects.count() == 1


def test_a_part_or_entry_that_is_none_is_not_found(desks, world, plan):
    client = desks.at(world.ta_leng)

    for rest in (f"{NEW}gi/", f"{NEW}tasks/?muc=NV-99", "moi/QD-0/", "999/"):
        assert client.get(_path(world.ta_leng, rest)).status_code == 404


def test_editions_cost_the_same_for_two_and_for_six(desks, world, plan, costs_the_same):
    programme = Programme.objects.get(code="XX-2025-2029")
    document = queries.document(plan.code, actor=world.system)

    def another(number):
        Edition.objects.create(
            programme=programme, number=number, document=document, loaded_at=world.now
        )

    client = desks.at(world.ta_leng)
    editions = f"/dieu-phoi/{world.ta_leng.pk}/chuong-trinh/XX-2025-2029/cac-ban/"
    another(2)

    costs_the_same(lambda: client.get(editions), lambda: [another(each) for each in range(3, 7)])
