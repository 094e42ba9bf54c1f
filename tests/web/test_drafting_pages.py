"""Pages on which a plan is written: derived from a parent, changed field by field, published, taken out as a file."""

import pytest

from aoxanh.programmes import actions, queries
from aoxanh.programmes.models import Edition, PlanDraft, Programme
from tests.programmes.test_plan_files import INVENTED
from tests.web.browsers import sent_by_browser


@pytest.fixture
def plan(world):
    return world.plans_once(INVENTED)[0]


@pytest.fixture
def writer(desks, world, plan):
    """A commune officer who derives a plan from that of the province."""
    client = desks.at(world.ta_leng)
    given = {"beginning": "DERIVED", "source": plan.code, "code": "tl-2026", "name": "Kế hoạch xã"}
    client.post(_path(world, "moi/"), given)
    return client


def _path(world, rest=""):
    return f"/dieu-phoi/{world.ta_leng.pk}/soan-ke-hoach/{rest}"


def _typed(client, path, **told):
    """The form of a part as the page draws it, with what is told differently."""
    form = client.get(path).context["form"]
    return sent_by_browser(form) | {f"muc-{name}": value for name, value in told.items()}


def test_an_officer_derives_a_plan_changes_a_target_and_publishes_it(writer, world, tmp_path):
    draft = PlanDraft.objects.get()
    path = _path(world, f"{draft.pk}/indicators/?muc=TL-2026-1")
    writer.post(path, _typed(writer, path, **{"targets.giua": "62,5", "targets.cuoi": "95"}))
    page = writer.get(_path(world, f"{draft.pk}/")).content.decode()
    assert "90 → 95" in page

    sent = writer.get(_path(world, f"{draft.pk}/tep.yaml"))
    told = writer.post(_path(world, f"{draft.pk}/ban-hanh/"), {"in_force_on": ""}, follow=True)

    assert "bản thứ 1 của kế hoạch" in told.content.decode()
    assert Programme.objects.get(code="TL-2026").unit_id == world.ta_leng.pk
    file = tmp_path / "plan.yaml"
    file.write_bytes(sent.content)
    actions.load(by=world.system, unit_id=world.ta_leng.pk, path=file, now=world.now)
    assert Edition.objects.filter(programme__code="TL-2026").count() == 1


@pytest.mark.parametrize(
    ("part", "key", "told", "field", "reason"),
    [
        ("tasks", "NV-1", {"due.before": "31/02"}, "due.before", "không có ngày 31/02"),
        ("indicators", "TL-2026-1", {"targets.dau": "130"}, "targets.dau", "không nằm trong 0–100"),
        (
            "indicators",
            "TL-2026-1",
            {"numerator.0.measure": "officers_in_post", "numerator.0.kind": "lien_hoan"},
            "numerator.0.kind",
            "không lọc được",
        ),
        (
            "indicators",
            "TL-2026-2",
            {"numerator.0.day": "31/02"},
            "numerator.0.day",
            "không có ngày 31/02",
        ),
        (
            "indicators",
            "TL-2026-2",
            {"numerator.0.days": ""},
            "numerator.0.day",
            "cả ngày và số ngày",
        ),
        (
            "indicators",
            "TL-2026-1",
            {"denominator.1.less": "1"},
            "denominator.1.less",
            "khi các số đo cộng lại",
        ),
        (
            "indicators",
            "TL-2026-1",
            {"denominator.joining": "sum", "denominator.0.measure": "", "denominator.1.less": "1"},
            "denominator.1.less",
            "cộng vào trước khi trừ",
        ),
        (
            "indicators",
            "TL-2026-1",
            {"numerator.0.measure": "officers_in_post", "numerator.0.day": "05/12"},
            "numerator.0.day",
            "không lọc được theo ngày",
        ),
        ("budget_rules", "2026", {"in": "2031"}, "in", "2031"),
        (
            "budget_sources",
            "da_giao",
            {"tier": "province"},
            "tier",
            "chỉ ngân sách nhà nước",
        ),
        ("phases", "giua", {"from": "2026-01-01"}, "from", "chồng lên giai đoạn khác"),
        ("head", "", {"from": "2031-01-01"}, "to", "ngày bắt đầu phải trước"),
        (
            "head",
            "",
            {"number": "12/KH-UBND", "issuer": "UBND tỉnh"},
            "number",
            "đã là của chương trình",
        ),
        ("tasks", "NV-1", {"text": "x" * 601}, "text", "dài quá 600"),
    ],
)
def test_a_fault_stands_at_its_field_as_it_stands_at_its_line(
    writer, world, part, key, told, field, reason
):
    path = _path(world, f"{PlanDraft.objects.get().pk}/{part}/?muc={key}")

    page = writer.post(path, _typed(writer, path, **told))

    assert page.status_code == 422
    assert reason in " ".join(page.context["form"].errors[field]).lower()


