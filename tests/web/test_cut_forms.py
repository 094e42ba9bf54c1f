"""Forms and files that arrive cut, doubled, too long or in pieces no browser makes: refused, never a fault."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.files.uploads import picture


pytestmark = pytest.mark.django_db


def _part(disposition, content, *more):
    heads = "".join(
        f"{line}\r\n" for line in (f"Content-Disposition: form-data; {disposition}", *more)
    )
    return b"--b\r\n" + heads.encode() + b"\r\n" + content + b"\r\n"


WORDS = _part('name="caption"', "Đường mới".encode())
PHOTO = _part('name="photos"; filename="a.jpg"', picture(), "Content-Type: image/jpeg")
END = b"--b--\r\n"
MULTIPART, URLENCODED = "multipart/form-data; boundary=b", "application/x-www-form-urlencoded"

ODD = {
    "nothing": (MULTIPART, b""),
    "no boundary": ("multipart/form-data", WORDS + END),
    "a long boundary": (f"multipart/form-data; boundary={'b' * 10_000}", WORDS + END),
    "an unheard-of one": ("multipart/form-data; boundary=ò", WORDS + END),
    "no end": (MULTIPART, WORDS + PHOTO),
    "no name": (MULTIPART, _part("", b"x") + END),
    "a name in letters of nobody": (MULTIPART, _part("name*=klingon''a%20b", b"x") + END),
    "a name in no letters": (MULTIPART, _part("name*=rot13''a%20b", b"x") + END),
    "a file in letters of nobody": (MULTIPART, _part("name=photos; filename*=klingon''a", b"x") + END),
    "a thousand pieces of a name": (MULTIPART, _part("".join(f"name*{n}=a; " for n in range(1000)), b"x") + END),
    "a piece of no number": (MULTIPART, _part(f"name*{'9' * 5000}=a", b"x") + END),
    "long heads": (MULTIPART, _part('name="a"', b"x", *(f"X-{n}: {'y' * 900}" for n in range(100))) + END),
    "heads of no letters": (MULTIPART, b"--b\r\n\xff\xfe: \x00\r\n\r\nx\r\n" + END),
    "no base64": (MULTIPART, _part('name="a"', b"***", "Content-Transfer-Encoding: base64") + END),
    "a file of no base64": (
        MULTIPART,
        _part('name="photos"; filename="a.jpg"', b"*" * 99, "Content-Transfer-Encoding: base64") + END,
    ),
    "a file without a name": (MULTIPART, _part('name="photos"; filename=""', b"x") + END),
    "a file called by no sign": (MULTIPART, _part('name="photos"; filename="\x01\u202e.."', b"x") + END),
    "a length that is none": (MULTIPART, _part('name="photos"; filename="a"', b"x", "Content-Length: -1") + END),
    "everything twice": (MULTIPART, (WORDS + PHOTO) * 2 + END),
    "a file for a word and a word for a file": (
        MULTIPART,
        _part('name="caption"; filename="a.txt"', b"x") + _part('name="photos"', b"x") + END,
    ),
    "two hundred files": (MULTIPART, PHOTO.replace(picture(), b"x") * 200 + END),
    "three thousand words": (MULTIPART, WORDS * 3000 + END),
    "ten megabytes of one word": (MULTIPART, _part('name="caption"', b"x" * 10**7) + END),
    "ten megabytes of one name": (URLENCODED, b"x" * 10**7),
    "ten megabytes of signs": (URLENCODED, b"caption=" + b"%" * 10**7),
    "ten megabytes of words": (URLENCODED, b"a=1&" * 2_500_000),
    "halves of signs": (URLENCODED, b"caption=%ED%A0%80&%FF=%C0%80"),
}  # fmt: skip


@pytest.fixture
def doors(desks, world, crowd):
    """A form with files of an officer, one that anybody may send, and one without its token."""
    officer = desks.at(world.ta_leng)
    evidence = reverse("manage:evidence_add", args=[world.ta_leng.pk, crowd.activity.pk])
    public = reverse("activities:sign_up", args=[crowd.activity.code])
    told = {"sec-fetch-site": "same-origin"}
    return [
        lambda kind, body: officer.post(evidence, body, content_type=kind),
        lambda kind, body: Client(headers=told).post(public, body, content_type=kind),
        lambda kind, body: Client(enforce_csrf_checks=True).post(evidence, body, content_type=kind),
    ]


@pytest.mark.parametrize("odd", ODD)
def test_what_no_browser_sends_is_no_fault(doors, odd):
    for send in doors:
        assert send(*ODD[odd]).status_code < 500


def test_a_form_cut_anywhere_is_no_fault(doors):
    whole = WORDS + PHOTO[:200] + b"\r\n" + END

    for length in range(0, len(whole), 3):
        for send in doors:
            assert send(MULTIPART, whole[:length]).status_code < 500, length
