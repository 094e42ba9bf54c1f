"""An empty installation is set up by whoever bears its link, step by step, and by nobody else."""

from dataclasses import replace
from datetime import date

import pytest

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import NotAllowed
from aoxanh.places.models import Place
from aoxanh.units import actions, errors, queries
from aoxanh.units.models import Beginning, Instance, Unit
from aoxanh.units.rules.listing import KnownKind, read_units
from aoxanh.units.types import BeginningStep, Decision, Level


TOKEN = "a-token-that-was-printed"


@pytest.fixture
def guest(today):
    return Actor.guest(day=today)


@pytest.fixture
def territory(kinds):
    """Lai Châu with two communes and a ward of today."""

    def place(level, kind, code, name, parent=None):
        return Place.objects.create(
            parent=parent, level=level, code=code, kind=kind, name=name, full_name=name,
            search_text=name, sort_key=name, valid_from=date(2025, 7, 1),
        )  # fmt: skip

    lai_chau = place("PROVINCE", "PROVINCE", "12", "Lai Châu")
    place("COMMUNE", "COMMUNE", "03433", "Tả Lèng", lai_chau)
    place("COMMUNE", "COMMUNE", "03405", "Bình Lư", lai_chau)
    place("COMMUNE", "WARD", "03105", "Tân Phong", lai_chau)
    return lai_chau


@pytest.fixture
def offered(territory, system, now):
    actions.offer_beginning(by=system, token=TOKEN, now=now)


@pytest.fixture
def answer(offered, guest, now):
    """``answer("12")``: choose a place and keep the proposed names."""

    def act(code="12", token=TOKEN, **changes):
        row = actions.choose_place(by=guest, token=token, place_code=code, now=now)
        names = replace(queries.names_given(row), **changes)
        return actions.choose_names(by=guest, token=token, names=names, now=now)

    return act


@pytest.fixture
def stands(answer, guest, now):
    answer()
    return actions.begin_portal(by=guest, token=TOKEN, now=now)


def test_a_province_is_founded_with_its_names_and_header(stands):
    root = queries.version_at(unit_id=stands.root_id, day=date(2026, 1, 1))
    assert (stands.scale, stands.name) == ("PROVINCE", "Cổng tình nguyện Lai Châu")
    assert stands.portal_label == "Cổng thông tin"
    assert (root.name, root.kind_id, root.place.code) == ("Tỉnh đoàn Lai Châu", "tinh_doan", "12")
    assert root.header_superior == "ĐOÀN TNCS HỒ CHÍ MINH"
    assert root.header_body == "BAN CHẤP HÀNH TỈNH LAI CHÂU"


def test_a_commune_stands_below_its_province_on_paper(answer, guest, now):
    answer("03433")

    made = actions.begin_portal(by=guest, token=TOKEN, now=now)

    root = queries.version_at(unit_id=made.root_id, day=date(2026, 1, 1))
    assert (made.scale, made.name) == ("COMMUNE", "Trang tình nguyện Tả Lèng")
    assert (root.name, root.header_superior) == ("Đoàn xã Tả Lèng", "TỈNH ĐOÀN LAI CHÂU")
    assert root.header_body == "BAN CHẤP HÀNH ĐOÀN XÃ TẢ LÈNG"


def test_it_goes_on_where_it_stopped(answer):
    answer(name="Cổng của chúng tôi", founded_on=date(2004, 1, 1))

    known = queries.names_given(queries.beginning_of(TOKEN))

    assert (known.name, known.founded_on) == ("Cổng của chúng tôi", date(2004, 1, 1))


def test_another_place_brings_its_own_names(answer):
    answer(name="Cổng của chúng tôi")
    answer("03433")

    assert queries.names_given(queries.beginning_of(TOKEN)).name == "Trang tình nguyện Tả Lèng"


@pytest.mark.parametrize("token", ["", "another", TOKEN[:-1]])
def test_nobody_goes_on_without_the_link(offered, guest, now, refused, token):
    with refused(errors.BeginningUnknown):
        actions.choose_place(by=guest, token=token, place_code="12", now=now)

    assert Beginning.objects.get().place_id is None


def test_the_link_is_dead_once_the_portal_stands(stands, guest, system, now, refused):
    actions.offer_beginning(by=system, token=TOKEN, now=now)

    with refused(errors.BeginningUnknown):
        actions.begin_portal(by=guest, token=TOKEN, now=now)

    assert Unit.objects.count() == 1


def test_a_new_link_ends_the_old_one(offered, system, guest, now, refused):
    actions.offer_beginning(by=system, token="a-newer-link", now=now)

    with refused(errors.BeginningUnknown):
        queries.beginning_of(TOKEN)
    assert queries.beginning_of("a-newer-link")


def test_only_the_product_offers_a_link(territory, guest, now, refused):
    with refused(NotAllowed):
        actions.offer_beginning(by=guest, token=TOKEN, now=now)


