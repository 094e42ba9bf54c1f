"""Asking another unit about one's own person, and answering: in Việc cần làm, on pages, without script."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from aoxanh.people import actions
from aoxanh.people.models import MergeProposal, Merger
from aoxanh.people.types import MembershipGiven, PersonGiven
from tests.web.desks import shown


@pytest.fixture
def enrol(world):
    def make(unit, full_name="Lò Thị Ón", **person):
        return actions.enrol(
            by=world.system,
            unit_id=unit.pk,
            person=PersonGiven(full_name=full_name, **person),
            membership=MembershipGiven(kind="MEMBER", valid_from=date(2025, 9, 1)),
            now=world.now,
        )

    return make


@pytest.fixture
def ours(world, enrol):
    return enrol(world.ta_leng, birth_date=date(2004, 5, 6), phone="0912 345 678")


@pytest.fixture
def asked(desks, world, ours):
    """Tả Lèng asked Bình Lư."""
    client = desks.at(world.ta_leng)
    client.post(
        _path(world.ta_leng, f"{ours.code}/hoi-don-vi/?q=binh"), {"to_unit": world.binh_lu.pk}
    )
    return client, MergeProposal.objects.get()


def _path(unit, end=""):
    return f"/dieu-phoi/{unit.pk}/nguoi/{end}"


def _told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_unit_to_ask_is_found_by_its_name_without_marks(desks, world, ours):
    client = desks.at(world.ta_leng)

    page = shown(client.get(_path(world.ta_leng, f"{ours.code}/hoi-don-vi/?q=binh lu")))
    nothing = shown(client.get(_path(world.ta_leng, f"{ours.code}/hoi-don-vi/?q=xyz")))
    refused = client.post(_path(world.ta_leng, f"{ours.code}/hoi-don-vi/?q=binh"), {})

    assert "Đoàn Bình Lư, Đoàn Lai Châu" in page
    assert "Không có đơn vị nào tên như vậy" in nothing
    assert refused.status_code == 422
    assert "Hãy chọn một đơn vị." in shown(refused)


def test_the_asked_unit_finds_it_in_its_work_and_answers(desks, world, asked, enrol):
    theirs = enrol(world.binh_lu, birth_year=2004, phone="0912 345 678")
    client, (asking, proposal) = desks.at(world.binh_lu), asked

    todo = shown(client.get(f"/dieu-phoi/{world.binh_lu.pk}/"))
    listed = shown(client.get(_path(world.binh_lu, "hoi-don-vi/")))
    page = shown(client.get(_path(world.binh_lu, f"hoi-don-vi/{proposal.pk}/")))
    answer = client.post(_path(world.binh_lu, f"hoi-don-vi/{proposal.pk}/"), {"record": theirs.pk})

    assert "1 người có thể trùng với đơn vị khác" in todo
    assert "Đoàn Tả Lèng" in listed
    assert "Lò Thị Ón" not in listed
    assert "Cùng họ tên, cùng năm sinh, cùng ba số cuối" in page
    assert "345 678" not in page
    assert answer["Location"] == _path(world.binh_lu, f"{theirs.code}/")
    assert "Đã gộp" in shown(asking.get(_path(world.ta_leng, "hoi-don-vi/")))
    assert "hai đơn vị cùng nói là một người" in shown(
        asking.get(_path(world.ta_leng, f"{theirs.code}/"))
    )


def test_the_asking_unit_takes_it_apart_on_its_own_page(desks, world, asked, enrol):
    theirs = enrol(world.binh_lu)
    asking, proposal = asked
    desks.at(world.binh_lu).post(
        _path(world.binh_lu, f"hoi-don-vi/{proposal.pk}/"), {"record": theirs.pk}
    )

    asking.post(_path(world.ta_leng, f"{theirs.code}/tach/{Merger.objects.get().pk}/"))

    assert Merger.objects.get().undone_at is not None
    assert "Đã gộp, đã tách lại" in shown(asking.get(_path(world.ta_leng, "hoi-don-vi/")))


def test_a_refused_answer_keeps_what_was_chosen_and_searched(desks, world, asked, enrol):
    other = enrol(world.binh_lu, "Giàng A Pháo")
    client, path = desks.at(world.binh_lu), _path(world.binh_lu, f"hoi-don-vi/{asked[1].pk}/")

    found = shown(client.post(path, {"q": "phao", "do": "tim"}))
    nobody = client.post(path, {"q": "phao"})
    refused = client.post(path, {"q": "phao", "record": other.pk})

    assert "Giàng A Pháo" in found
    assert "Hãy chọn hồ sơ của đơn vị bạn" in shown(nobody)
    assert refused.status_code == 422
    assert "Hai hồ sơ ghi họ tên khác nhau" in shown(refused)
    assert f'value="{other.pk}" checked' in shown(refused)


def test_the_answer_no_is_all_that_comes_back(desks, world, asked):
    asking, proposal = asked

    done = desks.at(world.binh_lu).post(_path(world.binh_lu, f"hoi-don-vi/{proposal.pk}/khong/"))

    assert _told(done) == ["Đã trả lời không gộp. Đơn vị kia chỉ biết câu trả lời này."]
    assert "Không gộp" in shown(asking.get(_path(world.ta_leng, "hoi-don-vi/")))


def test_what_was_asked_is_taken_back_once(world, asked):
    asking, proposal = asked
    path = _path(world.ta_leng, f"hoi-don-vi/{proposal.pk}/rut/")

    first, second = asking.post(path), asking.post(path)

    assert _told(first)[-1] == "Đã rút đề nghị."
    assert "Không cần làm gì thêm" in _told(second)[-1]


def test_a_second_question_about_one_person_waits_for_the_first(world, asked, ours):
    path = _path(world.ta_leng, f"{ours.code}/hoi-don-vi/?q=lai chau")

    answer = asked[0].post(path, {"to_unit": world.province.pk})

    assert answer.status_code == 422
    assert "đang chờ một đơn vị trả lời" in shown(answer)
