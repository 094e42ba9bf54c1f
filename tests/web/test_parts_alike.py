"""Parts of public pages that are drawn once: they say what holds now, and hold nothing of anybody's pass."""

import pytest
from django.urls import reverse

from aoxanh.activities.models import Activity, FieldOfWork, Shift, Slot
from aoxanh.places.models import Place
from aoxanh.units.models import UnitVersion


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


def test_a_pass_holds_its_own_link_and_nobody_elses(crowd, client, keys):
    Slot.objects.filter(pk=crowd.slot.pk).update(capacity=40)
    held = [crowd.sign_up() for _ in range(3)]

    pages = [
        client.get(reverse("passes:show", args=[each.token])).content.decode() for each in held
    ]

    for page, own in zip(pages, held, strict=True):
        assert page.count(own.token) == pages[0].count(held[0].token) > 5
        assert not [each for each in held if each is not own and each.token in page]
        assert "holeNo" not in page
        assert 'name="csrfmiddlewaretoken"' in page