def test_nothing_is_founded_before_the_place_is_chosen(offered, guest, now, refused, territory):
    proposed = queries.names_proposed(territory)

    with refused(errors.PlaceNotChosen):
        actions.choose_names(by=guest, token=TOKEN, names=proposed, now=now)
    with refused(errors.PlaceNotChosen):
        actions.begin_portal(by=guest, token=TOKEN, now=now)
    assert not Instance.objects.exists()


def test_a_district_of_before_is_no_place_for_a_portal(territory, offered, guest, now, refused):
    Place.objects.create(
        parent=territory, level="DISTRICT", code="106", kind="RURAL_DISTRICT", name="Tam Đường",
        full_name="huyện Tam Đường", search_text="x", sort_key="x", valid_from=date(2000, 1, 1),
    )  # fmt: skip

    with refused(errors.PlaceTooNarrow):
        actions.choose_place(by=guest, token=TOKEN, place_code="106", now=now)


def test_founding_a_portal_is_the_products_business(territory, officer, found, now, refused):
    with refused(NotAllowed):
        actions.found_portal(
            by=officer(found("Nơi khác", kind="tinh_doan")),
            place_code="12",
            names=queries.names_proposed(territory),
            now=now,
        )


@pytest.fixture
def admin(stands, officer):
    return officer(Unit.objects.get())


def test_the_communes_of_the_province_are_proposed_until_they_stand(admin, stands, now, system):
    proposed = queries.proposed_unions(unit_id=stands.root_id, actor=admin)

    assert [row.name for row in proposed] == [
        "Đoàn xã Bình Lư", "Đoàn phường Tân Phong", "Đoàn xã Tả Lèng",
    ]  # fmt: skip
    actions.found(
        by=system, kind_code="doan_xa", name="Đoàn xã Tả Lèng", short_name="Tả Lèng",
        parent_id=stands.root_id, place_id=proposed[2].place_id, on=date(2025, 7, 1),
        decision=Decision(), now=now,
    )  # fmt: skip
    assert len(queries.proposed_unions(unit_id=stands.root_id, actor=admin)) == 2


def test_nothing_is_proposed_to_those_who_may_not_found(stands, guest):
    assert queries.proposed_unions(unit_id=stands.root_id, actor=guest) == []


def test_steps_are_put_off_and_the_beginning_ends(admin, now):
    actions.put_off(by=admin, step=BeginningStep.OFFICERS, now=now)
    actions.put_off(by=admin, step=BeginningStep.OFFICERS, now=now)

    row = queries.unfinished_beginning(actor=admin)
    assert row.put_off == ["OFFICERS"]
    actions.finish_beginning(by=admin, now=now)
    assert queries.unfinished_beginning(actor=admin) is None


def test_nobody_else_sees_or_ends_the_beginning(stands, guest, now, refused):
    assert queries.unfinished_beginning(actor=guest) is None
    with refused(NotAllowed):
        actions.finish_beginning(by=guest, now=now)


KINDS = (
    KnownKind("truong_thpt", "Đoàn trường THPT", "Đoàn trường", Level.GRASSROOTS),
    KnownKind("co_so", "Đoàn cơ sở", "Đoàn", Level.GRASSROOTS),
    KnownKind("chi_doan_co_so", "Chi đoàn cơ sở", "Chi đoàn", Level.GRASSROOTS),
    KnownKind("chi_doan", "Chi đoàn", "Chi đoàn", Level.BRANCH),
    KnownKind("clb", "Câu lạc bộ", "Câu lạc bộ", Level.GRASSROOTS),
    KnownKind("doan_xa", "Đoàn xã", "Đoàn xã", Level.COMMUNE),
)


@pytest.mark.parametrize(
    ("line", "kind", "short"),
    [
        ("Chi đoàn bản Pho", "chi_doan", "bản Pho"),
        ("  - chi doan  thôn Nà Đon ", "chi_doan", "thôn Nà Đon"),
        ("Đoàn trường THPT Bình Lư", "truong_thpt", "THPT Bình Lư"),
        ("Câu lạc bộ Áo xanh", "clb", "Áo xanh"),
        ("Bản Thẳm", "chi_doan", "Bản Thẳm"),
        ("Chi đoàn", "chi_doan", "Chi đoàn"),
    ],
)
def test_a_typed_line_says_its_kind_by_its_first_words(line, kind, short):
    (read,) = read_units(line, kinds=KINDS, below=Level.COMMUNE)

    assert (read.kind_code, read.short_name) == (kind, short)


def test_empty_lines_and_repeats_are_left_out():
    read = read_units("\nChi đoàn A\n\nchi đoàn  a\n", kinds=KINDS, below=Level.COMMUNE)

    assert [(unit.line, unit.name) for unit in read] == [(2, "Chi đoàn A")]


def test_kinds_above_the_unit_are_not_guessed():
    (read,) = read_units("Đoàn xã Tả Lèng", kinds=KINDS, below=Level.GRASSROOTS)

    assert read.kind_code == "co_so"
