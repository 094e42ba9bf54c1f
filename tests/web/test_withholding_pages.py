"""Pages of a plan that counts persons in need: without small figures for others, four statements more."""

import pytest

from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from tests.programmes.conftest import Figures
from tests.programmes.test_withholding import PLAN, Books
from tests.web.test_figures_pages import officer


__all__ = ["officer"]


@pytest.fixture
def books(world, system, now, monkeypatch):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    return Books(Figures(world, now))


def _page(client, unit, path):
    return client.get(f"/dieu-phoi/{unit.pk}/{path}")


def test_the_page_of_a_programme_names_what_is_kept_back_and_asks_four_questions_more(
    books, officer, statements
):
    path = f"chuong-trinh/{PLAN}/?chi-tieu=KG-05a"
    _page(officer, books.world.province, path)

    with statements() as counted:
        page = _page(officer, books.world.province, path).content.decode()

    assert counted.count <= 13, counted.sqls
    assert "Không nêu số: 2" in page
    assert "56,7" in page
    assert "Số đến hết ngày 31/12/2017" in page


def test_the_page_of_an_indicator_says_why_no_figure_stands_there(books, officer):
    page = _page(officer, books.few, "chi-tieu/KG-05a/").content.decode()
    whole = _page(officer, books.world.province, "chi-tieu/KG-05a/").content.decode()
    steps = _page(officer, books.world.province, "chi-tieu/KG-05b/").content.decode()

    assert "Số người cần giúp đỡ không nêu ở đây" in page
    assert "1 / 3" not in page
    assert "Số đến hết ngày 31/12/2017" in whole
    assert "3 đơn vị không nêu số vì ít người" in steps


def test_the_paper_and_the_public_page_are_drawn_with_what_is_told(books, officer, client):
    books.freeze()

    paper = _page(officer, books.few, f"chuong-trinh/{PLAN}/mot-trang.pdf")
    page = client.get(f"/so-lieu/chuong-trinh/{PLAN}/").content.decode()

    assert paper["Content-Type"] == "application/pdf"
    assert "56,7" in page
