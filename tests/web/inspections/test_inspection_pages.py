"""Pages of inspections: a plan, a draw, a conclusion with what is to be mended, and the use of IT reviewed."""

import pytest
from django.urls import reverse

from aoxanh.inspections import actions
from aoxanh.inspections.models import Draw, Remedy, UseDeclaration, Visit


@pytest.fixture
def ask(desks, world):
    """Ask for, or send to, a page of a unit's desk; its officer is signed in once."""
    actions.load_reference(by=world.system, now=world.now)
    signed_in = {}

    def answer(unit, page, data=None, asked="", **path):
        role = "PROVINCE_OFFICER" if unit == world.province else "COMMUNE_OFFICER"
        client = signed_in.setdefault(unit.pk, None) or desks.at(unit, role)
        signed_in[unit.pk] = client
        address = reverse(f"manage:{page}", kwargs={"unit_id": unit.pk, **path}) + asked
        return client.get(address) if data is None else client.post(address, data)

    return answer


LIST = {"checklist": "mo_hinh_ho_tro"}
MARKS = {"mark_dang_ky": "GOOD", "mark_danh_sach": "LACKING", "mark_thuc_te": "GOOD"}
FOUND = {"held_on": "2026-11-20", "team": "Ban Kiểm tra", "conclusion": "Còn thiếu danh sách"}


def test_a_visit_is_planned_concluded_and_what_it_asked_for_is_mended(ask, world):
    province, commune = world.province, world.ta_leng
    assert "Chưa đến năm 2026" in ask(province, "visits_plan").content.decode()
    ask(province, "visits_plan", LIST | {"units": [commune.pk]})
    visit = Visit.objects.get()

    kept = ask(province, "visit_conclude", FOUND | MARKS, pk=visit.pk)
    assert kept.status_code == 422
    assert "Còn mục chưa đánh giá" in kept.content.decode()
    assert "Còn thiếu danh sách" in kept.content.decode()
    ask(province, "visit_conclude", FOUND | MARKS | {"mark_duy_tri": "GOOD"}, pk=visit.pk)
    asked = {"finding": "Thiếu tên", "remedy": "Lập danh sách", "due_on": "2026-12-15"}
    assert ask(province, "remedy_ask", asked | {"remedy": ""}, pk=visit.pk).status_code == 422
    ask(province, "remedy_ask", asked, pk=visit.pk)

    assert "Đã đến 1 lần năm 2026" in ask(province, "visits_plan").content.decode()
    assert "1/1 đơn vị đã kiểm tra" in ask(province, "inspections").content.decode()
    mine = ask(commune, "inspections").content.decode()
    assert "Lập danh sách" in mine
    assert "Chưa đạt" in ask(commune, "visit", pk=visit.pk).content.decode()
    close = {"pk": visit.pk, "remedy_id": Remedy.objects.get().pk}
    ask(province, "remedy_close", {"proof": ""}, **close)
    assert Remedy.objects.open().exists()
    ask(province, "remedy_close", {"proof": "Danh sách 3"}, **close)
    assert "Lập danh sách" not in ask(commune, "inspections").content.decode()


def test_units_are_drawn_in_sight_of_everybody_and_the_draw_can_be_repeated(ask, world):
    pool = [world.ta_leng.pk, world.binh_lu.pk]
    refused = ask(world.province, "draw_new", LIST | {"units": pool, "seed": "", "count": 1})
    assert refused.status_code == 422
    assert "số rút thăm" in refused.content.decode()

    told = ask(world.province, "draw_new", LIST | {"units": pool, "seed": "81457", "count": 1})

    draw = Draw.objects.get()
    assert told.url.endswith(f"/{draw.pk}/")
    page = ask(world.province, "draw", pk=draw.pk).content.decode()
    assert "Tính lại cho cùng kết quả" in page
    assert draw.pool_digest in page


def test_a_planned_unit_is_taken_off_and_other_years_are_asked_for(ask, world):
    ask(world.province, "visits_plan", LIST | {"units": [world.ta_leng.pk]}, asked="?nam=2027")
    visit = Visit.objects.get()
    assert visit.plan.year == 2027

    ask(world.province, "visit_drop", {}, pk=visit.pk)

    assert not Visit.objects.exists()
    assert ask(world.province, "inspections", asked="?nam=1999").status_code == 404
    nobody = ask(world.province, "visits_plan", LIST)
    assert "ít nhất một đơn vị" in nobody.content.decode()


def test_the_use_of_it_is_declared_and_accepted_or_returned_with_a_reason(ask, world):
    world.published()
    page = ask(world.ta_leng, "it_use").content.decode()
    assert "hoạt động mở trên cổng" in page
    declared = {"uses": ["mo_hoat_dong"], "evidence": "Trang Đoàn xã"}
    assert ask(world.ta_leng, "it_use", declared | {"uses": []}).status_code == 422
    ask(world.ta_leng, "it_use", declared)
    declaration = UseDeclaration.objects.get()

    ask(world.province, "it_use_decide", {"note": ""}, pk=declaration.pk)
    assert UseDeclaration.objects.get().state == "SENT"
    assert "Trang Đoàn xã" in ask(world.province, "it_uses").content.decode()
    ask(world.province, "it_use_decide", {"note": "Thiếu đường dẫn"}, pk=declaration.pk)

    assert "Thiếu đường dẫn" in ask(world.ta_leng, "it_use").content.decode()
    ask(world.ta_leng, "it_use", declared)
    ask(world.province, "it_use_decide", {"accept": "1"}, pk=UseDeclaration.objects.latest("pk").pk)
    assert UseDeclaration.objects.accepted().count() == 1
    gone = ask(world.province, "it_use_decide", {"accept": "1"}, pk=declaration.pk)
    assert gone.status_code == 404
