"""“Báo tin”: whom no message reaches, one tap to each, one text for all, who told whom."""

import pytest

from aoxanh.audit.models import Entry
from aoxanh.notices.models import Notice
from tests.activities.crowd import Crowd


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=12)


@pytest.fixture
def tell(world, crowd):
    return f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{crowd.activity.pk}/bao-tin/"


@pytest.fixture
def cancelled(officer, world, crowd):
    """An activity called off by its officer, with two who left a phone."""
    crowd.sign_up("Vàng A Sinh", "0912000003")
    crowd.sign_up("Sùng A Dơ", "0912000004")
    return officer.post(
        f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{crowd.activity.pk}/huy/", {"reason": "Mưa lớn"}
    )


def test_calling_off_leads_to_who_has_to_be_told(cancelled, officer, tell):
    assert cancelled["Location"] == tell

    page = officer.get(tell).content.decode()
    assert "Còn 2 người cần bạn báo" in page
    assert "Vàng A Sinh" in page
    assert "Lý do: Mưa lớn" in page


@pytest.mark.usefixtures("cancelled")
def test_a_phone_stands_in_no_address_of_ours(officer, tell):
    page = officer.get(tell).content.decode()

    assert 'href="https://zalo.me/84912000003" target="_blank" rel="noreferrer noopener"' in page
    assert 'href="sms:+84912000003?body=' in page
    assert 'href="tel:+84912000003"' in page
    ours = [part.split('"')[0] for part in page.split('="/')[1:]]
    assert not any("91200000" in address for address in ours)


@pytest.mark.usefixtures("cancelled")
def test_who_was_told_moves_down_with_who_told_and_can_be_taken_back(officer, tell):
    text = Notice.objects.order_by("pk")[0]

    page = officer.post(
        f"{tell}da-bao/", {"topic": "cancelled", "notice": text.pk}, follow=True
    ).content.decode()
    assert "Còn 1 người cần bạn báo" in page
    assert "Lò Thị Mai báo lúc" in page

    page = officer.post(
        f"{tell}hoan-tac/", {"topic": "cancelled", "notice": text.pk}, follow=True
    ).content.decode()
    assert "Còn 2 người cần bạn báo" in page


@pytest.mark.usefixtures("cancelled")
def test_a_group_is_told_with_one_text(officer, tell):
    page = officer.post(f"{tell}da-bao/", {"topic": "cancelled"}, follow=True).content.decode()

    assert "Mọi người đã được báo" in page
    assert "Đã ghi: bạn đã báo 2 người." in page
    again = officer.post(f"{tell}da-bao/", {"topic": "cancelled"}, follow=True).content.decode()
    assert "đã được báo trước đó" in again


@pytest.mark.usefixtures("cancelled")
def test_taking_back_twice_says_so(officer, tell):
    text = Notice.objects.order_by("pk")[0]

    page = officer.post(
        f"{tell}hoan-tac/", {"topic": "cancelled", "notice": text.pk}, follow=True
    ).content.decode()

    assert "Tin này chưa được ghi là đã báo" in page


@pytest.mark.parametrize("typed", ["999999", "9" * 30])
@pytest.mark.usefixtures("cancelled")
def test_a_text_of_something_else_is_not_found(officer, tell, typed):
    sent = {"topic": "cancelled", "notice": "999999"}

    assert officer.post(f"{tell}da-bao/", sent).status_code == 404
    assert officer.post(f"{tell}hoan-tac/", sent | {"notice": typed}).status_code == 404


@pytest.mark.usefixtures("cancelled")
def test_no_text_for_all_is_offered_where_not_everybody_is_told_the_same(officer, tell):
    assert 'id="tin-nhom"' in officer.get(tell).content.decode()
    text = Notice.objects.order_by("pk")[0]
    Notice.objects.filter(pk=text.pk).update(body="Riêng một người.")

    page = officer.get(tell).content.decode()

    assert 'id="tin-nhom"' not in page
    assert f'id="tin-{text.pk}"' in page


def test_without_any_message_the_page_says_when_there_will_be_some(officer, tell):
    page = officer.get(tell).content.decode()

    assert "Chưa có tin nào phải báo" in page


@pytest.mark.usefixtures("cancelled")
def test_the_activity_and_the_desk_point_at_who_is_left(officer, world, crowd):
    desk = f"/dieu-phoi/{world.ta_leng.pk}/"

    assert "chờ bạn báo" in officer.get(f"{desk}hoat-dong/{crowd.activity.pk}/").content.decode()
    assert "Còn 2 người chưa biết tin" in officer.get(desk).content.decode()


@pytest.mark.usefixtures("cancelled")
def test_the_page_costs_the_same_for_two_and_for_eight(officer, crowd, tell, costs_the_same):
    def grow():
        for number in range(6):
            held = Notice.objects.order_by("pk")[0]
            Notice.objects.create(
                key=f"{held.key}-{number}",
                channel="TEXT",
                address="+84912345678",
                about=held.about,
                topic=held.topic,
                unit_id=held.unit_id,
                subject="Hủy",
                body="Đã hủy.",
                created_at=held.created_at,
                try_after=held.try_after,
            )

    costs_the_same(lambda: officer.get(tell), grow)


@pytest.mark.usefixtures("cancelled")
def test_reading_telephones_is_noted_once_a_view(officer, tell, world, crowd):
    officer.get(tell)

    (entry,) = Entry.objects.filter(event="activities.PhonesRead")
    assert str(entry.account_id) == officer.session["_auth_user_id"]
    assert entry.values["topic"] == "cancelled"
    assert len(entry.values["signup_ids"]) == 2
    page = officer.get(f"/dieu-phoi/{world.ta_leng.pk}/nhat-ky/").content.decode()
    assert "Xem số điện thoại của 2 người để báo tin" in page


@pytest.mark.usefixtures("cancelled")
def test_a_view_without_telephones_is_not_noted(officer, tell):
    officer.post(f"{tell}da-bao/", {"topic": "cancelled"})

    officer.get(tell)

    assert not Entry.objects.filter(event="activities.PhonesRead").exists()