def test_an_indicator_is_built_by_choosing_and_a_task_added(writer, world):
    pk = PlanDraft.objects.get().pk
    path = _path(world, f"{pk}/indicators/")
    typed = {
        "name": "Hoạt động môi trường",
        "source": "II.9",
        "type": "count",
        "basis": "per_year",
        "numerator.0.measure": "activities_recorded",
        "numerator.0.field": "moi_truong",
        "targets.per_year": "12",
    }
    writer.post(path, _typed(writer, f"{path}?dang=count", **typed))
    task = {"clause": "III.9", "text": "Dọn rác", "lead": "tinh_doan", "every": "year"}
    writer.post(
        _path(world, f"{pk}/tasks/"), {f"muc-{name}": value for name, value in task.items()}
    )

    document = PlanDraft.objects.get().document
    made = document["indicators"][-1]
    assert made["code"] == f"TL-2026-{len(document['indicators'])}"
    assert made["numerator"] == {
        "measure": "activities_recorded",
        "where": {"field": "moi_truong"},
    }
    assert made["targets"] == {"per_year": 12}
    assert document["tasks"][-1]["code"] == "NV-3"


def test_saving_what_the_page_shows_changes_nothing(writer, world):
    draft = PlanDraft.objects.get()
    parts = [("indicators", each["code"]) for each in draft.document["indicators"]]
    parts += [("tasks", "NV-2"), ("budget_rules", "2026"), ("budgeting", ""), ("head", "")]
    parts += [("budget_sources", each["code"]) for each in draft.document["budget_sources"]]
    for part, key in parts:
        path = _path(world, f"{draft.pk}/{part}/?muc={key}")
        answer = writer.post(path, _typed(writer, path))
        assert answer.status_code == 302, (part, key, answer.context["form"].errors)

    assert PlanDraft.objects.get().document == draft.document


def test_measures_are_added_and_taken_off_row_by_row(writer, world):
    path = _path(world, f"{PlanDraft.objects.get().pk}/indicators/?muc=TL-2026-1")
    typed = _typed(
        writer, path, **{"name": "Hoạt động tự làm", "numerator.0.field": ["moi_truong"]}
    )

    grown = writer.post(path, typed | {"add": "numerator"})
    typed |= {
        "muc-numerator.joining": "sum",
        "muc-numerator.1.measure": "activities_declared",
        "muc-numerator.1.less": "1",
    }
    writer.post(path, typed)

    assert grown.status_code == 200
    assert 'name="muc-numerator.1.measure"' in grown.content.decode()
    assert 'value="Hoạt động tự làm"' in grown.content.decode()
    made = queries.entry_of(PlanDraft.objects.get().document, "INDICATORS", "TL-2026-1")
    narrowed = {"measure": "activities_recorded", "where": {"field": "moi_truong"}}
    assert made["numerator"] == {"difference": [narrowed, "activities_declared"]}
    page = writer.get(_path(world, f"{PlanDraft.objects.get().pk}/")).content.decode()
    assert " − " in page


def test_what_pages_made_is_taken_out_and_loads_again_unchanged(writer, world, tmp_path):
    draft = PlanDraft.objects.get()
    path = _path(world, f"{draft.pk}/indicators/?muc=TL-2026-1")
    more = {"numerator.1.measure": "turns", "numerator.1.reach": "5", "numerator.joining": "min"}
    writer.post(path, _typed(writer, path, **more))
    writer.post(_path(world, f"{draft.pk}/ban-hanh/"), {"in_force_on": ""})
    text = queries.plan_text(queries.document("TL-2026", actor=world.system))
    file = tmp_path / "plan.yaml"
    file.write_text(text, encoding="utf-8")

    actions.load(by=world.system, unit_id=world.ta_leng.pk, path=file, now=world.now)

    assert "min:" in text
    assert "reach:" in text
    assert Edition.objects.filter(programme__code="TL-2026").count() == 1


