"""Changing a unit on its page: made at once, or refused with everything kept."""

from datetime import timedelta

import pytest

from aoxanh.units import queries
from aoxanh.units.models import Change, Unit, UnitAlias
from tests.web.desks import shown


@pytest.fixture
def client(desks, world):
    return desks.at(world.province, "ADMIN")


@pytest.fixture
def change(client, world):
    """``change("doi-ten", name=…)``: send a form about Tả Lèng."""

    def send(verb, unit=None, **given):
        unit = unit or world.ta_leng
        path = f"/dieu-phoi/{world.province.pk}/don-vi/{unit.pk}/thay-doi/{verb}/"
        return client.post(path, {"on": "2026-12-01", "decision_number": "09-QĐ/TĐTN"} | given)

    return send


BRANCH = {"kind_code": "chi_doan", "name": "Chi đoàn bản Pho", "short_name": "bản Pho"}
VERBS = (
    "thanh-lap", "doi-ten", "doi-loai-hinh", "chuyen", "song-hanh", "ten-goi-khac", "hop-nhat",
    "chia-tach", "ket-thuc",
)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_every_change_has_a_form(client, world, verb):
    page = shown(
        client.get(f"/dieu-phoi/{world.province.pk}/don-vi/{world.ta_leng.pk}/thay-doi/{verb}/")
    )

    assert "<form" in page


def test_a_rename_is_prepared_for_its_day(change, world):
    answer = change("doi-ten", name="Đoàn xã Tả Lèng", short_name="Tả Lèng xã")

    later = queries.version_at(unit_id=world.ta_leng.pk, day=world.day + timedelta(days=30))
    assert answer.status_code == 302
    assert later.name == "Đoàn xã Tả Lèng"
    assert later.change.decision_number == "09-QĐ/TĐTN"


def test_a_prepared_rename_can_be_taken_back(change, client, world):
    change("doi-ten", name="Đoàn xã Tả Lèng", short_name="Tả Lèng xã")
    prepared = Change.objects.get(verb="RENAME")

    client.post(f"/dieu-phoi/{world.province.pk}/don-vi/{world.ta_leng.pk}/rut-lai/{prepared.pk}/")

    assert not Change.objects.filter(pk=prepared.pk).exists()


def test_a_unit_cannot_be_moved_below_itself_and_what_was_typed_stays(change, world):
    child = world.found("Pa Ủ", parent=world.ta_leng)

    answer = change("chuyen", parent_id=str(child.pk), decided_by="Ban Thường vụ")

    page = shown(answer)
    assert answer.status_code == 422
    assert "không thể trực thuộc chính mình" in page
    assert "Ban Thường vụ" in page
    assert queries.parents(unit_ids={world.ta_leng.pk}, day=world.day) == {
        world.ta_leng.pk: world.province.pk
    }


def test_a_commune_merged_into_another_leads_to_its_heir(change, world):
    answer = change("hop-nhat", unit_ids=[str(world.binh_lu.pk)])

    assert answer.status_code == 302
    assert queries.heirs(unit_id=world.binh_lu.pk, day=world.day + timedelta(days=30)) == [
        world.ta_leng.pk
    ]


def test_a_split_into_one_is_refused(change, world):
    answer = change("chia-tach", into_ids=[str(world.binh_lu.pk)], keeper_id=str(world.binh_lu.pk))

    assert answer.status_code == 422
    assert "ít nhất 2 đơn vị" in shown(answer)


def test_a_unit_with_children_is_not_closed_without_saying_where_they_go(change, world):
    world.found("Chi đoàn bản Pho", parent=world.ta_leng, kind="chi_doan")

    answer = change("ket-thuc")

    assert answer.status_code == 422
    assert "còn 1 đơn vị trực thuộc" in shown(answer)


def test_a_child_is_founded_below(change, world):
    change("thanh-lap", **BRANCH, place="xã Tả Lèng")

    found = Unit.objects.get(versions__name="Chi đoàn bản Pho")
    assert queries.parents(unit_ids={found.pk}, day=world.day + timedelta(days=30)) == {
        found.pk: world.ta_leng.pk
    }


def test_a_unit_is_founded_with_its_territory(change, world):
    change("thanh-lap", **BRANCH, place="xa binh lu")

    found = Unit.objects.get(versions__name="Chi đoàn bản Pho")
    assert found.versions.get().place_id == world.places["Bình Lư"].pk


def test_the_form_of_founding_proposes_the_territory_of_the_superior(client, world):
    page = shown(
        client.get(f"/dieu-phoi/{world.province.pk}/don-vi/{world.ta_leng.pk}/thay-doi/thanh-lap/")
    )

    assert 'value="xã Tả Lèng, tỉnh Lai Châu"' in page


@pytest.mark.parametrize("typed", ["", "xã Không Có"])
def test_founding_without_a_known_territory_is_refused(change, typed):
    answer = change("thanh-lap", **BRANCH, place=typed)

    assert answer.status_code == 422
    assert "Chi đoàn bản Pho" in shown(answer)
    assert not Unit.objects.filter(versions__name="Chi đoàn bản Pho").exists()


def test_counterparts_belong_to_different_families(change, world):
    answer = change("song-hanh", counterpart_id=str(world.binh_lu.pk))

    assert answer.status_code == 422
    assert "phải thuộc tổ chức khác" in shown(answer)


def test_an_alias_is_added_and_taken_away(change, client, world):
    change("ten-goi-khac", name="Tả Lèng cũ")
    alias = UnitAlias.objects.get()

    client.post(f"/dieu-phoi/{world.province.pk}/don-vi/{world.ta_leng.pk}/bo-ten-goi/{alias.pk}/")

    assert not UnitAlias.objects.exists()


def test_a_change_without_a_day_is_refused(change):
    answer = change("doi-ten", on="", name="Đoàn xã Tả Lèng", short_name="Tả Lèng")

    assert answer.status_code == 422
    assert "Hãy chọn ngày." in shown(answer)


def test_a_commune_officer_changes_no_sibling(desks, world):
    client = desks.at(world.ta_leng)

    answer = client.get(
        f"/dieu-phoi/{world.ta_leng.pk}/don-vi/{world.binh_lu.pk}/thay-doi/doi-ten/"
    )

    assert answer.status_code == 404


def test_a_reader_of_the_trail_changes_nothing(desks, world):
    client = desks.at(world.province, "AUDIT_READER")

    answer = client.post(
        f"/dieu-phoi/{world.province.pk}/don-vi/{world.ta_leng.pk}/thay-doi/doi-ten/"
    )

    assert answer.status_code == 404
