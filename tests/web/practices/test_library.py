"""The public library of models: found, read, the same bytes for everyone."""

import pytest

from aoxanh.places.models import Place
from aoxanh.practices import actions
from aoxanh.practices.models import Practice
from aoxanh.practices.types import Mate, MateKind, PracticeField, PracticeGiven
from aoxanh.units import queries as units
from tests.work.lists import table_in


F = PracticeField


@pytest.fixture
def keep(world, desks):
    """Writes a model down and, unless told otherwise, lists it."""

    def make(title="Tủ áo ấm bản xa", *, unit=None, is_listed=True, year=2026, mates=(), **texts):
        unit = unit or world.ta_leng
        given = PracticeGiven(
            texts={F.TITLE: title, F.RESULT: "Trao hơn 300 áo ấm cho 120 hộ."} | texts,
            year=year,
            summary="Gom, giặt, chia theo cỡ.",
            field_codes=("moi_truong",),
            mates=mates,
        )
        made = actions.write(by=world.system, unit_id=unit.pk, practice=given, now=world.now)
        if is_listed:
            actions.put_into_registry(by=world.system, practice_id=made.pk, now=world.now)
        return made

    return make


def test_a_card_shows_one_sentence_and_who_takes_it_up(client, world, keep):
    made = keep()
    actions.adopt(
        by=world.system,
        unit_id=world.province.pk,
        practice_id=made.pk,
        adaptation="Gom ở chợ phiên",
        started_on=world.day,
        now=world.now,
    )

    page = client.get("/mo-hinh/").content.decode()

    assert "1 mô hình hay" in page
    assert "Gom, giặt, chia theo cỡ." in page
    assert "1 đơn vị đang làm theo" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=tu+ao", True), ("q=vuon", False), ("linh-vuc=moi_truong", True), ("cap=PROVINCE", False), ("nam=x", True)],
)  # fmt: skip
def test_the_address_narrows_the_library(client, keep, query, found):
    keep()

    page = client.get(f"/mo-hinh/?{query}").content.decode()

    assert ("Tủ áo ấm bản xa" in page) == found
    assert ("Chưa có mô hình nào khớp" in page) != found


def test_a_province_of_today_finds_what_was_told_of_its_former_parts(client, keep, world):
    today = Place.objects.get(level="PROVINCE", code="12", valid_to__year=9999)
    made, other = keep(), keep("Vườn ươm")
    Practice.objects.filter(pk=made.pk).update(place=today, marks=f"zzp{today.pk}")
    Practice.objects.filter(pk=other.pk).update(place=None, marks="")

    page = client.get("/mo-hinh/?tinh=12").content.decode()
    nowhere = client.get("/mo-hinh/?tinh=khong-co").content.decode()

    assert ("Tủ áo ấm bản xa" in page, "Vườn ươm" in page) == (True, False)
    assert 'class="ax-chip" aria-current="true"' in page
    assert "2 mô hình hay" in nowhere


def test_what_was_done_with_a_partner_is_listed_under_its_name(client, keep):
    made = keep(mates=(Mate(name="Quỹ Áo ấm", kind=MateKind.DOMESTIC),))
    keep("Vườn ươm")

    one = client.get(f"/mo-hinh/{made.code}/").content.decode()
    page = client.get("/mo-hinh/?lam-cung=Qu%E1%BB%B9+%C3%81o+%E1%BA%A5m").content.decode()

    assert "?lam-cung=Qu%E1%BB%B9%20%C3%81o%20%E1%BA%A5m" in one
    assert "Mô hình làm cùng Quỹ Áo ấm" in page
    assert "Vườn ươm" not in page
    assert "Vườn ươm" not in client.get("/mo-hinh/?doi-tac=DOMESTIC").content.decode()


