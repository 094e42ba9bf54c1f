"""Pages of money: a body's estimate, the consolidated year, decisions, and what was spent."""

from io import BytesIO

import pytest
from docx import Document

from aoxanh.programmes.models import EstimateLine, MoneyEntry, Scheme, YearBudget
from tests.programmes.budgeting import MILLION, Budgeting
from tests.web.desks import shown
from tests.work.lists import table_in


@pytest.fixture
def money(world):
    return Budgeting(world).build()


def _path(unit, rest=""):
    return f"/dieu-phoi/{unit.pk}/kinh-phi/{rest}"


def _line(money, **more):
    task = money.tasks["NV-1"].pk
    return {
        "task": task,
        "source": "tinh",
        "amount": "khoảng 45,8 triệu",
        "content": "In tài liệu",
    } | more


def test_a_body_writes_its_estimate_sends_it_and_mends_what_was_returned(desks, world, money):
    commune, unit = desks.at(world.ta_leng), world.ta_leng
    minus = commune.post(_path(unit, "CT-1/2027/dong/"), _line(money, amount="-5"))
    assert minus.status_code == 422
    assert "Số tiền phải lớn hơn 0" in minus.content.decode()
    words = commune.post(_path(unit, "CT-1/2027/dong/"), _line(money, amount="nhiều"))
    assert "Chưa đọc được số tiền" in words.content.decode()

    commune.post(_path(unit, "CT-1/2027/dong/"), _line(money))
    line = EstimateLine.objects.get()
    assert (line.amount, line.is_about) == (45_800_000, True)
    commune.post(_path(unit, f"dong/{line.pk}/"), _line(money, amount="60 triệu"))
    commune.post(_path(unit, "CT-1/2027/gui/"), {"assigned": ""})

    own = shown(commune.get(_path(unit, "?ct=CT-1&nam=2027")))
    assert "Năm 2027 đơn vị cần 60 triệu đồng" in own
    assert "Đã gửi" in own
    assert "Sửa dòng" not in own
    province = desks.at(world.province, "PROVINCE_OFFICER")
    body = _path(world.province, f"CT-1/2027/don-vi/{unit.pk}/")
    assert province.post(f"{body}tra-lai/", {"reason": ""}).status_code == 422
    province.post(f"{body}tra-lai/", {"reason": "Thiếu thuyết minh"})
    assert "Thiếu thuyết minh" in shown(commune.get(_path(unit, "?ct=CT-1&nam=2027")))
    commune.post(_path(unit, f"dong/{line.pk}/bo/"))
    assert not EstimateLine.objects.exists()


def test_the_year_is_submitted_weighed_and_decided_on_its_pages(desks, world, money):
    line = money.line()
    money.send()
    province = desks.at(world.province, "PROVINCE_OFFICER")
    year, body = _path(world.province, "CT-1/2027/"), f"CT-1/2027/don-vi/{world.ta_leng.pk}/"
    assert (
        province.post(f"{year}trinh/", {"paper": "1", "on": "2026-12-30", "body": "A"}).status_code
        == 422
    )
    paper = {"paper": "12-TTr/TĐTN", "on": "2026-11-02", "body": "UBND tỉnh"}
    province.post(f"{year}trinh/", paper)

    finance = desks.at(money.finance, "FINANCE_OFFICER")
    cut = {f"dong-{line.pk}-amount": "45 triệu", f"dong-{line.pk}-reason": ""}
    refused = finance.post(_path(money.finance, f"{body}can-doi/"), cut)
    assert refused.status_code == 422
    assert "Giảm so với đề nghị thì cần ghi lý do" in refused.content.decode()
    cut[f"dong-{line.pk}-reason"] = "Theo khả năng cân đối"
    finance.post(_path(money.finance, f"{body}can-doi/"), cut)
    finance.post(
        _path(money.finance, "CT-1/2027/de-xuat/"), {"paper": "80/STC", "on": "2026-11-10"}
    )
    refused = province.post(f"{year}y-kien/", {"agrees": "0", "reason": ""})
    assert refused.status_code == 422
    province.post(f"{year}y-kien/", {"agrees": "1"})
    waiting = shown(province.get(_path(world.province, "tong-hop/?ct=CT-1&nam=2027")))
    assert "80/STC" in waiting
    assert "Thống nhất" in waiting

    assert "Đề xuất 45 triệu đồng" in shown(province.get(_path(world.province, body)))
    province.post(f"{year}quyet-dinh/", paper | {"paper": "1500/QĐ-UBND"})

    decided = shown(province.get(_path(world.province, "tong-hop/?ct=CT-1&nam=2027")))
    assert "Năm 2027 đã chi 0 đồng trên 45 triệu đồng được duyệt" in decided
    assert YearBudget.objects.get().decision == "1500/QĐ-UBND"
    mine = shown(desks.at(world.ta_leng).get(_path(world.ta_leng, "?ct=CT-1&nam=2027")))
    assert "Theo khả năng cân đối" in mine