def test_what_is_joined_within_another_is_a_group_and_stays_as_it_was_written(writer, world):
    draft = PlanDraft.objects.get()
    nested = {"max": ["turns", {"sum": ["turns", {"reach": [{"min": ["teams", "turns"]}, 2]}]}]}
    draft.document["indicators"][0]["numerator"] = nested
    draft.save()
    path = _path(world, f"{draft.pk}/indicators/?muc=TL-2026-1")

    page = writer.get(path).content.decode()
    writer.post(path, _typed(writer, path, name="Tên khác"))

    assert "Tử số: đếm gì, nhóm 2" in page
    assert PlanDraft.objects.get().document["indicators"][0]["numerator"] == nested


def test_a_group_is_added_filled_and_refused_where_it_says_nothing(writer, world):
    path = _path(world, f"{PlanDraft.objects.get().pk}/indicators/?muc=TL-2026-1")
    sent = _typed(writer, path) | {"add": "group:denominator"}
    grown = sent_by_browser(writer.post(path, sent).context["form"])
    assert grown["muc-denominator.2.measure"] == "=1"

    empty = writer.post(path, grown)
    filled = grown | {
        "muc-denominator.n1.0.measure": "turns",
        "muc-denominator.n1.1.measure": "teams",
        "muc-denominator.n1.1.kind": ["lien_hoan"],
    }
    loose = writer.post(path, filled | {"muc-denominator.2.measure": ""})
    twice = writer.post(path, filled | {"muc-denominator.1.measure": "=1"})
    told = writer.post(path, filled)

    assert "chưa có số đo nào" in str(empty.context["form"].errors["denominator.2.measure"])
    assert "chưa dùng ở đâu" in str(loose.context["form"].errors["denominator.n1.0.measure"])
    assert "đã dùng ở dòng khác" in str(twice.context["form"].errors["denominator.2.measure"])
    assert told.status_code == 422
    assert "không lọc được" in str(told.context["form"].errors["denominator.n1.1.kind"])
    writer.post(path, filled | {"muc-denominator.n1.1.kind": []})
    made = queries.entry_of(PlanDraft.objects.get().document, "INDICATORS", "TL-2026-1")
    assert made["denominator"] == {
        "max": ["activities_declared", "activities_recorded", {"max": ["turns", "teams"]}]
    }


def test_what_single_years_promise_and_what_stands_beside_is_written_in_rows(writer, world):
    path = _path(world, f"{PlanDraft.objects.get().pk}/indicators/?dang=score")
    first = sent_by_browser(writer.get(path).context["form"])
    grown = sent_by_browser(writer.post(path, first | {"add": "bands"}).context["form"])
    assert "muc-bands.2.from" in grown
    typed = grown | {
        "muc-name": "Điểm năng lực của đơn vị", "muc-source": "II.8", "muc-numerator.0.measure": "turns",
        "muc-bands.0.from": "0", "muc-bands.0.name": "Yếu", "muc-bands.2.from": "50",
        "muc-targets.2027": "60", "muc-requires.0": "turns", "muc-cycle": "2",
        "muc-counters.0.name": "Đội hình", "muc-counters.0.value.0.measure": "teams",
    }  # fmt: skip

    nameless = writer.post(path, typed)
    falling = writer.post(
        path,
        typed | {"muc-bands.1.name": "Khá", "muc-bands.1.from": "70"} | {"muc-bands.2.name": "Tốt"},
    )
    writer.post(path, typed | {"muc-bands.2.name": "Khá"})

    assert nameless.context["form"].errors["bands.2.name"] == ["Thiếu mục Gọi là."]
    assert "tăng dần" in str(falling.context["form"].errors["bands.2.from"])
    made = PlanDraft.objects.get().document["indicators"][-1]
    assert made | {"code": ""} == {
        "code": "", "type": "score", "name": "Điểm năng lực của đơn vị", "source": "II.8",
        "numerator": "turns", "bands": [{"from": 0, "name": "Yếu"}, {"from": 50, "name": "Khá"}],
        "targets": {"2027": 60}, "requires": ["turns"], "cycle": 2,
        "counters": [{"name": "Đội hình", "value": "teams"}],
    }  # fmt: skip


def test_it_is_asked_first_what_kind_of_promise_a_new_indicator_is(writer, world):
    path = _path(world, f"{PlanDraft.objects.get().pk}/indicators/")

    asked = writer.get(path).content.decode()
    chosen = writer.get(f"{path}?dang=qualitative").content.decode()

    assert "Chỉ tiêu thuộc dạng nào?" in asked
    assert "?dang=compound" in asked
    assert 'name="muc-counters.0.name"' in chosen.partition('class="ax-details')[0]


