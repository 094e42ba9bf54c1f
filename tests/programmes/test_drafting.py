"""Plans written on pages: derived, next, revised; nobody owes anything before they are published."""

from datetime import date

import pytest

from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import (
    DraftDaysNeeded,
    PlanCodeTaken,
    PlanCodeUnfit,
    PlanNameNeeded,
    PlanPartInvalid,
    PlanSourceUnfit,
    ProgrammeIsClosed,
)
from aoxanh.programmes.models import Edition, Indicator, PlanDraft, Programme, Target
from aoxanh.programmes.rules import changes, document_faults, next_phase
from aoxanh.programmes.types.amending import Part
from aoxanh.programmes.types.drafts import Beginning, Closing, DraftGiven
from tests.activities.world import refused
from tests.programmes.test_plan_files import INVENTED


class Drafting:
    """The invented plan of the province, and plans that begin from it."""

    def __init__(self, figures):
        self.world, self.system, self.now = figures.world, figures.system, figures.now
        self.programme = actions.load(
            by=self.system, unit_id=self.world.province.pk, path=INVENTED, now=self.now
        )

    def begin(self, beginning=Beginning.DERIVED, *, unit=None, by=None, **told):
        given = {"source": "XX-2025-2029", "code": "TL-2026", "name": "Kế hoạch Tả Lèng"} | told
        return actions.begin_draft(
            by=by or self.system,
            unit_id=(unit or self.world.ta_leng).pk,
            given=DraftGiven(beginning=beginning, **given),
            now=self.now,
        )

    def save(self, draft, part, key, entry):
        return actions.save_draft_part(
            by=self.system,
            unit_id=draft.unit_id,
            draft_id=draft.pk,
            part=part,
            key=key,
            entry=entry,
            now=self.now,
        )

    def publish(self, draft, *, unit=None, on=None):
        return actions.publish_draft(
            by=self.system,
            unit_id=(unit or self.world.ta_leng).pk,
            draft_id=draft.pk,
            in_force_on=on,
            now=self.now,
        )


@pytest.fixture
def drafting(figures):
    return Drafting(figures)


def test_a_derived_plan_says_what_its_parent_says_under_codes_of_its_own(drafting):
    draft = drafting.begin()

    assert draft.document["parent"] == "XX-2025-2029"
    assert "number" not in draft.document
    assert draft.document["indicators"][0]["code"] == "TL-2026-1"
    assert draft.document["indicators"][3]["of"] == "TL-2026-3"
    assert draft.document["tasks"][0]["indicators"] == ["TL-2026-1"]
    told = queries.draft_changes(draft, actor=drafting.system)
    assert [(part, change.label) for part, _name, changes in told for change in changes] == [
        (Part.HEAD, "Tên"),
        (Part.HEAD, "Số, ký hiệu"),
        (Part.HEAD, "Ngày ban hành"),
        (Part.HEAD, "Chương trình cấp trên"),
    ]


def test_a_changed_target_stands_in_the_comparison_and_is_published(drafting):
    draft = drafting.begin()
    entry = dict(queries.entry_of(draft.document, Part.INDICATORS, "TL-2026-1"))
    draft = drafting.save(draft, Part.INDICATORS, "TL-2026-1", entry | {"targets": {"cuoi": 95}})
    told = {
        name: changes
        for _part, name, changes in queries.draft_changes(draft, actor=drafting.system)
    }
    assert "95" in {change.after for change in told["Hoạt động ghi nhận trên cổng"]}

    edition = drafting.publish(draft)

    assert edition.programme.unit_id == drafting.world.ta_leng.pk
    assert edition.programme.parent_id == drafting.programme.pk
    assert [each.value for each in Target.objects.filter(indicator__code="TL-2026-1")] == [95]
    assert not PlanDraft.objects.exists()


def test_what_is_set_or_not_is_told_by_a_word():
    told = changes({}, {"code": "BCD"}, {"code": "BCD", "standing": True})

    assert [(each.label, each.before, each.after) for each in told] == [
        ("Thường trực cả chương trình", "", "Có")
    ]