def test_a_model_of_several_units_is_shown_at_each_of_them(client, world, keep):
    beside = units.versions_at({world.binh_lu.pk}, world.day)[world.binh_lu.pk]
    mates = [Mate(name=name, kind=MateKind.UNIT) for name in (beside.name, "Nhóm Áo Chàm")]
    made = keep(mates=tuple(mates))
    keep("Vườn ươm")

    one = client.get(f"/mo-hinh/{made.code}/").content.decode()
    page = client.get(f"/mo-hinh/?don-vi={beside.unit.code}").content.decode()
    nowhere = client.get("/mo-hinh/?don-vi=khong-co").content.decode()

    assert ("2 đơn vị cùng làm" in one, "2 đơn vị cùng làm" in page) == (True, True)
    assert f"?don-vi={beside.unit.code}" in one
    assert ("Nhóm Áo Chàm" in one, "Vườn ươm" in page) == (True, False)
    assert "2 mô hình hay" in nowhere


def test_officers_confirm_and_decline_partners_named_in_the_text(world, desks, keep):
    made = keep(content="Phối hợp với Sở Y tế tỉnh, liên kết với Trường Nội trú Tam Đường")
    officer = desks.at(world.ta_leng)
    home = f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/{made.code}/"
    before = officer.get(home).content.decode()

    officer.post(f"{home}doi-tac/", {"name": "Sở Y tế Lai Châu", "kind": "DOMESTIC"})
    officer.post(f"{home}doi-tac/", {"name": "Sở Y tế tỉnh", "kind": "DOMESTIC", "khong": "1"})
    refused = officer.post(f"{home}doi-tac/", {"name": "", "kind": "x"}, follow=True)
    after = officer.get(home).content.decode()

    assert "Đối tác máy thấy trong bài" in before
    assert "?lam-cung=S%E1%BB%9F%20Y%20t%E1%BA%BF%20Lai%20Ch%C3%A2u" in after
    assert 'value="Sở Y tế tỉnh"' not in after
    assert 'value="Trường Nội trú Tam Đường"' in after
    assert "Hãy ghi tên đối tác" in refused.content.decode()


def test_a_page_lets_figures_stand_out(client, keep):
    page = client.get(f"/mo-hinh/{keep().code}/").content.decode()

    assert "<strong>hơn 300 áo ấm</strong>" in page
    assert "<strong>120 hộ</strong>" in page


def test_a_draft_and_a_retired_model_are_not_found(client, world, keep):
    draft, retired = keep(is_listed=False), keep("Vườn ươm")
    actions.retire(by=world.system, practice_id=retired.pk, now=world.now)

    assert client.get(f"/mo-hinh/{draft.code}/").status_code == 404
    assert client.get(f"/mo-hinh/{retired.code}/").status_code == 404
    assert client.get("/mo-hinh/KHONGCO/").status_code == 404


def test_the_library_costs_the_same_for_many(client, world, keep, costs_the_same, statements):
    keep()

    def grow():
        for number, unit in enumerate((world.province, world.ta_leng) * 3):
            keep(f"Mô hình {number}", unit=unit)

    costs_the_same(lambda: client.get("/mo-hinh/"), grow)
    with statements() as counted:
        client.get("/mo-hinh/")
    assert counted.count <= 4


def test_a_model_costs_at_most_five_statements(client, keep, statements):
    made = keep()
    client.get(f"/mo-hinh/{made.code}/")

    with statements() as counted:
        answer = client.get(f"/mo-hinh/{made.code}/")

    assert counted.count <= 5
    assert not answer.cookies


def test_officers_write_edit_and_list_a_model(world, desks):
    officer = desks.at(world.ta_leng)
    home = f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/"
    typed = {"title": "Vườn ươm", "year": "2026", "kind": "PRACTICE", "result": "Ươm 500 cây"}

    officer.post(f"{home}moi/", typed)
    made = Practice.objects.get()
    officer.post(f"{home}{made.code}/sua/", typed | {"result": "Ươm 700 cây"})
    officer.post(f"{home}{made.code}/phan-loai/", {"level": "COMMUNE", "replicability": "YES"})
    told = officer.post(f"{home}{made.code}/vao-kho/", follow=True).content.decode()

    made.refresh_from_db()
    assert (made.state, made.version, made.level) == ("LISTED", 2, "COMMUNE")
    assert "Mô hình đã ở trong kho" in told
    assert "Bản 1, dùng đến" in told


