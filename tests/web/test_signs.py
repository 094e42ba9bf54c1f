"""Signs that no column or paper holds are left out of what forms send, on every page and both databases."""

import pytest
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.urls import reverse

from aoxanh.practices.models import Practice
from aoxanh.web.signs import SignsThatTextHolds


KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b")
URLENCODED = b"a=x%00y&a=%01&b%1B=z&c=1%0B2%0D%0A3%09"
PARTS = (("a", "x\0y"), ("a", "\1"), ("b\x1b", "z"), ("c", "1\v2\r\n3\t"))
MULTIPART = b"".join(
    f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, value in PARTS
)


def _read(kind, body):
    request = RequestFactory().generic("POST", "/", body, content_type=kind)
    SignsThatTextHolds(lambda _request: HttpResponse()).process_view(request, None, (), {})
    return request.POST


@pytest.mark.parametrize(
    ("kind", "body"), [(KINDS[0], URLENCODED), (KINDS[1], MULTIPART + b"--b--\r\n")]
)
def test_forms_come_without_it_names_and_values_alike(kind, body):
    assert dict(_read(kind, body).lists()) == {
        "a": ["xy", ""],
        "b": ["z"],
        "c": ["1\n2\r\n3\t"],
    }


def test_a_form_without_it_is_left_as_it_is():
    read = _read(KINDS[0], b"a=1&b=2")

    assert type(read) is QueryDict
    assert read.urlencode() == "a=1&b=2"


def test_what_is_sent_as_json_is_not_read_here():
    request = RequestFactory().generic("POST", "/", b'{"a": 1}', content_type="application/json")

    assert SignsThatTextHolds(lambda _: HttpResponse()).process_view(request, None, (), {}) is None
    assert request.body == b'{"a": 1}'


@pytest.mark.django_db
def test_what_an_officer_pastes_with_it_is_kept(desks, world):
    given = {
        "title": "Thứ bảy\0 tình\x01 nguyện", "year": "2026", "kind": "PRACTICE", "content": "Mỗi tuần\0một buổi",
    }  # fmt: skip

    answer = desks.at(world.ta_leng).post(f"/dieu-phoi/{world.ta_leng.pk}/mo-hinh/moi/", given)

    assert answer.status_code == 302
    assert Practice.objects.get().title == "Thứ bảy tình nguyện"


@pytest.mark.django_db
def test_nobody_is_looked_for_by_it(client, world):
    answer = client.post(
        reverse("certificates:commendation_match"), {"name": "Lò\0", "so": "1\0", "nam": "2026"}
    )

    assert answer.status_code < 500