def test_rules_of_budgets_are_written_changed_and_dropped(writer, world):
    pk = PlanDraft.objects.get().pk
    rule = {"muc-in": ["2027", "2028"], "muc-only": ["da_giao"], "muc-within_assigned": "on"}
    writer.post(_path(world, f"{pk}/budget_rules/"), rule | {"muc-basis": "Công văn 3/STC"})
    writer.post(_path(world, f"{pk}/budget_rules/?muc=2026"), {"drop": "1"})
    writer.post(_path(world, f"{pk}/budgeting/"), {"muc-proposes": "so_tai_chinh"})

    budgeting = PlanDraft.objects.get().document["budgeting"]
    assert budgeting == {
        "proposes": "so_tai_chinh",
        "rules": [
            {
                "in": [2027, 2028],
                "only": ["da_giao"],
                "within_assigned": True,
                "basis": "Công văn 3/STC",
            }
        ],
    }
    assert "Năm 2027, 2028" in writer.get(_path(world, f"{pk}/")).content.decode()
    writer.post(_path(world, f"{pk}/budget_rules/?muc=2027"), {"drop": "1"})
    writer.post(_path(world, f"{pk}/budgeting/"), {"muc-proposes": ""})
    assert "budgeting" not in PlanDraft.objects.get().document


def test_an_entry_is_dropped_or_kept_where_something_needs_it(writer, world):
    pk = PlanDraft.objects.get().pk
    kept = writer.post(_path(world, f"{pk}/bodies/?muc=tinh_doan"), {"drop": "1"})
    assert "không có cơ quan, đơn vị tinh_doan" in kept.content.decode()

    writer.post(_path(world, f"{pk}/tasks/?muc=NV-2"), {"drop": "1"})

    assert queries.entry_of(PlanDraft.objects.get().document, "TASKS", "NV-2") is None


def test_a_draft_is_listed_and_thrown_away_and_a_bad_beginning_refused(writer, world):
    pk = PlanDraft.objects.get().pk
    assert "Kế hoạch xã" in writer.get(_path(world)).content.decode()
    refused = writer.post(_path(world, "moi/"), {"beginning": "DERIVED", "code": "A", "name": "B"})
    assert refused.status_code == 422
    assert "Hãy chọn một chương trình" in refused.content.decode()
    for rest in ("gi/", "tasks/?muc=NV-99", "head/?muc=x", "achieved/?muc=x"):
        assert writer.get(_path(world, f"{pk}/{rest}")).status_code == 404

    writer.post(_path(world, f"{pk}/xoa/"))

    assert writer.get(_path(world, f"{pk}/")).status_code == 404


def test_a_board_is_added_changed_and_left_out_of_a_plan_on_its_pages(writer, world):
    pk = PlanDraft.objects.get().pk
    path = _path(world, f"{pk}/boards/")
    told = {"name": "Trường học", "body": "tinh_doan", "groups": "học sinh, sinh viên"}
    refused = writer.post(path, _typed(writer, path, name="Trường học"))
    assert refused.status_code == 422

    made = writer.post(path, _typed(writer, path, **told, tasks=["NV-2"]))
    assert made.status_code == 302, made.context["form"].errors
    kept = f"{path}?muc=phu_trach_1"
    assert queries.entry_of(PlanDraft.objects.get().document, "BOARDS", "phu_trach_1") == {
        "code": "phu_trach_1",
        "name": "Trường học",
        "body": "tinh_doan",
        "groups": ["học sinh", "sinh viên"],
        "tasks": ["NV-2"],
    }
    before = PlanDraft.objects.get().document
    writer.post(kept, _typed(writer, kept))
    assert PlanDraft.objects.get().document == before

    writer.post(kept, _typed(writer, kept, standing="on"))
    assert PlanDraft.objects.get().document["boards"][0]["standing"] is True
    writer.post(kept, {"drop": "1"})

    assert not PlanDraft.objects.get().document.get("boards")


def _folded(page):
    return page.partition('class="ax-details')[2].partition("</details>")[0]


def test_the_form_of_a_task_folds_what_is_rare_and_opens_it_where_it_is_refused(writer, world):
    path = _path(world, f"{PlanDraft.objects.get().pk}/tasks/?muc=NV-1")

    asked = writer.get(path).content.decode()
    refused = writer.post(path, _typed(writer, path, **{"due.days": "ba"})).content.decode()

    head, _end, folded = _folded(asked).partition(">")
    assert 'name="muc-output"' in folded
    assert 'name="muc-text"' not in folded
    assert "open" not in head
    assert "open" in _folded(refused).partition(">")[0]