def test_entries_of_lists_are_told_in_words():
    after = {
        "bands": [{"from": 3, "name": "Tốt"}],
        "counters": [{"name": "Số lớp", "value": {"sum": ["x", "y"]}}],
        "requires": ["x"],
        "across": ["ward", "khac"],
        "with": ["a", "b"],
    }

    told = changes({}, {}, after, names={"unit_kind": {"ward": "Phường"}})

    assert {each.after for each in told} == {
        "từ 3: Tốt", "Số lớp: x + y", "x", "Phường; khac", "a; b",
    }  # fmt: skip


def test_nobody_owes_anything_under_a_draft(drafting):
    drafting.begin()

    assert Programme.objects.count() == 1
    assert not Indicator.objects.filter(code="TL-2026-1").exists()


def test_what_was_not_reached_is_carried_over_with_its_figure_and_what_was_is_listed(drafting):
    document = queries.document("XX-2025-2029", actor=drafting.system)
    codes = [each["code"] for each in document["indicators"]]
    closing = {
        code: Closing(is_met=code in {"XX-1", "XX-3"}, figure="54 %, Về đích") for code in codes
    }

    new = next_phase(document, closing, code="XX-2030-2034", name="Giai đoạn sau", taken=codes)

    assert (new["from"], new["to"], new["phases"][1]["from"]) == (
        "2030-01-01",
        "2035-01-01",
        "2031-07-01",
    )
    assert [row["name"] for row in new["achieved"]] == [
        "Hoạt động ghi nhận trên cổng",
        "Người được giúp",
    ]
    carried = new["indicators"][0]
    assert (carried["code"], carried["baseline"]) == ("XX-2030-2034-1", "54 %, Về đích")
    assert "of" not in new["indicators"][1]
    assert new["tasks"][0]["indicators"] == []
    assert new["tasks"][1]["due"]["in"] == [2031]
    dated = next(each for each in new["indicators"] if "2032" in each.get("targets", {}))
    assert dated["targets"] == {"2032": 100}


def test_the_next_plan_begins_from_the_closing_results_and_loads_as_any_other(drafting):
    draft = drafting.begin(
        Beginning.NEXT, unit=drafting.world.province, code="XX-2030-2034", name="Giai đoạn sau"
    )
    figures = {each["baseline"] for each in draft.document["indicators"]}
    assert "Chưa có số liệu" in figures

    assert queries.draft_faults(draft, actor=drafting.system) == []
    edition = drafting.publish(draft, unit=drafting.world.province)

    assert edition.programme.valid_from == date(2030, 1, 1)


def test_a_revised_plan_is_the_next_edition_from_its_day(drafting):
    draft = drafting.begin(Beginning.REVISED, unit=drafting.world.province, code="", name="")
    entry = dict(queries.entry_of(draft.document, Part.INDICATORS, "XX-1"))
    drafting.save(draft, Part.INDICATORS, "XX-1", entry | {"targets": {"dau": 10, "cuoi": 80}})

    edition = drafting.publish(draft, unit=drafting.world.province, on=date(2026, 10, 1))

    assert (edition.number, edition.in_force_on) == (2, date(2026, 10, 1))
    held = Target.objects.filter(indicator__code="XX-1").order_by("phase__valid_from")
    assert [(each.phase.code, each.value) for each in held] == [("dau", 30), ("cuoi", 80)]


