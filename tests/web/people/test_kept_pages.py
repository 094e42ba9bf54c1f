"""An officer reads what is kept how long, what goes when, and what went already."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aoxanh.activities.models import Pass, Signup
from aoxanh.people.models import Consent, Person
from aoxanh.work import actions as work
from tests.web.desks import shown


@pytest.fixture
def page(desks, world):
    client = desks.at(world.ta_leng)
    return lambda unit=world.ta_leng: shown(
        client.get(f"/dieu-phoi/{unit.pk}/nguoi/giu-den-bao-gio/")
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


def test_it_is_found_from_the_list_of_people(desks, world):
    people = shown(desks.at(world.ta_leng).get(f"/dieu-phoi/{world.ta_leng.pk}/nguoi/"))

    assert "nguoi/giu-den-bao-gio/" in people
    assert "0 người" in people
    assert "Bỏ tìm" not in people
