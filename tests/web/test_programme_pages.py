"""“Chương trình”: every indicator of a plan with its standing, and what lies behind it."""

from dataclasses import replace
from datetime import date

import pytest

from aoxanh.audit import queries as trail
from aoxanh.audit.models import Entry
from aoxanh.documents import queries as documents
from aoxanh.kernel import measures
from aoxanh.programmes import actions, queries
from aoxanh.programmes.models import Programme
from aoxanh.programmes.types import ShadedMap, Status
from aoxanh.web.places.maps import area_map
from aoxanh.web.programmes.plans import row_of
from tests.programmes.conftest import Figures
from tests.programmes.definitions import judge
from tests.programmes.test_plan_files import INVENTED
from tests.web.test_figures_pages import officer


__all__ = ["officer"]


@pytest.fixture
def plans(world, monkeypatch):
    monkeypatch.setattr(trail, "_final", lambda: Entry.objects.order_by("xact", "pk"))
    world.plans_once(*queries.shipped_plans().values())


@pytest.fixture
def declared(plans, world, system, now):
    """Tả Lèng declared four in 2024 and recorded three; Bình Lư told nothing."""
    told = Figures(world, now)
    told.declared(world.ta_leng, 2024, 4)
    for month in (3, 9, 10):
        told.recorded(world.ta_leng, date(2024, month, 9))
    told.follow()


def _page(client, world, path):
    return client.get(f"/dieu-phoi/{world.province.pk}/{path}")


@pytest.mark.usefixtures("plans")
def test_programmes_that_run_stand_before_those_that_are_over(officer, world):
    page = _page(officer, world, "chuong-trinh/").content.decode()

    assert page.index("tỉnh Lai Châu") < page.index("Đã qua") < page.index("tỉnh Kiên Giang")


@pytest.mark.usefixtures("plans")
def test_a_programme_lists_every_indicator_with_its_targets(officer, world):
    page = _page(officer, world, "chuong-trinh/LC-2024-2030/").content.decode()

    for each in queries.indicators(actor=world.system, programme="LC-2024-2030"):
        assert f"/chi-tieu/{each.code}/" in page or f"?chi-tieu={each.code}#" in page
    assert "16 chỉ tiêu" in page
    assert "Giai đoạn 1: 2024–2025: 60 %; Giai đoạn 2: 2026–2030: 80 %" in page
    assert "Hằng năm: 120 người" in page


@pytest.fixture
def scored(declared, world, system, now, tmp_path):
    """A plan with a score that three activities bring to its second level."""
    text = INVENTED.read_text(encoding="utf-8").replace(
        "{reach: [turns, 10]}", "activities_recorded"
    )
    text = text.replace("type: score", "type: score\n    basis: cumulative")
    path = tmp_path / "scored.yaml"
    path.write_text(text.replace("{from: 50", "{from: 3").replace("from: 2025", "from: 2024"))
    actions.load(by=system, unit_id=world.province.pk, path=path, now=now)


@pytest.mark.usefixtures("scored")
def test_a_score_is_told_by_the_level_it_fell_on(officer, world):
    listed = _page(officer, world, "chuong-trinh/XX-2025-2029/").content.decode()
    opened = _page(officer, world, "chi-tieu/XX-6/").content.decode()

    assert "Mức đạt: Khá" in listed
    assert "Mức đạt: Khá" in opened


@pytest.mark.usefixtures("scored")
def test_everyone_reads_the_level_that_a_frozen_score_fell_on(client, world, system, now):
    actions.freeze_figures(
        by=system, unit_id=world.province.pk, code="XX-2025-2029", day=date(2024, 12, 31), now=now
    )

    assert "Mức đạt: Khá." in client.get("/so-lieu/chuong-trinh/XX-2025-2029/").content.decode()


