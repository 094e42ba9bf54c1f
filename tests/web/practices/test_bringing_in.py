"""A compiled table comes in through “Nhập danh sách”: every cell is seen in its borders before anything is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aoxanh.practices.models import Practice
from aoxanh.work.models import Batch
from tests.practices.table import COMPILED
from tests.web.desks import shown


@pytest.fixture
def client(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def send(client, world):
    def make(**fields):
        address = f"/dieu-phoi/{world.ta_leng.pk}/nhap-danh-sach/moi/practices/"
        return client.post(address, fields), Batch.objects.order_by("-pk").first()

    return make


@pytest.fixture
def checked(client, world, send):
    """The table of our own, its columns confirmed as they were proposed."""
    _answer, batch = send(file=SimpleUploadedFile("mo-hinh.txt", COMPILED.encode()))
    fields = {f"cot-{place}": code for place, code in enumerate(batch.mapping)}
    address = f"/dieu-phoi/{world.ta_leng.pk}/nhap-danh-sach/{batch.code}/"
    client.post(f"{address}ghep-cot/", fields)
    batch.refresh_from_db()
    return address, batch


def test_the_preview_shows_each_cell_and_names_each_repair(client, checked):
    page = shown(client.get(checked[0]))

    assert "Dòng 3: Tủ áo ấm bản xa" in page
    assert "Ô trống" in page
    assert "nối chữ bị ngắt trang" in page
    assert "giặt s<br><br>ạch" in page


def test_what_was_seen_is_kept_as_drafts(client, checked):
    address, batch = checked

    client.post(f"{address}nhap/", {"so-dong": str(batch.ready)})

    assert set(Practice.objects.values_list("state", flat=True)) == {"DRAFT"}
    assert Practice.objects.count() == 7


def test_the_conversion_of_old_letters_is_offered_and_then_done(send):
    old = "1. Tñ ¸o Êm b¶n xa\nNéi dung: Gom ¸o, giÆt s¹ch\nKÕt qu¶: Trao 300 ¸o Êm"

    answer, nothing = send(pasted=old)
    page = shown(answer)
    done, batch = send(pasted=old, converts="on")

    assert (answer.status_code, nothing) == (422, None)
    assert "Chuyển sang Unicode" in page
    assert "bảng mã cũ TCVN3" in page
    assert (done.status_code, batch.ready) == (302, 1)
