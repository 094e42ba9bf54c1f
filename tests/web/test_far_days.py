"""Days that nobody can mean: told at their field, wherever a day is asked."""

import ast
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

import aoxanh.web
from aoxanh.kernel import cells
from aoxanh.web.days import DayField


FAR = ("0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31")


@pytest.mark.parametrize("day", FAR)
def test_a_day_that_nobody_can_mean_is_told_with_the_years_that_can_be(day):
    with pytest.raises(ValidationError, match="Hãy chọn ngày từ năm 1900 đến năm 2200"):
        DayField().clean(day)


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_outermost_days_can_be_meant(day):
    assert DayField().clean(day).isoformat() == day


def test_no_page_asks_for_a_day_otherwise():
    root = Path(aoxanh.web.__file__).parent
    asked = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"DateField", "DateTimeField"}
    ]

    assert asked == [f"days.py:{_line_of_the_field(root)}"]


def _line_of_the_field(root):
    lines = (root / "days.py").read_text("utf-8").splitlines()
    return 1 + lines.index("class DayField(forms.DateField):")


@pytest.mark.parametrize(
    "typed", ["1/1/0001", "31/12/9999", "9999-12-31", "ngày 1 tháng 1 năm 1899"]
)
def test_nor_does_a_list_bring_one_in(typed):
    with pytest.raises(ValueError, match=r"\d"):
        cells.day(typed)


@pytest.fixture
def desk(desks, world):
    return desks.at(world.ta_leng)


@pytest.mark.django_db
@pytest.mark.parametrize("day", FAR)
def test_a_handover_until_then_is_told_at_its_field(desk, world, day):
    given = {"full_name": "Lò Văn A", "contact": "0912345678", "on": "2026-11-24", "last_day": day}

    answer = desk.post(f"/dieu-phoi/{world.ta_leng.pk}/ban-giao/moi/", given)

    assert answer.status_code in {200, 422}
    assert "đến năm 2200" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("day", FAR)
def test_a_plan_until_then_is_told_at_its_field(desk, world, day):
    given = {
        "beginning": "BLANK", "code": "tl", "name": "Kế hoạch", "first_day": "2026-01-01", "last_day": day,
    }  # fmt: skip

    answer = desk.post(f"/dieu-phoi/{world.ta_leng.pk}/soan-ke-hoach/moi/", given)

    assert answer.status_code == 422
    assert "đến năm 2200" in answer.content.decode()
