"""A volunteer ends their own record: places go on, what happened stays."""

import pytest
from django.test import Client

from aoxanh.activities.models import Signup
from aoxanh.people import actions as people
from aoxanh.people.models import Person
from aoxanh.people.types import PostGiven


END = "/cua-toi/ho-so/ngung/"


@pytest.fixture
def volunteer(world, desks, crowd):
    """Signed in, with a place taken as a guest and claimed since."""
    account = desks.account("Lò Thị Ón")
    client = Client()
    client.force_login(account)
    held = crowd.sign_up("Lò Thị Ón")
    client.post(f"/cua-toi/nhan-ma/{held.token}/")
    client.person = Person.objects.get(account=account)
    return client


def test_it_is_asked_once_and_says_what_goes_and_what_stays(volunteer):
    page = volunteer.get(END).content.decode()

    assert "1 chỗ bạn đang giữ sẽ nhường cho người khác" in page
    assert "Giờ và giấy chứng nhận đã có vẫn giữ nguyên" in page
    assert Person.objects.get(pk=volunteer.person.pk).state != "ENDED"


def test_places_are_given_up_and_go_to_who_waits(volunteer, crowd):
    crowd.sign_up("Vàng A Tủa")
    waiting = crowd.sign_up("Giàng Thị Súa")

    volunteer.post(END)

    own = Signup.objects.get(person=volunteer.person)
    assert Person.objects.get(pk=volunteer.person.pk).state == "ENDED"
    assert own.state == "WITHDRAWN"
    assert crowd.signup(waiting).state == "CONFIRMED"
    assert "đã ngừng" in volunteer.get("/cua-toi/", follow=True).content.decode()


def test_who_holds_a_post_is_told_and_keeps_everything(volunteer, world, system, now, today):
    people.appoint(
        by=system,
        person_id=volunteer.person.pk,
        unit_id=world.ta_leng.pk,
        post=PostGiven(title="Bí thư", valid_from=today),
        now=now,
    )

    volunteer.post(END)

    assert Signup.objects.get(person=volunteer.person).state == "CONFIRMED"
    assert Person.objects.get(pk=volunteer.person.pk).state != "ENDED"


def test_an_ended_record_is_not_ended_again(volunteer):
    volunteer.post(END)

    assert "Ngừng hồ sơ" not in volunteer.get("/cua-toi/ho-so/").content.decode()
    assert volunteer.post(END, follow=True).status_code == 200
