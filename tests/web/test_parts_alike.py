"""Pages that are drawn once: they say what holds now, and hold nothing of anybody's pass."""

import pytest
from django.urls import reverse

from aoxanh.activities.models import Activity, FieldOfWork, Shift, Signup, Slot
from aoxanh.activities.types import SignupState
from aoxanh.places.models import Place
from aoxanh.units.models import UnitVersion
from aoxanh.web import sheets
from aoxanh.web.guards import form_token


@pytest.fixture
def page_of(client, settings):
    """The page as it is drawn anew."""
    settings.PUBLIC_PAGES_DRAWN_EVERY = 0
    return lambda activity: client.get(
        reverse("activities:detail", args=[activity.code])
    ).content.decode()


CHANGES = {
    "title": lambda activity, said: Activity.objects.filter(pk=activity.pk).update(title=said),
    "summary": lambda activity, said: Activity.objects.filter(pk=activity.pk).update(summary=said),
    "phone and meeting point": lambda activity, said: Activity.objects.filter(
        pk=activity.pk
    ).update(meeting_point=said),
    "unit": lambda activity, said: UnitVersion.objects.filter(unit_id=activity.unit_id).update(
        name=said
    ),
    "place": lambda activity, said: Place.objects.filter(pk=activity.place_id).update(
        full_name=said
    ),
    "field": lambda activity, said: FieldOfWork.objects.filter(pk=activity.primary_field_id).update(
        name=said
    ),
    "shift": lambda activity, said: Shift.objects.filter(activity=activity).update(name=said),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_says_at_once_what_was_changed(crowd, page_of, change):
    assert "Vừa đổi" not in page_of(crowd.activity)

    change(crowd.activity, "Vừa đổi")

    assert "Vừa đổi" in page_of(crowd.activity)


def test_a_page_counts_places_as_they_are_taken(crowd, page_of):
    Slot.objects.filter(pk=crowd.slot.pk).update(capacity=40)
    assert "Còn 40 trên 40 chỗ" in page_of(crowd.activity)

    crowd.sign_up()

    assert "Còn 39 trên 40 chỗ" in page_of(crowd.activity)


def test_a_page_in_english_is_its_own(crowd, page_of, client):
    page_of(crowd.activity)

    english = client.get(f"/en/hoat-dong/{crowd.activity.code}/").content.decode()

    assert "Giữ chỗ" not in english


def test_a_form_sent_back_keeps_what_was_typed_and_the_next_page_does_not(crowd, page_of, client):
    page_of(crowd.activity)
    typed = {"full_name": "Lò Thị Đã Ghi", "contact": "0912", "form": "cũ"}

    refused = client.post(
        reverse("activities:sign_up", args=[crowd.activity.code]),
        typed,
        headers={"sec-fetch-site": "same-origin"},
    ).content.decode()

    assert "Lò Thị Đã Ghi" in refused
    assert "Lò Thị Đã Ghi" not in page_of(crowd.activity)


PLAIN = {"full_name": "Lò Thị Én", "contact": "0912 000 001"}
SENT_BACK = {
    "signs of a page in a name": {"full_name": "\"><b>Én</b> & 'Hoa' {{ x }}"},
    "nothing typed": {"full_name": "", "contact": ""},
    "only a name": {"contact": ""},
    "a minor who names nobody": {"is_minor": "on", "birth_year": "2014"},
    "a guardian without a phone": {"is_minor": "on", "guardian_name": "Lò Văn O'"},
    "a year that is none": {"birth_year": '20"11'},
    "no shift": {"slots": []},
    "an answer": {"q_1": 'Xe "máy"'},
    "a name too long": {"full_name": "Lò " * 60},
}


@pytest.fixture
def refused(crowd, client):
    """What comes back of a form for a shift that is full, with an activity that asks one question."""
    asked = [{"code": "1", "text": "Đi bằng gì?", "kind": "TEXT", "choices": [], "required": True}]
    Activity.objects.filter(pk=crowd.activity.pk).update(questions=asked)
    Slot.objects.filter(pk=crowd.slot.pk).update(capacity=1, taken=1)
    Shift.objects.filter(activity=crowd.activity).update(waiting_until=None)
    path = reverse("activities:sign_up", args=[crowd.activity.code])

    def answer(**typed):
        sent = PLAIN | {"slots": [crowd.slot.pk], "form": form_token()} | typed
        return client.post(path, sent, headers={"sec-fetch-site": "same-origin"})

    return answer


@pytest.mark.parametrize("typed", SENT_BACK.values(), ids=SENT_BACK)
def test_a_form_sent_back_is_the_one_that_would_be_drawn_for_it_alone(refused, settings, typed):
    texts = {name for name, said in (PLAIN | typed).items() if said and isinstance(said, str)}
    refused(**(typed | dict.fromkeys(texts - {"is_minor"}, "Người trước")))
    shared = refused(**typed)

    settings.DEBUG = True
    alone = refused(**typed)

    assert shared.status_code == alone.status_code in {409, 422}
    assert shared.content == alone.content
    assert b"holeNo" not in shared.content
    assert "Người trước" not in shared.content.decode()


def test_a_crowd_that_is_sent_back_has_its_page_drawn_once(refused, monkeypatch):
    drawn = []
    draw = sheets.render_to_string
    monkeypatch.setattr(
        sheets, "render_to_string", lambda *given: drawn.append(given) or draw(*given)
    )

    pages = [refused(full_name=f"Người {n}", contact=f"090{n}").content.decode() for n in range(3)]

    assert len(drawn) == 1
    assert all(
        (f"Người {n}" in page, f"090{n}" in page) == (n == which, n == which)
        for which, page in enumerate(pages)
        for n in range(3)
    )


def test_nothing_of_one_address_stands_on_a_page_of_another(crowd, client, settings):
    settings.PUBLIC_PAGES_DRAWN_EVERY = 0
    path = reverse("activities:detail", args=[crowd.activity.code])
    assert "fbclid" in client.get(f"{path}?fbclid=cua-rieng").content.decode()

    assert "fbclid" not in client.get(path).content.decode()


@pytest.fixture
def pass_of(client):
    """The page of a pass."""
    return lambda held: client.get(reverse("passes:show", args=[held.token])).content.decode()


def test_a_pass_holds_its_own_link_and_name_and_nobody_elses(crowd, pass_of, client):
    Slot.objects.filter(pk=crowd.slot.pk).update(capacity=40)
    held = [crowd.sign_up(full_name=f"Lò Thị Y'{name}") for name in ("Dung", "Én", "Hoa")]
    client.get(reverse("passes:show", args=[held[0].token]) + "?cua=rieng")

    pages = [pass_of(each) for each in held]

    for page, own in zip(pages, held, strict=True):
        others = [each for each in held if each is not own]
        assert page.count(own.token) == pages[0].count(held[0].token) > 5
        assert f"Lò Thị Y&#x27;{own.person.full_name[9:]}" in page
        assert own.short_code[:4] in page
        assert not [each for each in others if each.token in page]
        assert not [each for each in others if f"&#x27;{each.person.full_name[9:]}" in page]
        assert "holeNo" not in page
        assert "rieng" not in page
        assert page.count('name="csrfmiddlewaretoken"') == 1


def test_a_pass_in_english_is_its_own(crowd, pass_of, client):
    held = crowd.sign_up()
    assert "Đã giữ chỗ cho" in pass_of(held)

    english = client.get(f"/en/ma/{held.token}/").content.decode()

    assert "Đã giữ chỗ cho" not in english
    assert not [day for day in ("Thứ", "Chủ nhật") if f"{day} " in english]


def test_a_pass_says_at_once_what_was_changed_and_who_gave_a_place_back(crowd, pass_of):
    held = crowd.sign_up()
    assert "Vừa đổi" not in pass_of(held)

    Activity.objects.filter(pk=crowd.activity.pk).update(meeting_point="Vừa đổi")
    assert "Vừa đổi" in pass_of(held)

    Signup.objects.filter(pass_held=held).update(state=SignupState.WITHDRAWN)
    assert "Đăng ký này không còn hiệu lực" in pass_of(held)


def test_words_that_look_like_a_place_for_somebodys_name_stay_words(crowd, page_of):
    Activity.objects.filter(pk=crowd.activity.pk).update(title="holeNo0q7Zk2W")

    assert "holeNo0q7Zk2W" in page_of(crowd.activity)
