"""Who holds the paper types the name and is told whether it matches, and nothing more."""

import pytest

from aoxanh.people import actions as people
from aoxanh.web.guards import form_token
from tests.recognition.service import Service


SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def certificate(world):
    service = Service(world).build()
    person = service.person("Vàng A Sinh")
    service.serve(person)
    return service.issue(person)


def _typed(client, certificate, name, **changes):
    fields = {"form": form_token(), "name": name} | changes
    return client.post(f"/chung-nhan/{certificate.code}/doi-chieu/", fields, **SAME_ORIGIN)


def test_the_name_of_the_paper_matches_with_and_without_diacritics(client, certificate):
    right, wrong = (_typed(client, certificate, name) for name in ("vang a sinh", "Vàng A Páo"))

    assert right.status_code == wrong.status_code == 200
    assert right.context["matches"] is True
    assert wrong.context["matches"] is False
    assert "Vàng A Sinh" not in wrong.content.decode()


def test_a_paper_whose_holder_is_erased_holds_and_accuses_nobody(client, certificate, world):
    people.erase(by=world.system, person_id=certificate.person_id, now=world.now)

    page = client.get(f"/chung-nhan/{certificate.code}/").content.decode()
    typed = _typed(client, certificate, "Vàng A Sinh").content.decode()

    for told in (page, typed):
        assert "Hợp lệ" in told
        assert "cổng không còn tên để đối chiếu" in told
        assert "có thể đã bị sửa" not in told
        assert 'name="name"' not in told


def test_an_empty_name_is_no_answer(client, certificate):
    assert _typed(client, certificate, "  ").context["matches"] is None


def test_an_old_form_leads_back_to_the_page(client, certificate):
    answer = _typed(client, certificate, "Vàng A Sinh", form="cũ")

    assert (answer.status_code, answer["Location"]) == (302, f"/chung-nhan/{certificate.code}/")


def test_asking_too_often_is_refused(client, certificate, settings):
    settings.LOOKUPS_PER_MINUTE = 1

    first, second = (_typed(client, certificate, "Vàng A Sinh") for _ in range(2))
    shown = [client.get(f"/chung-nhan/{certificate.code}/").status_code for _ in range(2)]

    assert (first.status_code, second.status_code) == (200, 429)
    assert shown == [200, 429]


@pytest.mark.parametrize(
    ("typed", "path"),
    [(" ab12-cd34 ", "/chung-nhan/AB12-CD34/"), ("???", "/chung-nhan/0/")],
)
def test_a_code_in_the_field_leads_to_its_page(client, world, typed, path):
    answer = client.get("/chung-nhan/", {"ma": typed})

    assert (answer.status_code, answer["Location"]) == (302, path)