def decided(money):
    """The year's own estimate is approved."""
    money.line()
    money.send()
    money.submit()
    money.decide()


def test_a_supplement_is_opened_written_and_submitted_on_its_pages(desks, world, money):
    decided(money)
    province, commune = desks.at(world.province, "PROVINCE_OFFICER"), desks.at(world.ta_leng)
    year, whole = (
        _path(world.province, "CT-1/2027/"),
        _path(world.province, "tong-hop/?ct=CT-1&nam=2027"),
    )
    assert "Mở dự toán bổ sung" in shown(province.get(whole))

    province.post(f"{year}bo-sung/")
    assert "Ghi đã trình" not in shown(province.get(whole))
    commune.post(_path(world.ta_leng, "CT-1/2027/dong/"), _line(money, amount="20 triệu"))
    own = shown(commune.get(_path(world.ta_leng, "?ct=CT-1&nam=2027")))
    commune.post(_path(world.ta_leng, "CT-1/2027/gui/"), {"assigned": ""})

    assert "Năm 2027 đơn vị cần thêm 20 triệu đồng" in own
    old = shown(commune.get(_path(world.ta_leng, "?ct=CT-1&nam=2027&dot=0")))
    assert "Năm 2027 đơn vị cần 50 triệu đồng" in old
    assert "Sửa dòng" not in old
    assert "đề nghị 20 triệu" in shown(province.get(f"{whole}&dot=1"))
    assert "trên 50 triệu đồng được duyệt" in shown(province.get(whole))
    assert "Ghi đã trình" in shown(province.get(whole))
    assert "Ghi đã trình" not in shown(province.get(f"{whole}&dot=0"))
    assert "1500/QĐ-UBND" in shown(province.get(f"{whole}&dot=0"))


def test_a_submission_takes_its_number_from_the_register_or_bears_its_own(desks, world, money):
    decided(money)
    money.supplement()
    money.line(20 * MILLION)
    money.send()
    world.headed(world.province, "Vàng Thị Mỷ")
    province = desks.at(world.province, "PROVINCE_OFFICER")
    year = _path(world.province, "CT-1/2027/")
    whole = _path(world.province, "tong-hop/?ct=CT-1&nam=2027")
    refused = province.post(f"{year}trinh/", {"body": "UBND tỉnh"})
    assert "chọn lấy số trong sổ" in refused.content.decode()
    both = {"body": "UBND tỉnh", "takes_number": "on", "paper": "12-TTr/TĐTN"}
    assert "bỏ chọn lấy số" in province.post(f"{year}trinh/", both).content.decode()
    province.post(f"{year}trinh/", {"body": "UBND tỉnh", "takes_number": "on"})
    symbol = YearBudget.objects.get(supplement=1).paper
    assert symbol in shown(province.get(whole))
    word = Document(BytesIO(province.get(f"{year}to-trinh.docx").content))
    words = "\n".join(each.text for each in word.paragraphs)
    assert "dự toán kinh phí bổ sung đợt 1 năm 2027" in words
    first = Document(BytesIO(province.get(f"{year}to-trinh.docx?dot=0").content))
    assert "bổ sung" not in "\n".join(each.text for each in first.paragraphs)
    province.post(f"{year}bo-sung/")
    assert YearBudget.objects.count() == 2


def test_a_refused_amount_is_told_at_its_line(desks, world, money):
    lines = [money.line(), money.line(source="xa_hoi")]
    money.send()
    money.submit()
    amounts = {
        f"dong-{line.pk}-{key}": value
        for line in lines
        for key, value in (("amount", "50 triệu"), ("reason", ""))
    }
    amounts[f"dong-{lines[1].pk}-amount"] = "60 triệu"

    body = _path(world.province, f"CT-1/2027/don-vi/{world.ta_leng.pk}/can-doi/")
    page = desks.at(world.province, "PROVINCE_OFFICER").post(body, amounts)

    assert page.status_code == 422
    assert f'id="id_dong-{lines[1].pk}-amount_error"' in page.content.decode()
    assert f'id="id_dong-{lines[0].pk}-amount_error"' not in page.content.decode()


def test_the_year_is_taken_away_as_a_paper_to_submit(desks, world, money):
    money.line()
    money.send()

    year = _path(world.province, "CT-1/2027/")
    word = desks.at(world.province, "PROVINCE_OFFICER").get(f"{year}to-trinh.docx")

    told = "\n".join(each.text for each in Document(BytesIO(word.content)).paragraphs)
    assert "Phê duyệt dự toán kinh phí năm 2027" in told
    assert "50 triệu đồng, của 1 cơ quan, đơn vị" in told


