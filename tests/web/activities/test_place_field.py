"""Places as people type them, old names too."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from aoxanh.places.models import PlaceSuccession
from aoxanh.web.places.fields import PlaceField, PlacePicked, PlaceTyped


@pytest.fixture
def former(world):
    """Bản Giang, which passed whole into Tả Lèng on 1 July 2025."""
    place = world.place("Bản Giang", "03430", inside="Lai Châu")
    place.valid_to = date(2025, 7, 1)
    place.save(update_fields=["valid_to"])
    PlaceSuccession.objects.create(
        predecessor=place, successor=world.places["Tả Lèng"], on=date(2025, 7, 1), share="WHOLE"
    )
    return place


@pytest.fixture
def field(world):
    asked = PlaceField()
    asked.look(world.day, None)
    return asked


def test_a_name_without_marks_is_todays_unit(field, world):
    picked = field.clean(PlaceTyped("ta leng"))

    assert picked == PlacePicked(world.places["Tả Lèng"].pk, "ta leng")


def test_a_former_name_becomes_todays_unit_and_says_so(field, world, former):
    picked = field.clean(PlaceTyped("xã Bản Giang"))

    assert (picked.place_id, picked.text) == (world.places["Tả Lèng"].pk, "xã Bản Giang")
    assert "nay là xã Tả Lèng" in picked.note


def test_a_commune_that_was_split_asks_which_part(field, world, former):
    PlaceSuccession.objects.update(share="PART")
    PlaceSuccession.objects.create(
        predecessor=former, successor=world.places["Bình Lư"], on=date(2025, 7, 1), share="PART"
    )

    with pytest.raises(ValidationError, match="Hãy chọn phần đúng"):
        field.clean(PlaceTyped("xã Bản Giang"))
    asked = {place.id for place in field.asked}
    picked = field.clean(PlaceTyped("xã Bản Giang", str(world.places["Bình Lư"].pk)))

    assert asked == {world.places["Tả Lèng"].pk, world.places["Bình Lư"].pk}
    assert picked.place_id == world.places["Bình Lư"].pk


def test_an_answer_that_was_not_offered_decides_nothing(field, world):
    picked = field.clean(PlaceTyped("ta leng", str(world.places["Bình Lư"].pk)))

    assert picked.place_id == world.places["Tả Lèng"].pk


def test_nothing_typed_is_asked_for(field):
    with pytest.raises(ValidationError, match="Hãy ghi tên xã"):
        field.clean(PlaceTyped(""))


def test_suggestions_are_the_same_for_everyone(client, world, former):
    answer = client.get("/dia-ban/goi-y/?q=ban gi")

    assert answer["Cache-Control"].startswith("public")
    assert answer.json()["lines"][0]["today"][0]["id"] == world.places["Tả Lèng"].pk


def test_one_letter_suggests_nothing(client, world):
    assert client.get("/dia-ban/goi-y/?q=b").json() == {"lines": []}
