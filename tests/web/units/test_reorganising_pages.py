"""“Sắp xếp tổ chức” on its pages: from the decision to the day, and back."""

from datetime import timedelta

import pytest

from aoxanh.access import actions as access
from aoxanh.units import actions, queries
from aoxanh.units.models import Reorganisation, ReorganisationLine, Unit
from aoxanh.units.types import Decision, LineGiven, ReorganisationGiven, Verb
from tests.web.desks import shown


DECISION = {
    "on": "2027-01-01",
    "decision_number": "218-QĐ/TĐTN",
    "decision_on": "2026-11-20",
    "decided_by": "Ban Thường vụ Tỉnh đoàn",
}


@pytest.fixture
def client(desks, world):
    return desks.at(world.province, "ADMIN")


@pytest.fixture
def at(world):
    """``at("moi/")``: an address below the province's reorganisations."""
    return lambda rest="": f"/dieu-phoi/{world.province.pk}/sap-xep/{rest}"


@pytest.fixture
def draft(client, at):
    client.post(at("moi/"), DECISION)
    return Reorganisation.objects.get()


def merging(world, **more):
    return {
        "unit": str(world.binh_lu.pk),
        "verb": "MERGE",
        "heir_ids": str(world.ta_leng.pk),
        "officers": "ALL",
    } | more


def test_a_decision_is_prepared_tried_written_and_taken_back(client, at, world, draft):
    client.post(at(f"{draft.pk}/them/"), merging(world))

    report = shown(client.post(at(f"{draft.pk}/chay-thu/")))
    assert "Không có gì cản trở" in report
    assert not Unit.objects.filter(closing__isnull=False).exists()

    client.post(at(f"{draft.pk}/ghi/"))
    written = shown(client.get(at(f"{draft.pk}/")))
    assert "Đã ghi, chờ ngày" in written
    assert "Rút lại cả đợt" in written
    assert Unit.objects.get(pk=world.binh_lu.pk).closing is not None

    client.post(at(f"{draft.pk}/rut-lai/"))
    assert Unit.objects.get(pk=world.binh_lu.pk).closing is None


def test_a_refused_decision_keeps_what_was_typed(client, at, draft):
    page = shown(client.post(at("moi/"), DECISION | {"decided_by": "Tỉnh đoàn"}))

    assert "đã được nhập cho một đợt sắp xếp khác" in page
    assert 'value="Tỉnh đoàn"' in page


def test_what_stands_in_the_way_is_told_and_nothing_is_written(client, at, world, draft):
    client.post(at(f"{draft.pk}/them/"), merging(world))
    below = world.found("Pa Ủ", parent=world.ta_leng)
    move = {"verb": "MOVE", "unit": str(world.ta_leng.pk), "heir_ids": str(below.pk)}
    client.post(at(f"{draft.pk}/them/"), merging(world) | move)

    report = shown(client.post(at(f"{draft.pk}/chay-thu/")))
    assert "Chưa ghi được." in report
    assert "không thể trực thuộc chính mình" in report

    assert "Chưa ghi được:" in shown(client.post(at(f"{draft.pk}/ghi/")))
    assert Reorganisation.objects.get().state == "DRAFT"


def test_a_line_that_cannot_be_is_refused_at_its_field(client, at, world, draft):
    answer = client.post(at(f"{draft.pk}/them/"), merging(world, heir_ids=""))

    assert answer.status_code == 422
    assert "cần đúng một đơn vị nhận" in shown(answer)


def test_a_split_names_the_keeper_first_and_the_others_beside(client, at, world, draft):
    third = world.found("Thèn Sin", parent=world.province)
    split = {"verb": "SPLIT", "others": [str(third.pk)]}

    client.post(at(f"{draft.pk}/them/"), merging(world) | split)

    (line,) = queries.given_lines(draft.pk).values()
    assert line.keeper_id == world.ta_leng.pk
    assert set(line.heir_ids) == {world.ta_leng.pk, third.pk}


def test_who_goes_along_is_named_on_the_line_of_the_unit(client, at, world, desks, draft, now):
    officer = desks.account("Lò Thị Mai")
    access.grant(
        by=world.system, account_id=officer.pk, role="COMMUNE_OFFICER", unit_id=world.binh_lu.pk,
        now=now,
    )  # fmt: skip
    answer = client.post(at(f"{draft.pk}/them/"), merging(world, officers="NAMED"))
    assert "Lò Thị Mai" in shown(client.get(answer.url))

    client.post(answer.url, merging(world, officers="NAMED", named=[str(officer.pk)]))

    line = ReorganisationLine.objects.get()
    assert (line.officers, line.named) == ("NAMED", [officer.pk])


