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


def test_a_step_and_a_number_written_by_mistake_are_put_right(desks, world):
    commune = desks.at(world.ta_leng)
    given = {"partner_name": "UBND xã", "state": "danh_sach", "on": "2026-01-05", "title": "12"}
    commune.post(_path(world.ta_leng, "moi/yeu_the/"), given)
    made = Record.objects.get()
    path = _path(world.ta_leng, f"{made.pk}/")
    step = {"state": "da_giup", "on": "2026-01-06", "paper": "Danh sách ký nhận"}
    commune.post(f"{path}buoc/", step)

    refused = commune.post(f"{path}so/", {"so-number": "Lò Văn A"})
    commune.post(f"{path}so/", {"so-number": "21"})
    commune.post(f"{path}rut-buoc/", {"rut-mistake": "STEP"})

    assert refused.status_code == 422
    assert "không ghi tên" in refused.content.decode()
    page = commune.get(path).content.decode()
    assert "Số 21 trong sổ" in page
    assert "Trước ghi số 12" in page
    assert "Ghi nhầm bước" in page
    assert 'name="rut-note"' not in page
    assert Record.objects.get().state == "danh_sach"
    commune.post(f"{path}rut-buoc/", {"rut-mistake": "TWICE"})
    assert "Đã rút" in commune.get(path).content.decode()
    assert "Rút bước cuối" not in commune.get(path).content.decode()


def test_a_matter_is_taken_back_with_its_reason(desks, world):
    officer = desks.at(world.province, "PROVINCE_OFFICER")
    given = {"title": "Hỗ trợ", "partner_name": "UBND tỉnh", "state": "de_xuat", "on": "2026-01-05"}
    officer.post(_path(world.province, "moi/tham_muu/"), given)
    path = _path(world.province, f"{Record.objects.get().pk}/")

    refused = officer.post(f"{path}rut-buoc/", {"rut-mistake": "OTHER", "rut-note": ""})
    officer.post(f"{path}rut-buoc/", {"rut-mistake": "OTHER", "rut-note": "Chưa gửi"})

    assert "Hãy ghi vì sao rút" in refused.content.decode()
    assert "Lý do khác: Chưa gửi" in officer.get(path).content.decode()


def test_others_are_told_how_many_persons_from_five_on_and_never_which(desks, world):
    commune, above = desks.at(world.ta_leng), desks.at(world.province, "PROVINCE_OFFICER")
    given = {"partner_name": "UBND xã", "state": "danh_sach", "on": "2026-01-05"}
    for number in range(1, 5):
        commune.post(_path(world.ta_leng, "moi/yeu_the/"), given | {"title": str(number)})
    path = _path(world.ta_leng, "?loai=yeu_the")

    page = above.get(path).content.decode()
    assert "(không nêu số)" in page
    assert "Số 1 trong sổ" not in page
    assert "chỉ đơn vị giữ sổ đọc được" in page
    assert len(table_in(above.get(f"{path}&tai=xlsx").content).rows) == 1
    commune.post(_path(world.ta_leng, "moi/yeu_the/"), given | {"title": "5"})

    assert "Thanh thiếu niên yếu thế (5)" in above.get(path).content.decode()
    assert "Số 1 trong sổ" in commune.get(path).content.decode()


def test_a_reported_model_stands_in_the_work_of_who_recognises_it(desks, world):
    commune, province = desks.at(world.ta_leng), desks.at(world.province, "PROVINCE_OFFICER")
    given = {
        "title": "Nuôi dê giống",
        "partner": world.province.pk,
        "state": "dang_ky",
        "on": "2026-01-05",
        "paper": "Biểu mẫu 01",
    }
    commune.post(_path(world.ta_leng, "moi/mo_hinh_ho_tro/"), given)
    path = _path(world.ta_leng, f"{Record.objects.get().pk}/buoc/")
    step = {"on": "2026-01-06", "paper": "Số 5"}
    said = "Xét công nhận 1 mô hình hỗ trợ"
    commune.post(path, step | {"state": "dang_lam"})
    assert said not in province.get(f"/dieu-phoi/{world.province.pk}/").content.decode()

    commune.post(path, step | {"state": "bao_cao"})

    assert said in province.get(f"/dieu-phoi/{world.province.pk}/").content.decode()
    assert said not in commune.get(f"/dieu-phoi/{world.ta_leng.pk}/").content.decode()
