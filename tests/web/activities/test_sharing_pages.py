"""Short link, preview card, poster and ready messages of an activity."""

import re
from io import BytesIO

import pytest
from django.core.cache import caches
from PIL import Image

from aoxanh.activities import actions, queries
from aoxanh.activities.models import Activity, Slot
from aoxanh.activities.types import OutputGiven
from tests.activities.crowd import Crowd


LONG = (
    "Ngày hội ra quân Chiến dịch Thanh niên tình nguyện Hè và trồng mười nghìn cây xanh dọc quốc lộ 4D, "
    "kết hợp sửa chữa đường liên bản và thắp sáng đường quê tại các xã vùng biên giới"
)


@pytest.fixture(autouse=True)
def _own_pictures():
    caches["pictures"].clear()


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=12)


def _meta(page, name):
    return re.search(rf'<meta (?:property|name)="{name}" content="([^"]*)"', page)[1]


def _path(address):
    return "/" + address.split("/", 3)[3]


def test_the_short_link_leads_to_the_public_page_and_is_kept_by_caches(client, crowd):
    answer = client.get(f"/h/{crowd.activity.code.lower()}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/hoat-dong/{crowd.activity.code}/")
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/h/{}/", "/hoat-dong/{}/the.png", "/hoat-dong/{}/ap-phich.pdf"])
def test_drafts_and_unknown_codes_are_missing_alike(client, world, path):
    draft = world.opened()

    assert client.get(path.format(draft.code)).status_code == 404
    assert client.get(path.format("0000000000")).status_code == 404


def test_the_public_page_names_its_preview_card(client, crowd, settings):
    settings.SITE_ADDRESS = "https://tinhnguyen.example"

    page = client.get(f"/hoat-dong/{crowd.activity.code}/").content.decode()

    assert _meta(page, "og:title") == crowd.activity.title
    assert "Còn 12 chỗ" in _meta(page, "og:description")
    assert _meta(page, "twitter:card") == "summary_large_image"
    assert _meta(page, "og:image").startswith("https://tinhnguyen.example/hoat-dong/")
    assert _meta(page, "og:url") == f"https://tinhnguyen.example/hoat-dong/{crowd.activity.code}/"


def test_a_preview_card_is_a_picture_of_the_agreed_size_however_long_its_title(client, crowd):
    Activity.objects.filter(pk=crowd.activity.pk).update(title=LONG, spot=LONG)

    answer = client.get(f"/hoat-dong/{crowd.activity.code}/the.png")

    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert answer["ETag"]
    assert not answer.cookies


def test_a_card_once_drawn_costs_no_statement_and_no_drawing(
    client, crowd, statements, monkeypatch
):
    page = client.get(f"/hoat-dong/{crowd.activity.code}/").content.decode()
    address = _path(_meta(page, "og:image"))
    first = client.get(address)
    monkeypatch.setattr(queries, "preview_card", None)

    with statements() as counted:
        again = client.get(address)

    assert again.content == first.content
    assert counted.count == 0, counted.sqls


def test_the_first_drawing_asks_few_questions(client, crowd, statements):
    with statements() as counted:
        client.get(f"/hoat-dong/{crowd.activity.code}/the.png")

    assert counted.count <= 5, counted.sqls


def test_a_card_gets_another_address_when_a_place_is_taken(client, crowd):
    path = f"/hoat-dong/{crowd.activity.code}/"
    before = _path(_meta(client.get(path).content.decode(), "og:image"))
    drawn = client.get(before).content
    Slot.objects.update(taken=3)

    after = _path(_meta(client.get(path).content.decode(), "og:image"))

    assert before != after
    assert client.get(after).content != drawn


def test_a_made_up_version_shows_the_card_as_it_is(client, crowd):
    path = f"/hoat-dong/{crowd.activity.code}/the.png"

    assert client.get(f"{path}?v=../../x").content == client.get(path).content


@pytest.mark.usefixtures("keys")
def test_the_card_knows_nobody_who_signed_up(crowd, monkeypatch):
    crowd.sign_up("Vàng A Sinh", "0912345678")
    shown = queries.public_activity(code=crowd.activity.code, day=crowd.world.day)

    facts = repr(queries.told(shown))

    assert "Sinh" not in facts
    assert "912345678" not in facts


def test_a_square_picture_can_be_taken_for_stories(client, crowd):
    answer = client.get(f"/hoat-dong/{crowd.activity.code}/anh-vuong.png")

    assert Image.open(BytesIO(answer.content)).size == (1080, 1080)


def test_a_poster_is_one_page_however_long_its_texts(client, crowd):
    Activity.objects.filter(pk=crowd.activity.pk).update(
        title=LONG, spot=LONG, meeting_point=LONG, bring=["Cuốc hoặc xẻng"] * 12
    )

    answer = client.get(f"/hoat-dong/{crowd.activity.code}/ap-phich.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type/Page\b(?!s)", answer.content)) == 1


def test_opening_sign_ups_leads_to_what_is_sent(browser, desk, world):
    draft = world.opened(by=world.system)

    answer = browser.post(desk(f"hoat-dong/{draft.pk}/mo-dang-ky/"), follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == desk(f"hoat-dong/{draft.pk}/chia-se/")
    assert f"/h/{draft.code}/" in page
    assert "Mời tham gia: Lớp" in page
    assert "ap-phich.pdf" in page


def test_a_closed_activity_offers_its_results_and_no_poster(browser, desk, world, crowd):
    Activity.objects.filter(pk=crowd.activity.pk).update(
        state="CLOSED", closed_at=world.now, evaluation="Tốt"
    )
    actions.record_outputs(
        by=world.system,
        activity_id=crowd.activity.pk,
        outputs=[OutputGiven(metric=queries.output_metrics()[0].pk, amount="1.200", about=True)],
        now=world.now,
    )

    page = browser.get(desk(f"hoat-dong/{crowd.activity.pk}/chia-se/")).content.decode()

    assert "Kết quả: " in page
    assert "≈ 1.200" in page
    assert "ap-phich.pdf" not in page


def test_a_draft_is_not_shared(browser, desk, world):
    draft = world.opened()

    assert browser.get(desk(f"hoat-dong/{draft.pk}/chia-se/")).status_code == 404
