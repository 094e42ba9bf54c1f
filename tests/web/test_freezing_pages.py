"""Pages of frozen figures: a period that ended is offered, a worker freezes it, both readings stand side by side."""

from datetime import date

import pytest

from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.jobs import running
from aoxanh.programmes import actions
from aoxanh.programmes.models import Freeze
from aoxanh.programmes.types import REFERENCE
from tests.programmes.conftest import Figures
from tests.work.lists import table_in


@pytest.fixture
def figures(world, now, monkeypatch):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    path = REFERENCE / "lai-chau-2024-2030.yaml"
    actions.load(by=world.system, unit_id=world.province.pk, path=path, now=now)
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
