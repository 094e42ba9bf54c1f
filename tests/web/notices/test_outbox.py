"""The outbox: every message, its state and channel, texts sent by hand."""

import pytest

from aoxanh.access.models import Account
from aoxanh.notices import actions
from aoxanh.notices.models import Notice
from tests.web.desks import shown


@pytest.fixture
def client(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def post(world):
    def send(key="tin-1", channel="TEXT", unit=None, **given):
        return actions.post(
            by=world.system,
            key=key,
            channel=channel,
            unit_id=(unit or world.ta_leng).pk,
            subject="Chỗ của bạn đã được giữ",
            body="Mở mã điểm danh ở đường dẫn này.",
            now=world.now,
            **({"address": "+84912345678"} | given),
        )

    return send


def _outbox(unit, query=""):
    return f"/dieu-phoi/{unit.pk}/tin-gui-di/?{query}"


def test_the_outbox_shows_every_message_with_its_state(client, world, post):
    post(path="/hoat-dong/")

    page = shown(client.get(_outbox(world.ta_leng)))

    assert "Chỗ của bạn đã được giữ" in page
    assert "Chờ gửi" in page
    assert "0912 345 678" in page
    assert "http://testserver/hoat-dong/" in page


def test_a_text_is_marked_as_sent_by_hand(client, world, post):
    notice = post()

    answer = client.post(f"/dieu-phoi/{world.ta_leng.pk}/tin-gui-di/{notice.pk}/da-gui/")
    page = shown(client.get(answer["Location"]))

    assert Notice.objects.get().state == "SENT"
    assert "Đã ghi là đã gửi tay." in page
    assert "Giàng A Pháo gửi tay" in page


def test_a_text_a_gateway_gave_up_can_still_be_sent_by_hand(client, world, post):
    notice = post()
    Notice.objects.update(state="FAILED")

    page = shown(client.get(_outbox(world.ta_leng)))

    assert "Gửi không được" in page
    assert f"/tin-gui-di/{notice.pk}/da-gui/" in page


def test_an_e_mail_is_not_sent_by_hand(client, world, post):
    notice = post(channel="EMAIL", address="a@example.vn")

    answer = client.post(
        f"/dieu-phoi/{world.ta_leng.pk}/tin-gui-di/{notice.pk}/da-gui/?kenh=EMAIL", follow=True
    )

    assert "Chỉ tin nhắn đang chờ" in shown(answer)
    assert Notice.objects.get().state == "WAITING"


def test_the_outbox_is_narrowed_by_state_and_channel(client, world, post):
    post()

    assert "Chỗ của bạn" in shown(client.get(_outbox(world.ta_leng, "trang-thai=WAITING")))
    assert "Chỗ của bạn" not in shown(client.get(_outbox(world.ta_leng, "trang-thai=SENT")))
    assert "Chỗ của bạn" not in shown(client.get(_outbox(world.ta_leng, "kenh=EMAIL")))


def test_messages_of_siblings_stay_unseen(desks, world, post):
    notice = post()
    client = desks.at(world.binh_lu)

    page = shown(client.get(_outbox(world.binh_lu)))
    marked = client.post(f"/dieu-phoi/{world.binh_lu.pk}/tin-gui-di/{notice.pk}/da-gui/")

    assert "Chỗ của bạn" not in page
    assert marked.status_code == 404


def test_what_came_to_me_is_read_once(client, world, post):
    account = Account.objects.get()
    post(key="rieng", channel="IN_APP", account_id=account.pk, address="")
    path = f"/dieu-phoi/{world.ta_leng.pk}/hop-thu/"

    before = shown(client.get(path))
    client.post(f"{path}da-doc/")
    after = shown(client.get(path))

    assert "1 tin chưa đọc" in before
    assert "chưa đọc" not in after


def test_the_outbox_costs_the_same_for_few_and_for_many(client, desks, world, post, costs_the_same):
    def grow():
        for number in range(5):
            account = desks.account(f"Lò Văn {number}")
            post(key=f"tin-{number}-nua", channel="IN_APP", account_id=account.pk, address="")

    post(key="dau", channel="IN_APP", account_id=desks.account().pk, address="")
    costs_the_same(lambda: client.get(_outbox(world.ta_leng)), grow)
