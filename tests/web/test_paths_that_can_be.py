"""Addresses that no page of ours names are not there, whoever asks; nothing looks for them."""

import pytest


pytestmark = pytest.mark.django_db

TOO_MANY = 2**63


@pytest.fixture
def desk(desks, world):
    return desks.at(world.ta_leng)


@pytest.mark.parametrize(
    "path",
    [
        f"/dieu-phoi/{TOO_MANY}/hoat-dong/",
        "/dieu-phoi/{unit}/hoat-dong/" + f"{TOO_MANY}/",
        "/cua-toi/gio/99999.pdf",
        "/cua-toi/gio/0.pdf",
        "/h/a%00b/",
    ],
)
def test_numbers_no_column_holds_and_signs_no_text_holds_are_not_there(desk, world, path):
    answer = desk.get(path.replace("{unit}", str(world.ta_leng.pk)))

    assert answer.status_code == 404


def test_a_question_with_a_sign_no_text_holds_is_refused(client, world):
    assert client.get("/hoat-dong/?q=a%00").status_code == 400
