"""Pages of work with others: a matter is written, goes on step by step, and is read by the other side."""

from aoxanh.cooperation import queries
from aoxanh.cooperation.models import Record
from tests.work.lists import table_in


def _path(unit, rest=""):
    return f"/dieu-phoi/{unit.pk}/phoi-hop/{rest}"


def test_a_proposal_is_written_and_followed_to_its_outcome(desks, world):
    officer = desks.at(world.province, "PROVINCE_OFFICER")
    given = {"title": "Hỗ trợ đội hình", "state": "de_xuat", "on": "2026-01-05"}
    refused = officer.post(_path(world.province, "moi/tham_muu/"), given)
    assert refused.status_code == 422
    assert "Hãy chọn đơn vị hoặc ghi tên cơ quan" in refused.content.decode()
    assert "Hỗ trợ đội hình" in refused.content.decode()

    officer.post(_path(world.province, "moi/tham_muu/"), given | {"partner_name": "UBND tỉnh"})
    made = Record.objects.get()
    step = {"state": "ban_hanh", "on": "2026-01-06"}
    page = officer.post(_path(world.province, f"{made.pk}/buoc/"), step)
    assert page.status_code == 422
    assert "Hãy ghi số văn bản" in page.content.decode()

    officer.post(_path(world.province, f"{made.pk}/buoc/"), step | {"paper": "12/QĐ-UBND"})

    shown = officer.get(_path(world.province, f"{made.pk}/")).content.decode()
    assert "12/QĐ-UBND" in shown
    assert "Ghi bước tiếp theo" not in shown
    listed = officer.get(_path(world.province, "?loai=tham_muu&tai=xlsx"))
    assert any("12/QĐ-UBND" in row for row in table_in(listed.content).rows)


def test_a_commune_sees_which_unit_is_paired_to_help_it(desks, world):
    officer = desks.at(world.province, "PROVINCE_OFFICER")
    given = {
        "title": "Giúp xã Tả Lèng làm nhà văn hóa",
        "partner": world.ta_leng.pk,
        "state": "dang_giup",
        "on": "2026-01-05",
    }
    officer.post(_path(world.province, "moi/ghep_doi/"), given)
    made = Record.objects.get()

    helped = desks.at(world.ta_leng)

    listed = helped.get(_path(world.ta_leng)).content.decode()
    assert "Giúp xã Tả Lèng làm nhà văn hóa" in listed
    shown = helped.get(_path(world.ta_leng, f"{made.pk}/")).content.decode()
    assert "Đang giúp" in shown
    assert "Ghi bước tiếp theo" not in shown
    refused = helped.post(
        _path(world.ta_leng, f"{made.pk}/buoc/"), {"state": "ket_thuc", "on": "2026-01-06"}
    )
    assert refused.status_code == 404
    assert desks.at(world.binh_lu).get(_path(world.binh_lu, f"{made.pk}/")).status_code == 404
    assert officer.get(_path(world.province, "moi/khong-co/")).status_code == 404


def test_a_superior_recognises_a_model_on_its_own_page(desks, world):
    commune, province = desks.at(world.ta_leng), desks.at(world.province, "PROVINCE_OFFICER")
    asked = commune.get(_path(world.ta_leng, "moi/mo_hinh_ho_tro/")).content.decode()
    assert f'value="{world.province.pk}" selected' in asked
    given = {
        "title": "Nuôi dê giống",
        "partner": world.province.pk,
        "state": "dang_ky",
        "on": "2026-01-05",
        "paper": "Biểu mẫu 01",
    }
    commune.post(_path(world.ta_leng, "moi/mo_hinh_ho_tro/"), given)
    made = Record.objects.get()
    step = {"on": "2026-01-06", "paper": "Số 5"}
    for state in ("dang_lam", "bao_cao"):
        commune.post(_path(world.ta_leng, f"{made.pk}/buoc/"), step | {"state": state})
    assert "Được công nhận" not in commune.get(_path(world.ta_leng, f"{made.pk}/")).content.decode()

    province.post(_path(world.province, f"{made.pk}/buoc/"), step | {"state": "cong_nhan"})

    assert "Được công nhận" in commune.get(_path(world.ta_leng, f"{made.pk}/")).content.decode()
    again = province.post(_path(world.province, f"{made.pk}/buoc/"), step | {"state": "khong"})
    assert again.status_code == 404


def test_of_a_person_the_page_asks_for_a_number_and_no_words(desks, world):
    commune = desks.at(world.ta_leng)
    path = _path(world.ta_leng, "moi/yeu_the/")
    given = {"partner_name": "UBND xã", "state": "danh_sach", "on": "2026-01-05"}
    asked = commune.get(path).content.decode()
    assert 'name="text"' not in asked
    assert 'name="note"' not in asked
    assert 'name="file"' not in asked

    refused = commune.post(path, given | {"title": "Lò Văn A"})
    commune.post(path, given | {"title": "12"})

    assert refused.status_code == 422
    assert "không ghi tên" in refused.content.decode()
    listed = commune.get(_path(world.ta_leng, "?loai=yeu_the")).content.decode()
    assert "Số 12 trong sổ" in listed


def test_the_list_leads_to_every_kind_of_new_matter(desks, world):
    commune = desks.at(world.ta_leng)

    listed = commune.get(_path(world.ta_leng)).content.decode()
    kinds = commune.get(_path(world.ta_leng, "moi/")).content.decode()

    assert f'href="{_path(world.ta_leng, "moi/")}"' in listed
    assert all(
        f'href="{_path(world.ta_leng, f"moi/{code}/")}"' in kinds for code in queries.kinds()
    )