@pytest.mark.usefixtures("scored")
@pytest.mark.parametrize("layout", [queries.PAGE, queries.SLIDE])
def test_a_score_on_paper_is_told_with_its_level(world, system, now, monkeypatch, layout):
    shown, promised = queries.programme_promised("XX-2025-2029", actor=system)
    standings = queries.standings(promised, actor=system, unit_id=world.province.pk)
    told = []
    monkeypatch.setattr(documents, "typeset", lambda _layout, values, **_on: told.append(values))

    queries.programme_pdf(
        shown, standings, unit_name="Tỉnh đoàn", day=system.day, layout=layout, on=now
    )

    rows = {row["name"]: row["words"] for row in told[0]["rows"]}
    assert rows["Điểm năng lực"] == "3, mức đạt: Khá"


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    ("path", "most"), [("LC-2024-2030/", 6), ("KG-2013-2017/?chi-tieu=KG-05a", 10)]
)
def test_a_programme_asks_six_questions_and_four_to_weigh_persons_in_need(
    officer, world, statements, path, most
):
    _page(officer, world, f"chuong-trinh/{path}")

    with statements() as counted:
        _page(officer, world, f"chuong-trinh/{path}")

    assert counted.count <= most + 3, counted.sqls


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    "code", ["LC-4", "LC-5", "LC-8", "LC-10", "CL-E5", "KG-03", "HT-E5", "KG-05b"]
)
def test_every_indicator_opens_to_what_lies_behind_it(officer, world, code):
    page = _page(officer, world, f"chi-tieu/{code}/")

    assert page.status_code == 200
    assert code in page.content.decode()


@pytest.mark.usefixtures("plans")
def test_the_second_step_tells_who_meets_both(officer, world):
    page = _page(officer, world, "chi-tieu/KG-05b/").content.decode()

    assert "Bình Lư" in page.partition("Chưa đạt cả hai bước")[2]
    assert "Chưa đạt cả hai bước" not in _page(officer, world, "chi-tieu/KG-05a/").content.decode()


@pytest.mark.parametrize(("year", "is_gap"), [(2024, False), (2026, True)])
def test_a_known_figure_without_a_standing_says_that_an_earlier_stretch_is_missing(year, is_gap):
    held = [(1, date(year, 1, 1), {"activities_recorded": 1, "events_evidenced": 1})]

    row = row_of(judge("LC-8", day=date(2026, 11, 9), sums=held, units=[(1, "tinh_doan")]))

    assert row.standing.status == Status.NO_DATA
    assert row.has_gap is is_gap


@pytest.mark.usefixtures("plans")
def test_an_indicator_nobody_can_record_says_so(officer, world, monkeypatch):
    monkeypatch.delitem(measures._REGISTRY, "support_models_recognised")

    page = _page(officer, world, "chi-tieu/HT-01/").content.decode()

    assert "Chưa có nơi ghi số liệu này trên cổng" in page


def test_an_unknown_programme_is_not_found(officer, world):
    assert _page(officer, world, "chuong-trinh/ZZ/").status_code == 404


@pytest.mark.usefixtures("plans", "declared")
def test_the_chosen_indicator_shows_who_holds_it_back(officer, world):
    page = _page(officer, world, "chuong-trinh/LC-2024-2030/?chi-tieu=LC-2").content.decode()

    assert "Đường đi tới chỉ tiêu" in page
    assert "1 đơn vị kéo chậm chỉ tiêu 2" in page
    assert f"/dieu-phoi/{world.binh_lu.pk}/chi-tieu/LC-2/" in page


@pytest.mark.usefixtures("plans", "declared")
def test_a_phase_that_is_over_is_judged_by_what_was_known_at_its_end(officer, world):
    now = _page(officer, world, "chuong-trinh/LC-2024-2030/").context["rows"][1]
    then = _page(officer, world, "chuong-trinh/LC-2024-2030/?den=2024-12-31").context["rows"][1]

    assert (then.value, then.target) == (75, 60)
    assert now.target == 80


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    "asked", ["den=2031-05-05", "den=31/02/2026", "chi-tieu=ZZ", "den=1999-01-01"]
)
def test_what_cannot_be_asked_shows_the_programme_as_it_is(officer, world, asked):
    page = _page(officer, world, f"chuong-trinh/LC-2024-2030/?{asked}")

    assert page.status_code == 200
    assert page.context["day"] == page.wsgi_request.actor.day


