"""“Giấy tờ” of a campaign at the desk."""

from io import BytesIO

import pytest
from docx import Document

from aoxanh.documents.models import Paper
from tests.activities.drive import Drive
from tests.web.desks import shown


@pytest.fixture
def campaign(world):
    return Drive(world).opened()


@pytest.fixture
def above(world, desks):
    return desks.at(world.province, "PROVINCE_OFFICER")


@pytest.fixture
def address(world, campaign):
    return lambda path="", unit=None: (
        f"/dieu-phoi/{(unit or world.province).pk}/chien-dich/{campaign.pk}/{path}"
    )


def test_the_campaign_leads_to_its_papers_and_each_is_taken_away_as_word(above, address):
    page = shown(above.get(address()))
    papers = shown(above.get(address("giay-to/")))
    answer = above.get(address("giay-to/chien-dich-bao-cao.docx"))

    assert address("giay-to/") in page
    for name in ("Kế hoạch chiến dịch", "Giấy mời ra quân", "Bảng phân công đội hình"):
        assert name in papers
    assert Document(BytesIO(answer.content)).paragraphs[0].text == "BÁO CÁO"


def test_a_number_is_drawn_once_who_signs_is_settled(above, address, world):
    path = address("giay-to/chien-dich-ke-hoach/vao-so/")
    refused = shown(above.post(path, {"sure": "1"}))
    world.headed(world.province, "Lò Thị Hương")

    answer = above.post(path, {"sure": "1"})

    assert "Chưa biết ai ký" in refused
    assert answer["Location"] == address("giay-to/")
    assert Paper.objects.get().symbol in shown(above.get(address("giay-to/")))


def test_papers_of_the_superior_stay_shut_below_and_unknown_ones_answer_404(
    world, desks, above, address
):
    below = desks.at(world.ta_leng)

    assert below.get(address(unit=world.ta_leng)).status_code == 200
    assert "giay-to/" not in shown(below.get(address(unit=world.ta_leng)))
    assert below.get(address("giay-to/", world.ta_leng)).status_code == 404
    assert above.get(address("giay-to/ke-hoach.docx")).status_code == 404
    assert above.get(address("giay-to/ke-hoach/vao-so/")).status_code == 404