def test_a_refused_model_keeps_what_was_typed(world, desks):
    officer = desks.at(world.ta_leng)

    page = officer.post(
        f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/moi/",
        {"title": "Vườn ươm", "year": "1890", "kind": "PRACTICE", "content": "Ươm quế"},
    )

    assert page.status_code == 422
    assert "Hãy nhập năm từ 1975" in page.content.decode()
    assert "Ươm quế" in page.content.decode()


def test_another_unit_takes_it_up_and_tells_how_it_went(world, desks, keep):
    made = keep(unit=world.province)
    officer = desks.at(world.ta_leng)
    home = f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/"

    empty = officer.post(f"{home}{made.code}/lam-theo/", {"started_on": "2026-11-01"})
    officer.post(
        f"{home}{made.code}/lam-theo/", {"adaptation": "Gom ở chợ", "started_on": "2026-11-01"}
    )
    adoption = made.adoptions.get()
    dear = officer.post(f"{home}lam-theo/{adoption.pk}/", {"result": "Tốt", "cost": "9" * 19})
    officer.post(f"{home}lam-theo/{adoption.pk}/", {"result": "Tốt", "worked": "1", "cost": "0"})

    adoption.refresh_from_db()
    assert "Hãy viết một câu" in empty.content.decode()
    assert dear.status_code == 422
    assert (adoption.worked, adoption.result) == (True, "Tốt")
    assert "Gom ở chợ" in officer.get(f"{home}lam-theo/").content.decode()


def test_officers_take_the_table_of_a_year_away(desks, world, keep):
    keep()
    client, address = (
        desks.at(world.ta_leng),
        f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/bang-tong-hop/",
    )

    page = client.get(address).content.decode()
    word = client.get(f"{address}?nam=2026&tai=docx")

    assert "Năm 2026" in page
    assert "1 mô hình" in page
    assert "bang-tong-hop-mo-hinh-nam-2026.docx" in word["Content-Disposition"]
    assert table_in(word.content).rows[1][2] == "Tủ áo ấm bản xa"
    assert client.get(f"{address}?tai=docx")["Content-Type"].startswith("text/html")


def test_a_desk_shows_what_its_unit_and_those_below_it_keep(desks, world, keep):
    keep("Tủ áo ấm", unit=world.ta_leng)
    keep("Vườn rau", unit=world.binh_lu)
    officer = desks.at(world.province, "PROVINCE_OFFICER")

    def at(unit, path=""):
        return officer.get(f"/dieu-phoi/{unit.pk}/mo-hinh/{path}").content.decode()

    assert ("Tủ áo ấm" in at(world.ta_leng), "Vườn rau" in at(world.ta_leng)) == (True, False)
    assert "2 mô hình" in at(world.province)
    assert "1 mô hình" in at(world.ta_leng, "bang-tong-hop/")
    assert "2 mô hình" in at(world.province, "bang-tong-hop/")


def test_who_only_reads_is_offered_nothing_to_do(desks, world, keep):
    made = keep()
    page = f"/dieu-phoi/{world.province.pk}/mo-hinh/{made.code}/"

    officer = desks.at(world.province, "PROVINCE_OFFICER").get(page).content.decode()
    reader = desks.at(world.province, "INSPECTOR").get(page).content.decode()

    assert ("mo-hinh=" in officer, "lam-theo/" in officer) == (True, True)
    assert ("mo-hinh=" in reader, "lam-theo/" in reader) == (False, False)


def test_the_tables_cost_the_same_for_one_year_and_for_six(desks, world, keep, costs_the_same):
    keep()
    client = desks.at(world.ta_leng)
    address = f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/bang-tong-hop/"

    def grow():
        for year in range(2021, 2026):
            keep(f"Vườn rau năm {year}", year=year)

    costs_the_same(lambda: client.get(address), grow)


def test_everybodys_models_are_found_where_one_takes_them_up(desks, world, keep):
    made = keep(unit=world.province)
    client, home = desks.at(world.ta_leng), f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/"

    own, store = client.get(home).content.decode(), client.get(f"{home}?kho=1").content.decode()

    assert "Tủ áo ấm bản xa" not in own
    assert f"{home}{made.code}/lam-theo/" in store