@pytest.mark.usefixtures("plans", "declared")
@pytest.mark.parametrize("paper", ["mot-trang.pdf", "trang-chieu.pdf"])
def test_a_programme_is_taken_away_as_one_page_and_as_one_slide(officer, world, paper):
    page = _page(officer, world, f"chuong-trinh/LC-2024-2030/{paper}")

    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")
    assert page.content.count(b"/Type/Page/") == 1


@pytest.mark.usefixtures("plans")
def test_there_is_no_paper_of_an_unknown_programme(officer, world):
    assert _page(officer, world, "chuong-trinh/ZZ/mot-trang.pdf").status_code == 404


def _shaded():
    return ShadedMap(
        number=2,
        name="Hoạt động được ghi nhận",
        width=100,
        height=80,
        areas=[("M0 0H40V40H0Z", "1"), ("M50 0H90V40H50Z", "none")],
        legend=[("1", "dưới 50"), ("none", "Chưa có số liệu: 1")],
    )


@pytest.mark.usefixtures("plans", "declared")
@pytest.mark.parametrize("layout", [queries.PAGE, queries.SLIDE])
def test_the_paper_of_a_programme_has_room_for_the_map(world, system, now, layout):
    shown, promised = queries.programme_promised("LC-2024-2030", actor=system)
    told = queries.standings(promised, actor=system, unit_id=world.province.pk)
    given = {"unit_name": "Tỉnh đoàn", "day": system.day, "layout": layout, "on": now}

    with_map = queries.programme_pdf(shown, told, shaded=_shaded(), **given)

    assert with_map.count(b"/Type/Page/") == 1
    assert with_map != queries.programme_pdf(shown, told, **given)


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("layout", [queries.PAGE, queries.SLIDE])
def test_on_paper_the_country_has_its_islands_and_their_names(system, now, monkeypatch, layout):
    shown, _promised = queries.programme_promised("LC-2024-2030", actor=system)
    drawn = area_map("", names={}, counts={}, hrefs={}, shades={})
    islands = [(each.label, each.x, each.y, each.dots) for each in drawn.islands]
    told, typeset = [], documents.typeset

    def noted(layout, values, *, on):
        told.append(values["map"])
        return typeset(layout, values, on=on)

    monkeypatch.setattr(documents, "typeset", noted)
    paper = queries.programme_pdf(
        shown,
        [],
        unit_name="Trung ương",
        day=system.day,
        layout=layout,
        on=now,
        shaded=replace(_shaded(), islands=islands),
    )

    assert paper.count(b"/Type/Page/") == 1
    assert [label for label, *_place in islands] == ["Hoàng Sa", "Trường Sa"]
    assert all(f"Q.đ. {label}</text>" in told[0]["svg"] for label in ("Hoàng Sa", "Trường Sa"))
    assert "theo tỉnh, thành phố" in told[0]["title"]


def test_who_issued_a_programme_ends_it_after_being_told_what_that_means(plans, desks, world):
    del plans
    province = desks.at(world.province, "PROVINCE_OFFICER")
    address = f"/dieu-phoi/{world.province.pk}/chuong-trinh/LC-2024-2030/"
    assert "ket-thuc/" in province.get(address).content.decode()
    assert "không mở lại được" in province.get(f"{address}ket-thuc/").content.decode()

    told = province.post(f"{address}ket-thuc/", follow=True).content.decode()

    assert "Đã kết thúc chương trình." in told
    assert "chỉ còn để xem" in told
    assert "ket-thuc/" not in told
    listed = _page(province, world, "chuong-trinh/").content.decode()
    assert listed.index("Đã qua") < listed.index("tỉnh Lai Châu")
    again = province.post(f"{address}ket-thuc/")
    assert again.status_code == 422
    assert "đã kết thúc" in again.content.decode()


@pytest.mark.usefixtures("plans")
def test_nobody_ends_a_programme_of_another_unit(desks, world):
    commune = desks.at(world.ta_leng)
    address = f"/dieu-phoi/{world.ta_leng.pk}/chuong-trinh/LC-2024-2030/"

    assert "ket-thuc/" not in commune.get(address).content.decode()
    assert commune.post(f"{address}ket-thuc/").status_code == 404
    assert not Programme.objects.exclude(closed_on=None).exists()