def test_a_draft_and_its_lines_are_dropped(client, at, world, draft):
    client.post(at(f"{draft.pk}/them/"), merging(world))
    line = ReorganisationLine.objects.get()

    client.post(at(f"{draft.pk}/don-vi/{line.pk}/bo/"))
    assert "Chưa có đơn vị nào" in shown(client.get(at(f"{draft.pk}/")))

    client.post(at(f"{draft.pk}/bo/"))
    assert "Chưa có đợt sắp xếp nào" in shown(client.get(at()))


def test_the_decision_of_a_draft_is_corrected_and_of_a_written_one_is_not(client, at, world, draft):
    client.post(at(f"{draft.pk}/sua/"), DECISION | {"decision_number": "219-QĐ/TĐTN"})
    assert Reorganisation.objects.get().decision_number == "219-QĐ/TĐTN"

    client.post(at(f"{draft.pk}/them/"), merging(world))
    client.post(at(f"{draft.pk}/ghi/"))
    assert client.get(at(f"{draft.pk}/sua/")).status_code == 404


def test_what_is_empty_is_not_written(client, at, draft):
    assert "chưa có đơn vị nào" in shown(client.post(at(f"{draft.pk}/ghi/")))


def test_what_comes_into_force_stands_in_viec_can_lam(client, at, world, desks, draft, today):
    soon = (today + timedelta(days=20)).isoformat()
    client.post(at(f"{draft.pk}/sua/"), DECISION | {"on": soon})
    client.post(at(f"{draft.pk}/them/"), merging(world))
    desk = f"/dieu-phoi/{world.province.pk}/"
    assert "Đang chuẩn bị, chưa ghi" in shown(client.get(desk))

    client.post(at(f"{draft.pk}/ghi/"))

    assert "Đã ghi, tự có hiệu lực" in shown(client.get(desk))
    commune = desks.at(world.ta_leng)
    assert "Sắp xếp 1 đơn vị" in shown(commune.get(f"/dieu-phoi/{world.ta_leng.pk}/"))


def test_the_keeper_finds_what_was_open_in_its_own_viec_can_lam(desks, world, now):
    activity = world.opened(unit=world.binh_lu, by=world.system, title="Dạy học hè")
    actions.merge(
        by=world.system, into_id=world.ta_leng.pk, unit_ids=[world.binh_lu.pk], on=world.day,
        decision=Decision("1"), now=now,
    )  # fmt: skip
    keeper = desks.at(world.ta_leng)

    home = shown(keeper.get(f"/dieu-phoi/{world.ta_leng.pk}/"))
    listed = shown(keeper.get(f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/"))

    assert "Mở đăng ký “Dạy học hè”" in home
    assert "Dạy học hè" in listed
    path = f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{activity.pk}/"
    assert keeper.get(path).status_code == 200


def test_a_reorganisation_costs_the_same_for_one_unit_and_for_many(
    client, at, world, draft, costs_the_same, now
):
    units = [world.found(f"Xã {number}", parent=world.province) for number in range(6)]
    admin = world.officer(world.province, "ADMIN")

    def put(*chosen):
        lines = [
            LineGiven(unit_id=unit.pk, verb=Verb.MERGE, heir_ids=(world.ta_leng.pk,))
            for unit in chosen
        ]
        actions.put_lines(by=admin, reorganisation_id=draft.pk, lines=lines, now=now)

    put(units[0])
    costs_the_same(lambda: client.get(at(f"{draft.pk}/")), lambda: put(*units[1:]))


def test_the_whole_report_is_taken_away(client, at, world, draft):
    client.post(at(f"{draft.pk}/them/"), merging(world))

    file = client.get(at(f"{draft.pk}/?tai=csv"))

    assert "chưa có ai vào được cổng" in b"".join(file).decode("utf-8-sig")


def test_drafts_are_of_the_unit_that_prepares_them(world, draft):
    given = ReorganisationGiven(on=draft.on, decision=Decision("7", draft.decision_on, "Đoàn xã"))
    officer = world.officer(world.ta_leng)
    actions.prepare_reorganisation(by=officer, unit_id=world.ta_leng.pk, given=given, now=world.now)

    own = queries.reorganisations(unit_id=world.ta_leng.pk, actor=officer)
    assert [each.decision_number for each in own] == ["7"]
    assert not queries.reorganisations(unit_id=world.province.pk, actor=officer)
