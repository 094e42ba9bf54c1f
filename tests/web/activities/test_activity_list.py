"""The list of activities of a desk."""


def _list(browser, desk, query=""):
    return browser.get(desk(f"hoat-dong/{query}")).content.decode()


def test_an_empty_desk_leads_to_the_first_activity(browser, desk):
    page = _list(browser, desk)

    assert "Chưa có hoạt động nào" in page
    assert "Tạo hoạt động đầu tiên" in page


def test_the_list_shows_the_unit_alone_and_its_subtree_when_asked(world, sign_in):
    world.opened("ao_am", title="Áo ấm Tả Lèng")
    browser = sign_in(world.province, "PARTNER_AGENCY")
    here = f"/dieu-phoi/{world.province.pk}/hoat-dong/"

    alone = browser.get(here).content.decode()
    below = browser.get(f"{here}?pham-vi=tat-ca").content.decode()
    one = browser.get(f"{here}?don-vi={world.ta_leng.pk}").content.decode()
    other = browser.get(f"{here}?don-vi={world.binh_lu.pk}").content.decode()

    assert "Áo ấm Tả Lèng" not in alone
    assert "Áo ấm Tả Lèng" in below
    assert "Đoàn Tả Lèng" in one
    assert "Áo ấm Tả Lèng" not in other


def test_filters_stand_in_the_address(world, browser, desk):
    world.opened("ao_am", title="Áo ấm lên bản")
    world.published("lop_so", title="Lớp số")

    drafts = _list(browser, desk, "?trang-thai=chuan-bi")
    searched = _list(browser, desk, "?q=ao+am")
    last_year = _list(browser, desk, "?nam=2025")

    assert "Áo ấm lên bản" in drafts
    assert "Lớp số" not in drafts
    assert "Áo ấm lên bản" in searched
    assert "Lớp số" not in searched
    assert "Không có hoạt động nào khớp" in last_year
    assert "nam=2025" in searched


def test_strange_filters_are_let_go(world, browser, desk):
    world.opened("ao_am", title="Áo ấm lên bản")

    page = _list(browser, desk, "?nam=99x9&trang-thai=lung-tung&trang=-3&don-vi=abc")

    assert "Áo ấm lên bản" in page


def test_a_longer_list_asks_no_more_often(world, browser, desk, costs_the_same):
    world.opened("ao_am")

    def grow():
        for number in range(3):
            world.opened("lop_so", title=f"Lớp {number}", **world.hours(in_days=7 + number))

    costs_the_same(lambda: _list(browser, desk, "?pham-vi=tat-ca"), grow)


def test_rows_say_how_many_places_are_taken(world, browser, desk):
    world.published("ao_am", title="Áo ấm", places=30)

    assert "0 trên 30 chỗ" in _list(browser, desk)


def test_another_unit_answers_404(world, browser):
    assert browser.get(f"/dieu-phoi/{world.binh_lu.pk}/hoat-dong/").status_code == 404


def test_a_visitor_is_led_to_sign_in(world, client):
    answer = client.get(f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/")

    assert answer.status_code == 302
    assert "/dang-nhap/" in answer["Location"]
