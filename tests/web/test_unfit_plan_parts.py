"""What no page of ours sends to the editor of plans: refused, and nothing of it is kept or runs away."""

import pytest

from aoxanh.programmes.models import PlanDraft
from tests.programmes.test_plan_files import INVENTED


MEASURE = "activities_recorded"


@pytest.fixture
def part(desks, world):
    """Sends an indicator or another part of a draft of Tả Lèng."""
    (plan,) = world.plans_once(INVENTED)
    client = desks.at(world.ta_leng)
    start = f"/dieu-phoi/{world.ta_leng.pk}/soan-ke-hoach"
    begun = {"beginning": "DERIVED", "source": plan.code, "code": "tl-2026", "name": "Kế hoạch xã"}
    client.post(f"{start}/moi/", begun)

    def send(told, *, name="indicators"):
        before = PlanDraft.objects.get()
        fields = {f"muc-{key}": value for key, value in told.items()}
        answer = client.post(f"{start}/{before.pk}/{name}/", fields)
        return answer, PlanDraft.objects.get().document != before.document

    return send


COUNT = {"name": "Hoạt động", "source": "II.9", "type": "count", "numerator.0.measure": MEASURE}


def _chain(groups):
    """Groups of which each stands within the one before."""
    rows = {f"numerator.n{each}.0.measure": f"={each + 1}" for each in range(1, groups)}
    last = {f"numerator.n{groups}.0.measure": MEASURE}
    return COUNT | {"numerator.0.measure": "=1"} | rows | last


def test_groups_as_deep_as_any_plan_are_kept(part):
    answer, is_changed = part(_chain(8))

    assert (answer.status_code, is_changed) == (302, True)


@pytest.mark.parametrize(
    "told",
    [
        _chain(21),
        _chain(400),
        COUNT | {f"numerator.{row}.measure": MEASURE for row in range(61)},
        COUNT | {f"numerator.n{row}.{row}.measure": MEASURE for row in range(990)},
        COUNT | {f"counters.{row}.name": "Số liệu" for row in range(990)},
        COUNT | {f"bands.{row}.name": "Mức" for row in range(41)},
    ],
    ids=["deep", "very deep", "long", "wide", "counters", "bands"],
)
def test_what_is_larger_than_any_plan_is_refused(part, told):
    answer, is_changed = part(told)

    assert (answer.status_code, is_changed) == (400, False)


NUMBERS = (
    "-1",
    "0",
    "9" * 9,
    "9" * 12,
    "9" * 20,
    "9" * 4000,
    "9" * 5000,
    "1e400",
    "NaN",
    "٣",
    "0,000001",
)
NUMBERED = (
    "targets.per_year", "targets.2026", "cycle", "numerator.0.reach", "numerator.0.days", "bands.0.from",
)  # fmt: skip


@pytest.mark.parametrize("field", NUMBERED)
def test_no_number_of_an_indicator_is_a_fault(part, field):
    for number in NUMBERS:
        more = {"numerator.0.day": "05/12"} if field.endswith("days") else {}
        answer, is_changed = part(COUNT | more | {field: number, "bands.0.name": "Mức"})
        assert answer.status_code in {302, 422}, number
        assert is_changed == (answer.status_code == 302)


@pytest.mark.parametrize(
    "steps", ["", ".", "..", ".0", ".0.", ".0.x.y", ".n0", ".n999.0.kind", ".0.0", ".٣.measure"]
)
def test_no_name_of_a_row_is_a_fault(part, steps):
    for start in (
        "numerator",
        "denominator",
        "counters.0.value",
        "counters",
        "requires",
        "bands",
        "targets",
        "awaits",
    ):
        answer, _is_changed = part(COUNT | {f"{start}{steps}": "x"})
        assert answer.status_code in {302, 400, 422}, start


def test_a_target_that_no_column_holds_is_told_at_its_field(part):
    answer, _is_changed = part(COUNT | {"targets.per_year": "10 tỷ"})

    assert "lớn quá" in str(answer.context["form"].errors["targets.per_year"])
    assert part(COUNT | {"targets.per_year": "9.999.999.999"})[0].status_code == 302


UNADDRESSED = ("KH/2026", "..", "/", "A\\B", "A?b=1", "A#", "50%", "-A")


@pytest.mark.parametrize("code", UNADDRESSED)
def test_a_code_by_which_no_page_can_be_called_is_told_at_its_field(part, desks, world, code):
    answer, _is_changed = part(COUNT | {"code": code})
    assert "không có dấu gạch chéo" in str(answer.context["form"].errors["code"])

    begun = {
        "beginning": "BLANK", "code": code, "name": "Kế hoạch", "first_day": "2026-01-01", "last_day": "2026-12-31",
    }  # fmt: skip
    client = desks.at(world.binh_lu)
    answer = client.post(f"/dieu-phoi/{world.binh_lu.pk}/soan-ke-hoach/moi/", begun)
    assert "không có dấu gạch chéo" in str(answer.context["form"].errors["code"])


@pytest.mark.parametrize("code", ["KẾ HOẠCH 2026", "TL_2026.1", "2026"])
def test_a_code_as_people_write_it_is_taken(part, code):
    assert part(COUNT | {"code": code})[0].status_code == 302


@pytest.mark.parametrize("name", ["head", "phases", "bases"])
def test_a_day_that_nobody_can_mean_is_told_at_its_field(part, name):
    for day in ("0001-01-01", "9999-12-31"):
        told = {
            "name": "Giai đoạn",
            "from": day,
            "to": day,
            "number": "1",
            "about": "x",
            "issued_on": day,
        }
        answer, is_changed = part(told, name=name)
        assert (answer.status_code, is_changed) == (422, False)
        assert "đến năm 2200" in answer.content.decode()
