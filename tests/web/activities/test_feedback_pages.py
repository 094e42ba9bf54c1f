"""Two taps on the pass and on Trang của tôi; the organiser reads shares, never names."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aoxanh.activities.models import Feedback
from aoxanh.people.models import Person
from tests.activities.test_feedback import _many
from tests.web.desks import shown


@pytest.fixture
def held(crowd, keys):
    held = crowd.sign_up()
    crowd.scan(held)
    return held


@pytest.fixture
def after(crowd):
    """Noon of the day, an hour after the shift."""
    with time_machine.travel(crowd.clock(12), tick=False):
        yield


def _path(held):
    return reverse("passes:feedback", args=[held.token])


@pytest.mark.usefixtures("after")
def test_one_tap_gives_the_score_and_a_second_the_reasons(held):
    client = Client()
    assert "Buổi vừa rồi thế nào?" in shown(client.get(reverse("passes:show", args=[held.token])))

    first = client.post(_path(held), {"score": "4"})
    page = shown(client.get(first["Location"]))
    code = Feedback.objects.get().code
    second = client.post(
        _path(held), {"ma": code, "reason": ["useful", "tools"], "text": "Vui"}, follow=True
    )

    assert "Vì sao vậy?" in page
    assert "Cảm ơn bạn đã góp ý." in shown(second)
    assert "Buổi vừa rồi thế nào?" not in shown(second)
    assert Feedback.objects.get().reasons == ["useful", "tools"]


@pytest.mark.usefixtures("after")
@pytest.mark.parametrize("score", ["", "9", "x", "44"])
def test_a_face_that_is_none_is_refused(held, score):
    answer = Client().post(_path(held), {"score": score}, follow=True)

    assert "Hãy chọn một trong năm khuôn mặt." in shown(answer)
    assert not Feedback.objects.exists()


@pytest.mark.usefixtures("after")
def test_a_second_score_is_thanked_and_refused(held):
    client = Client()
    client.post(_path(held), {"score": "4"})

    assert "đã góp ý cho buổi này rồi" in shown(
        client.post(_path(held), {"score": "1"}, follow=True)
    )
    assert "Chưa góp ý được" in shown(client.get(_path(held)))
    code = Feedback.objects.get().code
    client.post(_path(held), {"ma": code})
    assert "đã góp ý" in shown(client.post(_path(held), {"ma": code}, follow=True))


def test_before_the_end_nobody_is_asked(held):
    client = Client()

    assert "Buổi vừa rồi thế nào?" not in shown(
        client.get(reverse("passes:show", args=[held.token]))
    )
    assert "chưa kết thúc" in shown(client.post(_path(held), {"score": "5"}, follow=True))


def test_links_nobody_holds_are_missing(held):
    assert Client().get(reverse("passes:feedback", args=["x" * 22])).status_code == 404
    assert Client().post(_path(held), {"ma": "x"}).status_code == 404


@pytest.mark.usefixtures("after")
def test_my_page_leads_to_it(held, desks):
    account = desks.account()
    Person.objects.filter(pk=held.person_id).update(account=account)
    client = Client()
    client.force_login(account)
    with time_machine.travel("2026-12-02T02:00:00Z", tick=False):
        assert _path(held) in shown(client.get("/cua-toi/"))


def test_the_organiser_reads_shares_only_from_five_answers(browser, desk, crowd):
    page = desk(f"hoat-dong/{crowd.activity.pk}/")
    _many(crowd, [5, 5, 4, 1])
    crowd.close()
    few = shown(browser.get(page))
    type(crowd.activity).objects.update(state="OPEN", closed_at=None)
    _many(crowd, [5])
    crowd.close()
    enough = shown(browser.get(page))

    assert "Chưa đủ năm ý kiến" in few
    assert "80%" in enough
    assert "thấy tốt và rất tốt" in enough
