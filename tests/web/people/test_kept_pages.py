"""An officer reads what is kept how long, what goes when, and what went already."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aoxanh.activities.models import Pass, Signup
from aoxanh.people.models import Consent, Person
from aoxanh.work import actions as work
from tests.activities.nominating import Call
from tests.web.desks import shown


@pytest.fixture
def strangers(world):
    """``strangers(6)``: so many more guests, of whom nobody says anything."""
    numbers = iter(range(1, 99))

    def make(count):
        made = [f"Khách {next(numbers)}" for _each in range(count)]
        Person.objects.bulk_create(
            Person(
                unit=world.ta_leng, full_name=name, search_text=name, sort_key=name,
                contact_key=name, created_at=world.now,
            )
            for name in made
        )  # fmt: skip

    return make


@pytest.fixture
def page(desks, world):
    client = desks.at(world.ta_leng)
    return lambda unit=world.ta_leng, end="": shown(
        client.get(f"/dieu-phoi/{unit.pk}/nguoi/giu-den-bao-gio/{end}")
    )


def _silent(held, ago):
    """Nothing was heard of whoever holds the pass for so long."""
    Person.objects.filter(pk=held.person_id).update(created_at=ago)
    Signup.objects.filter(person=held.person_id).update(created_at=ago)
    Consent.objects.filter(person=held.person_id).update(given_at=ago)


def test_it_says_how_long_what_is_kept_and_what_goes_tonight(page, crowd, now):
    held = crowd.sign_up("Lò Thị Mai")
    crowd.sign_up("Vàng A Sử")
    _silent(held, now - timedelta(days=800))

    told = page()

    assert "1 mục sẽ xóa trong 30 ngày tới" in told
    assert "Hồ sơ khách chưa xác nhận" in told
    assert "Giữ 2 năm từ lần cuối có tin" in told
    assert "Đang giữ 2, sớm nhất xóa đêm nay" in told
    assert "1 sắp xóa" in told
    assert "Giữ 180 ngày từ ngày cuối của hoạt động" in told
    assert "Lò Thị Mai" not in told


def test_an_old_guest_who_still_takes_part_goes_later(page, crowd, now, world):
    held = crowd.sign_up("Lò Thị Mai")
    Person.objects.filter(pk=held.person_id).update(created_at=now - timedelta(days=800))

    told = page()

    assert "Chưa có gì sắp đến hạn xóa" in told
    last = world.day + timedelta(days=731)
    assert f"Đang giữ 1, sớm nhất xóa ngày {last:%d/%m/%Y}" in told


def test_it_says_the_day_on_which_answers_go(page, crowd, world):
    Pass.objects.filter(pk=crowd.sign_up("Lò Thị Mai").pk).update(answers={"co": "M"})
    type(crowd.activity).objects.filter(pk=crowd.activity.pk).update(
        questions=[{"code": "co", "text": "Cỡ áo?", "kind": "TEXT"}]
    )
    day = crowd.activity.ends_on + timedelta(days=180)

    told = page()

    assert "Chưa có gì sắp đến hạn xóa" in told
    assert f"Đang giữ 1, sớm nhất xóa ngày {day:%d/%m/%Y}" in told


def test_what_went_is_listed_without_names_and_counts_go_on(page, crowd, world, now):
    _silent(crowd.sign_up("Lò Thị Mai"), now - timedelta(days=800))
    assert "Chưa xóa gì của đơn vị" in page()

    work.forget_due(by=replace(world.system, day=world.day), now=now)

    told = page()
    assert "Chưa có gì sắp đến hạn xóa" in told
    assert "Chưa xóa gì của đơn vị" not in told
    assert Signup.objects.count() == 1


def test_a_count_opens_the_lines_it_counted_the_first_to_go_first(page, crowd, world, now):
    crowd.sign_up("Vàng A Sử")
    silent, old = crowd.sign_up("Lò Thị Mai"), crowd.sign_up("Giàng A Páo")
    _silent(silent, now - timedelta(days=800))
    Person.objects.filter(pk=old.person_id).update(created_at=now - timedelta(days=900))

    assert "giu-den-bao-gio/unverified_guests/" in page()
    assert "giu-den-bao-gio/answers/" not in page()
    told = page(end="unverified_guests/")

    names = ("Lò Thị Mai", "Vàng A Sử", "Giàng A Páo")
    assert sorted(names, key=told.index) == list(names)
    assert f"/nguoi/{silent.person.code}/" in told
    assert (told.count("Xóa đêm nay"), told.count("Sắp xóa")) == (1, 1)
    assert "Giữ 2 năm từ lần cuối có tin" in told
    heard = now - timedelta(days=800)
    assert f"Lập hồ sơ ngày {heard:%d/%m/%Y}" in told
    assert f"Có tin lần cuối ngày {world.day:%d/%m/%Y}" in told
    last = world.day + timedelta(days=731)
    assert told.count(f"Sớm nhất xóa ngày {last:%d/%m/%Y}") == 2


def test_answers_are_told_by_activity_and_name_nobody(page, crowd):
    for name in ("Lò Thị Mai", "Vàng A Sử"):
        Pass.objects.filter(pk=crowd.sign_up(name).pk).update(answers={"co": "M"})
    type(crowd.activity).objects.filter(pk=crowd.activity.pk).update(
        questions=[{"code": "co", "text": "Cỡ áo?", "kind": "TEXT"}]
    )
    day = crowd.activity.ends_on + timedelta(days=180)

    told = page(end="answers/")

    assert crowd.activity.title in told
    assert "2 người đã trả lời" in told
    assert f"Xóa ngày {day:%d/%m/%Y}" in told
    assert f"/hoat-dong/{crowd.activity.pk}/" in told
    assert "Lò Thị Mai" not in told


def test_lines_come_in_pages_and_cost_the_same(page, strangers, statements, costs_the_same):
    strangers(2)
    costs_the_same(lambda: page(end="unverified_guests/"), lambda: strangers(6))
    strangers(50)

    assert "1–50 trong 58" in page(end="unverified_guests/")
    assert "51–58 trong 58" in page(end="unverified_guests/?trang=2")
    with statements() as asked:
        page(end="unverified_guests/")
    assert asked.count <= 15, "\n".join(asked.sqls)


def test_lines_of_others_and_of_nothing_are_not_there(desks, page, world, crowd):
    crowd.sign_up("Lò Thị Mai")
    neighbour = desks.at(world.binh_lu)
    path = f"/dieu-phoi/{world.ta_leng.pk}/nguoi/giu-den-bao-gio/"

    assert "Đơn vị không giữ mục nào" in page(end="pasted_lists/")
    assert neighbour.get(f"{path}unverified_guests/").status_code == 404
    assert desks.at(world.ta_leng).get(f"{path}gi-do/").status_code == 404


def test_who_may_not_open_a_line_reads_it_without_an_address(desks, world):
    call = Call.at(world)
    call.give()
    call.send(1, raw="1. Giàng A Páo")
    path = f"/dieu-phoi/{world.ta_leng.pk}/nguoi/giu-den-bao-gio/pasted_lists/"

    below = shown(desks.at(world.ta_leng).get(path))
    above = shown(desks.at(world.province, "PROVINCE_OFFICER").get(path))

    for told in (below, above):
        assert "Danh sách cử 1 người, gửi ngày" in told
        assert "Giàng A Páo" not in told
    assert "cu-nguoi" in below
    assert "cu-nguoi" not in above


def test_it_is_found_from_the_list_of_people(desks, world):
    people = shown(desks.at(world.ta_leng).get(f"/dieu-phoi/{world.ta_leng.pk}/nguoi/"))

    assert "nguoi/giu-den-bao-gio/" in people
    assert "0 người" in people
    assert "Bỏ tìm" not in people
