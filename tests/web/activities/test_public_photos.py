"""Pictures of what was held: chosen, told in words, small, without what the camera wrote."""

from io import BytesIO

import pytest
from django.core.cache import caches
from PIL import Image

from aoxanh.activities import actions, errors
from aoxanh.activities.models import Activity, Evidence
from aoxanh.activities.types import PhotoGiven
from aoxanh.audit.models import Entry
from aoxanh.files import queries as files
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Consent, Person
from tests.activities.crowd import Crowd
from tests.activities.world import refused
from tests.files.uploads import sideways_with_place


@pytest.fixture(autouse=True)
def _own_pictures():
    caches["pictures"].clear()


@pytest.fixture
def held(world):
    """What was held, with two pictures as evidence."""
    crowd = Crowd.at(world)
    photos = [PhotoGiven(name=f"{n}.jpg", content=sideways_with_place()) for n in "ab"]
    crowd.close()
    actions.add_evidence(
        by=world.system, activity_id=crowd.activity.pk, photos=photos, now=world.now
    )
    return crowd.activity


@pytest.fixture
def one(held):
    return Evidence.objects.order_by("pk")[0]


def _publish(world, activity, captions, *, by=None, agreed=True):
    return actions.publish_photos(
        by=by or world.officer(world.ta_leng),
        activity_id=activity.pk,
        captions=captions,
        agreed=agreed,
        now=world.now,
    )


def _address(activity, evidence, width=400):
    return f"/hoat-dong/{activity.code}/anh/{evidence.file.code}-{width}.webp"


def test_only_chosen_pictures_are_public_and_told_in_words(client, world, held, one):
    before = client.get(f"/hoat-dong/{held.code}/").content.decode()
    _publish(world, held, {one.pk: "Lợp mái điểm trường Hồ Pên"})

    page = client.get(f"/hoat-dong/{held.code}/").content.decode()

    other = Evidence.objects.exclude(pk=one.pk).get()
    assert "/anh-cong-khai/" not in before
    assert 'alt="Lợp mái điểm trường Hồ Pên"' in page
    assert 'loading="lazy"' in page
    assert f"{one.file.code}-400.webp 400w" in page
    assert other.file.code not in page
    assert "người trong ảnh đã đồng ý" in page
    assert client.get(_address(held, one)).status_code == 200
    assert client.get(_address(held, other)).status_code == 404


@pytest.mark.parametrize("width", [400, 800])
def test_a_public_picture_is_small_and_knows_no_camera(client, world, held, one, width):
    _publish(world, held, {one.pk: "Lợp mái"})

    answer = client.get(_address(held, one, width))

    picture = Image.open(BytesIO(answer.content))
    assert answer["Content-Type"] == "image/webp"
    assert picture.size == (width, width * 3 // 4)
    assert not picture.getexif()
    assert "Giàng A Páo".encode() not in answer.content
    assert len(answer.content) < 60_000
    assert answer["ETag"]


def test_a_made_up_width_is_not_drawn(client, world, held, one):
    _publish(world, held, {one.pk: "Lợp mái"})

    assert client.get(_address(held, one, 9999)).status_code == 404


def test_the_page_with_pictures_keeps_its_budget(client, world, held, statements):
    _publish(world, held, {each.pk: "Lợp mái" for each in Evidence.objects.order_by("pk")})
    client.get(f"/hoat-dong/{held.code}/")

    with statements() as counted:
        client.get(f"/hoat-dong/{held.code}/")

    assert counted.count <= 5, counted.sqls


def test_a_picture_that_is_taken_off_is_gone(client, world, held, one):
    _publish(world, held, {one.pk: "Lợp mái"})
    client.get(_address(held, one))

    _publish(world, held, {}, agreed=False)

    assert client.get(_address(held, one)).status_code == 404
    assert Entry.objects.filter(event="activities.PhotosPublished").count() == 2


def test_a_file_that_is_no_longer_there_is_not_found(client, world, held, one):
    _publish(world, held, {one.pk: "Lợp mái"})
    files.location(one.file.path).unlink()

    assert client.get(_address(held, one)).status_code == 404


def test_pictures_need_words_consent_and_an_end(world, held, one):
    with refused(errors.PhotoWordsMissing):
        _publish(world, held, {one.pk: "  "})
    with refused(errors.PhotoConsentMissing):
        _publish(world, held, {one.pk: "Lợp mái"}, agreed=False)
    with refused(Missing):
        _publish(world, held, {999_999: "Lợp mái"})
    with refused(NotAllowed):
        _publish(world, held, {one.pk: "Lợp mái"}, by=world.officer(world.binh_lu))
    Activity.objects.filter(pk=held.pk).update(state="RUNNING", opened_at=world.now)
    with refused(errors.WrongState):
        _publish(world, held, {one.pk: "Lợp mái"})
    assert not Evidence.objects.filter(published_at__isnull=False).exists()


def test_a_paper_is_no_picture(world, held):
    (paper,) = actions.add_evidence(
        by=world.system, activity_id=held.pk, paper="12-KH/ĐTN", now=world.now
    )

    with refused(Missing):
        _publish(world, held, {paper.pk: "Kế hoạch"})


def test_the_page_keeps_what_was_typed_when_it_is_refused(browser, desk, held, one):
    path = desk(f"hoat-dong/{held.pk}/anh-cong-khai/")
    sent = {"photo": [one.pk], f"caption-{one.pk}": "Lợp mái, bản Hồ Pên"}

    answer = browser.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy xác nhận người trong ảnh đã đồng ý" in page
    assert 'value="Lợp mái, bản Hồ Pên"' in page

    answer = browser.post(path, sent | {"consent": "on"}, follow=True)
    assert "Trang công khai đang có 1 ảnh." in answer.content.decode()


def test_a_ticked_picture_without_words_says_so_at_its_field(browser, desk, held, one):
    path = desk(f"hoat-dong/{held.pk}/anh-cong-khai/")

    page = browser.post(path, {"photo": [one.pk], "consent": "on"}).content.decode()

    assert f'id="caption-{one.pk}_error"' in page


def test_the_page_names_who_came_and_wants_no_picture_shown(desks, world):
    crowd = Crowd.at(world)
    crowd.scan(crowd.sign_up("Lò Thị Ón", "0912345678"))
    crowd.close()
    actions.add_evidence(
        by=world.system,
        activity_id=crowd.activity.pk,
        photos=[PhotoGiven(name="a.jpg", content=sideways_with_place())],
        now=world.now,
    )
    page = f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{crowd.activity.pk}/anh-cong-khai/"
    officer = desks.at(world.ta_leng)
    before = officer.get(page).content.decode()
    person = Person.objects.get(full_name="Lò Thị Ón")
    Consent.objects.create(
        person=person, purpose="PHOTOS", version=1, given_by="SELF", given_at=world.now,
        withdrawn_at=world.now,
    )  # fmt: skip

    after = officer.get(page).content.decode()

    assert "Lò Thị Ón" not in before
    assert "Không đăng ảnh có những người này" in after
    assert "Lò Thị Ón" in after
