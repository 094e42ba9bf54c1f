"""Pages of frozen figures: a period that ended is offered, a worker freezes it, both readings stand side by side."""

from datetime import date

import pytest

from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.jobs import running
from aoxanh.programmes import actions
from aoxanh.programmes.models import Freeze
from aoxanh.programmes.types import REFERENCE
from aoxanh.programmes.types.decisions import DecisionGiven
from tests.programmes.conftest import Figures
from tests.work.lists import table_in


@pytest.fixture
def figures(world, now, monkeypatch):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    world.plans_once(REFERENCE / "lai-chau-2024-2030.yaml")
    return Figures(world, now)


def test_a_period_is_frozen_and_a_later_correction_stands_beside_it(desks, world, figures):
    figures.recorded(world.ta_leng, date(2025, 5, 4))
    figures.declared(world.ta_leng, 2025, 4)
    province = desks.at(world.province, "PROVINCE_OFFICER")
    base = f"/dieu-phoi/{world.province.pk}"
    plan = f"{base}/chuong-trinh/LC-2024-2030/so-chot/"
    assert "2 kỳ đã hết, chưa chốt số liệu" in province.get(plan).content.decode()
    assert province.post(f"{plan}moi/", {"day": "2026-12-31"}).status_code == 422

    province.post(f"{plan}moi/", {"day": "2025-12-31", "number": "20-BC/TĐTN"})
    running.run_next(now=lambda: figures.now)

    made = Freeze.objects.get()
    page = province.get(f"{base}/so-chot/{made.pk}/").content.decode()
    assert "Số nay vẫn như lúc chốt" in page
    figures.recorded(world.ta_leng, date(2025, 6, 1))
    actions.correct_freeze(by=world.system, freeze_id=made.pk, now=figures.now)
    commune = desks.at(world.ta_leng)
    own = commune.get(f"/dieu-phoi/{world.ta_leng.pk}/so-chot/{made.pk}/").content.decode()
    assert "chỉ tiêu nay khác số đã chốt" in own
    assert "Bản 2, ngày" in own
    sent = province.get(f"{base}/so-chot/{made.pk}/?tai=xlsx")
    rows = [list(row) for row in table_in(sent.content, "so-chot.xlsx").rows]
    assert any(row[1] == "LC-2" and row[7] == "Có" for row in rows[1:])


PUBLIC = "/so-lieu/chuong-trinh/LC-2024-2030/"


def test_everyone_reads_a_programme_by_the_figures_that_were_frozen(
    client, world, figures, statements
):
    figures.recorded(world.ta_leng, date(2025, 5, 4))
    figures.declared(world.ta_leng, 2025, 4)
    made = actions.freeze_figures(
        by=world.system,
        unit_id=world.province.pk,
        code="LC-2024-2030",
        day=date(2025, 12, 31),
        number="20-BC/TĐTN",
        now=figures.now,
    )
    figures.recorded(world.ta_leng, date(2026, 6, 1))
    figures.follow()

    with statements() as counted:
        page = client.get(PUBLIC)

    assert counted.count <= 5, counted.sqls
    row = next(row for row in page.context["rows"] if row.each.code == "LC-2")
    assert (row.figure.value, row.target, row.status) == (25, 60, "BEHIND")
    told = page.content.decode()
    assert "Số đã chốt đến hết ngày 31/12/2025 (20-BC/TĐTN)" in told
    assert "Chậm tiến độ" in told
    assert "Đoàn Tả Lèng" not in told

    figures.recorded(world.ta_leng, date(2025, 6, 1))
    actions.correct_freeze(by=world.system, freeze_id=made.pk, now=figures.now)

    mended = client.get(PUBLIC)
    row = next(row for row in mended.context["rows"] if row.each.code == "LC-2")
    assert row.figure.value == 50
    assert "đính chính ngày" in mended.content.decode()


def test_what_nobody_has_frozen_is_not_public(client, world, figures):
    figures.recorded(world.ta_leng, date(2025, 5, 4))
    figures.declared(world.ta_leng, 2025, 4)
    figures.follow()

    page = client.get(PUBLIC)

    assert all(row.figure is None for row in page.context["rows"])
    assert "Chưa kỳ nào được chốt số liệu" in page.content.decode()


def test_what_an_officer_said_beside_a_figure_is_not_public(client, world, figures):
    said = DecisionGiven(year=2025, text="Đồng chí Lò Văn Chưa mới chuyển về.")
    actions.state_in_words(
        by=world.system, unit_id=world.province.pk, code="LC-1", given=said, now=figures.now
    )
    actions.freeze_figures(
        by=world.system,
        unit_id=world.province.pk,
        code="LC-2024-2030",
        day=date(2025, 12, 31),
        now=figures.now,
    )

    assert "Lò Văn Chưa" not in client.get(PUBLIC).content.decode()


def test_a_figure_of_a_year_is_held_against_what_that_year_asks(client, world, figures):
    actions.freeze_figures(
        by=world.system,
        unit_id=world.province.pk,
        code="LC-2024-2030",
        day=date(2025, 12, 31),
        now=figures.now,
    )

    rows = client.get(PUBLIC).context["rows"]

    assert next(row.target for row in rows if row.each.code == "LC-E6") == 2