def test_a_submitted_year_is_taken_back(desks, world, money):
    money.line()
    money.send()
    money.submit()
    province = desks.at(world.province, "PROVINCE_OFFICER")

    province.post(_path(world.province, "CT-1/2027/rut-lai/"))

    assert YearBudget.objects.get().state == "OPEN"
    again = province.post(_path(world.province, "CT-1/2027/rut-lai/"), follow=True)
    assert "không ở bước chờ duyệt" in again.content.decode()


def test_spending_is_recorded_flagged_and_corrected_by_a_new_entry(desks, world, money):
    commune, unit = desks.at(world.ta_leng), world.ta_leng
    spent = {
        "task": money.tasks["NV-1"].pk,
        "source": "tinh",
        "amount": "20 triệu",
        "document": "UNC 12",
        "document_on": "2026-11-20",
    }
    commune.post(_path(unit, "CT-1/2026/khoan/chi/"), spent)
    commune.post(_path(unit, "CT-1/2026/khoan/bo-tri/"), spent | {"amount": "1,5 tỷ"})
    page = shown(commune.get(_path(unit, "?ct=CT-1&nam=2026")))
    assert "Chi ngoài dự toán" in page
    assert "Bố trí 1,5 tỷ đồng" in page

    wrong = MoneyEntry.objects.get(entry="SPENT")
    same = commune.post(_path(unit, f"khoan/{wrong.pk}/"), spent)
    assert same.status_code == 422
    commune.post(_path(unit, f"khoan/{wrong.pk}/"), spent | {"amount": "25 triệu"})

    assert "(bản sửa)" in shown(commune.get(_path(unit, "?ct=CT-1&nam=2026")))
    sheet = commune.get(_path(unit, "?ct=CT-1&nam=2026&tai=xlsx"))
    amounts = {row[4] for row in table_in(sheet.content, "chi.xlsx").rows[1:]}
    assert amounts == {"25000000", "1500000000"}


def test_the_year_of_self_balance_says_its_rule_where_money_is_asked(desks, world, money):
    commune, unit = desks.at(world.ta_leng), world.ta_leng

    refused = commune.post(_path(unit, "CT-1/2024/dong/"), _line(money))

    assert refused.status_code == 422
    assert "Quyết định 2222/QĐ-UBND" in refused.content.decode()
    assert "tự cân đối trong dự toán đã giao" in shown(
        commune.get(_path(unit, "?ct=CT-1&nam=2024"))
    )


def test_a_scheme_is_linked_and_its_money_counted_there(desks, world, money):
    commune, unit = desks.at(world.ta_leng), world.ta_leng
    task = money.tasks["NV-1"].pk
    commune.post(_path(unit, "CT-1/long-ghep/"), {"name": "Giảm nghèo bền vững", "tasks": [task]})
    again = commune.post(
        _path(unit, "CT-1/long-ghep/"), {"name": "Giảm nghèo bền vững", "tasks": [task]}
    )
    assert again.status_code == 422
    needs = commune.post(_path(unit, "CT-1/2027/dong/"), _line(money, source="long_ghep"))
    assert "Tiền lồng ghép cần ghi" in needs.content.decode()

    scheme = Scheme.objects.get()
    commune.post(_path(unit, "CT-1/2027/dong/"), _line(money, source="long_ghep", scheme=scheme.pk))

    page = shown(commune.get(_path(unit, "?ct=CT-1&nam=2027")))
    assert "Giảm nghèo bền vững" in page
    assert "Ngoài ra 45,8 triệu đồng lồng ghép" in page


def test_without_a_programme_the_pages_say_so(desks, world):
    commune = desks.at(world.ta_leng)

    for rest in ("", "tong-hop/"):
        page = shown(commune.get(_path(world.ta_leng, rest)))
        assert "Chưa có chương trình nào có nguồn kinh phí" in page


def test_the_lists_of_money_cost_the_same_for_one_row_and_for_six(
    desks, world, money, costs_the_same
):
    money.line(unit=world.province)
    sent = money.send(world.province)
    money.scheme()
    money.money(unit=world.province)
    province = desks.at(world.province, "PROVINCE_OFFICER")

    def grow():
        for number in range(5):
            unit = world.found(f"Xã {number}", parent=world.province, place="Bình Lư")
            money.line(unit=unit)
            money.send(unit)
            money.money(MILLION, unit=unit)
            money.money(MILLION + number, unit=world.province)
            money.scheme(f"Đề án {number}")
            EstimateLine.objects.create(
                estimate=sent, task=money.tasks["NV-1"], source=f"{number}", kind="OTHER", amount=1
            )

    costs_the_same(
        lambda: [
            shown(province.get(_path(world.province, f"{rest}?ct=CT-1&nam=2027")))
            for rest in ("", "tong-hop/", f"CT-1/2027/don-vi/{world.province.pk}/")
        ],
        grow,
    )
