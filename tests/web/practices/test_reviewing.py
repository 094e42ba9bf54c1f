"""Drafts of a list are reviewed on one page: classes confirmed, flags looked at, all shown with one button."""

import pytest

from aoxanh.practices import actions, errors
from aoxanh.practices.models import Practice, PracticeFlag
from aoxanh.practices.types import PracticeField, PracticeGiven, PracticeLevel, Replicability


@pytest.fixture
def draft(world):
    def make(title="Tủ áo ấm bản xa", *, flag=""):
        texts = {PracticeField.TITLE: title, PracticeField.LEVEL: "Cấp tỉnh"}
        given = PracticeGiven(texts=texts, year=2026)
        made = actions.write(
            by=world.system, unit_id=world.ta_leng.pk, practice=given, now=world.now
        )
        if flag:
            PracticeFlag.objects.create(practice=made, kind=flag, about="Cà Mau")
        return made

    return make


@pytest.fixture
def desk(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def address(world):
    return f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/xem-lai/"


def sent(*drafts, chosen, flags=(), level="COMMUNE"):
    classes = {f"{each.code}-level": level for each in drafts}
    classes |= {f"{each.code}-replicability": "YES" for each in drafts}
    codes = [each.code for each in drafts]
    return classes | {"dong": codes, "chon": [each.code for each in chosen], "xem": list(flags)}


def test_what_has_nothing_to_look_at_is_ticked_already(desk, draft, address):
    plain, flagged = draft(), draft("Vườn ươm", flag="OTHER_PROVINCE")

    page = desk.get(address).content.decode()

    assert f'value="{plain.code}" checked' in page
    assert f'value="{flagged.code}" checked' not in page
    assert "Nội dung nói về tỉnh khác: Cà Mau" in page


def test_one_button_confirms_classes_and_shows_all_that_is_ticked(desk, draft, address):
    first, second, third = draft("Một"), draft("Hai", flag="OTHER_PROVINCE"), draft("Ba")
    flag = PracticeFlag.objects.get()

    desk.post(address, sent(first, second, third, chosen=[first, second], flags=[flag.pk]))

    kept = dict(Practice.objects.order_by("pk").values_list("title", "state"))
    first.refresh_from_db()
    flag.refresh_from_db()
    assert kept == {"Một": "LISTED", "Hai": "LISTED", "Ba": "DRAFT"}
    assert (first.level, first.replicability) == ("COMMUNE", "YES")
    assert first.classes_confirmed_at is not None
    assert flag.resolved_at is not None


def test_a_flag_nobody_saw_keeps_everything_back(desk, draft, address):
    first, flagged = draft("Một"), draft("Hai", flag="OTHER_PROVINCE")

    answer = desk.post(address, sent(first, flagged, chosen=[first, flagged], level="OTHER"))

    assert answer.status_code == 422
    assert "Còn điều cần xem lại" in answer.content.decode()
    assert '<option value="OTHER" selected>' in answer.content.decode()
    assert not Practice.objects.listed().exists()


def test_nothing_chosen_is_told(desk, draft, address):
    answer = desk.post(address, sent(draft(), chosen=[]))

    assert "Hãy chọn ít nhất một mô hình." in answer.content.decode()


@pytest.mark.parametrize("gone", ["listed", "elsewhere"])
def test_what_is_no_draft_of_the_unit_is_refused(world, draft, gone):
    made = draft()
    refusal = errors.AlreadyListed if gone == "listed" else actions.registry.Missing
    if gone == "listed":
        actions.put_into_registry(by=world.system, practice_id=made.pk, now=world.now)
    unit = world.ta_leng if gone == "listed" else world.province

    with pytest.raises(refusal):
        actions.put_all_into_registry(
            by=world.system,
            unit_id=unit.pk,
            chosen={made.pk: (PracticeLevel.COMMUNE, Replicability.YES)},
            flags_seen=[],
            now=world.now,
        )


def test_the_page_costs_the_same_for_many(desk, draft, address, costs_the_same):
    draft(flag="OTHER_PROVINCE")

    costs_the_same(
        lambda: desk.get(address),
        lambda: [draft(f"Mô hình {number}", flag="OTHER_PROVINCE") for number in range(5)],
    )