def test_a_plan_from_nothing_is_written_part_by_part(drafting):
    draft = drafting.begin(
        Beginning.BLANK, first_day=date(2027, 1, 1), last_day=date(2027, 12, 31), source=""
    )
    drafting.save(draft, Part.BODIES, "", {"code": "co_quan_1", "name": "Đoàn xã"})
    task = {
        "code": "NV-1",
        "clause": "I",
        "text": "Ra quân",
        "lead": ["co_quan_1"],
        "every": "year",
    }
    drafting.save(draft, Part.TASKS, "", task)
    indicator = {
        "code": "TL-2026-1",
        "type": "count",
        "name": "Hoạt động",
        "source": "II",
        "numerator": {"measure": "activities_recorded", "where": {"field": "moi_truong"}},
        "targets": {"gd1": 12},
    }
    with refused(PlanPartInvalid):
        drafting.save(draft, Part.BODIES, "co_quan_1", None)
    with refused(PlanPartInvalid) as refusal:
        drafting.save(draft, Part.INDICATORS, "", indicator | {"numerator": "unheard_of"})
    assert refusal.value.faults[0].field == "numerator"
    drafting.save(draft, Part.INDICATORS, "", indicator)

    assert drafting.publish(draft).programme.valid_to == date(2028, 1, 1)


def test_what_cannot_begin_is_refused(drafting):
    with refused(PlanSourceUnfit):
        drafting.begin(source="QD-0")
    with refused(PlanSourceUnfit):
        drafting.begin(Beginning.REVISED)
    with refused(PlanNameNeeded):
        drafting.begin(code=" ")
    with refused(PlanCodeUnfit):
        drafting.begin(code="KH/2026")
    with refused(PlanCodeTaken):
        drafting.begin(code="xx-2025-2029")
    with refused(DraftDaysNeeded):
        drafting.begin(Beginning.BLANK, source="", first_day=date(2027, 1, 1))
    with refused(NotAllowed):
        drafting.begin(by=drafting.world.officer(drafting.world.binh_lu))
    drafting.begin()
    with refused(PlanCodeTaken):
        drafting.begin()
    actions.close_programme(
        by=drafting.system, programme_id=drafting.programme.pk, now=drafting.now
    )
    with refused(ProgrammeIsClosed):
        drafting.begin(Beginning.REVISED, unit=drafting.world.province)


def test_a_draft_with_faults_or_a_code_that_was_taken_meanwhile_is_not_published(drafting):
    draft, other = drafting.begin(), drafting.begin(unit=drafting.world.binh_lu)
    PlanDraft.objects.filter(pk=draft.pk).update(document=draft.document | {"parent": "QD-0"})
    with refused(PlanPartInvalid):
        drafting.publish(draft)
    PlanDraft.objects.filter(pk=draft.pk).update(document=draft.document)
    drafting.publish(draft)

    other.document["indicators"], other.document["tasks"] = [], []
    other.save()
    with refused(PlanCodeTaken):
        drafting.publish(other, unit=drafting.world.binh_lu)
    with refused(Missing):
        drafting.publish(other)
    assert Edition.objects.count() == 2


def test_a_draft_is_seen_by_its_unit_alone_and_thrown_away(drafting):
    draft = drafting.begin()
    other = drafting.world.officer(drafting.world.binh_lu)
    assert not queries.drafts(drafting.world.ta_leng.pk, actor=other)
    with refused(Missing):
        queries.draft(draft.pk, unit_id=drafting.world.binh_lu.pk, actor=drafting.system)

    actions.drop_draft(
        by=drafting.system, unit_id=draft.unit_id, draft_id=draft.pk, now=drafting.now
    )

    assert not PlanDraft.objects.exists()


def test_a_document_without_its_form_is_told_at_its_entries(drafting):
    world = queries.plan_world()

    faults = document_faults({"code": "A", "name": "B", "from": "2026-01-01"}, world)

    assert {fault.part for fault in faults} == {Part.HEAD}
    assert [(fault.field, fault.reason) for fault in faults] == [
        ("to", "thiếu mục Đến hết ngày."),
        ("phases", "thiếu mục Giai đoạn."),
        ("indicators", "thiếu mục Chỉ tiêu liên quan."),
    ]


def test_a_plan_that_began_on_29_february_goes_on_from_1_march(drafting):
    document = queries.document("XX-2025-2029", actor=drafting.system) | {"from": "2024-02-29"}

    closing = {each["code"]: Closing(is_met=False, figure="0 %") for each in document["indicators"]}

    new = next_phase(document, closing, code="XX-2030-2034", name="Giai đoạn sau", taken=[])

    assert new["from"] == "2030-03-01"
