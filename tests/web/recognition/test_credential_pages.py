"""What outsiders fetch to check papers, and what holders take away."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from aoxanh.documents import actions as keys
from aoxanh.documents import queries as documents
from aoxanh.recognition import actions, queries
from aoxanh.recognition.models import RecognitionRuleRow
from aoxanh.recognition.types import Proof
from tests.recognition.service import Service
from tests.web.desks import Desks


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SITE_ADDRESS = "http://testserver"


@pytest.fixture
def service(world, now):
    built = Service(world).build()
    actions.load_recognition_rules(by=world.system, now=now)
    return built


@pytest.fixture
def issued(service):
    holder = service.person("Vàng A Sinh")
    service.serve(holder)
    return service.issue(holder)


def _told(client, address):
    answer = client.get(address.removeprefix("http://testserver"))
    assert answer.status_code == 200, address
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def test_every_address_a_credential_names_answers(client, issued, now):
    token = queries.credential_of(issued, now=now)
    payload = documents.claimed(token)
    signed = documents.verify_by(token, _told(client, "/ghi-nhan/khoa.json"))

    issuer = _told(client, payload["issuer"]["id"])
    achievement = _told(
        client, payload["credentialSubject"]["achievement"]["id"].rstrip("/") + ".json"
    )
    key = _told(client, documents.public_key(signed.key)["kid"])

    assert issuer["id"] == payload["iss"]
    assert achievement["id"] == payload["credentialSubject"]["achievement"]["id"]
    assert documents.verify_by(token, {"keys": [key]}).payload == payload
    assert client.get(achievement["id"]).status_code == 200
    assert client.get(payload["id"]).status_code == 200
    assert client.get(payload["credentialStatus"]["statusListCredential"]).status_code == 200


def test_the_bundle_lets_a_file_be_checked_without_the_portal(
    client, issued, now, settings, tmp_path
):
    paper = queries.paper_of(issued, now=now)
    bundle = client.get("/ghi-nhan/goi-kiem-tra.json").content
    settings.ISSUERS_FOLDER, settings.KEY_FOLDER = tmp_path / "issuers", tmp_path / "other"
    settings.SITE_ADDRESS = "https://khac.example"

    keys.keep_issuer(bundle, site="http://testserver")

    assert queries.prove(paper, now=timezone.now()).proof == Proof.HOLDS


def test_the_picture_of_a_badge_is_one_for_everyone_and_drawn_once(client, service, monkeypatch):
    address = f"/ghi-nhan/huy_hieu_tntn/huy-hieu/{service.world.ta_leng.code}.png"

    first = client.get(address)
    monkeypatch.setattr("aoxanh.documents.queries.typesetting._Compiler.png", None)
    again = client.get(address)

    assert first["Content-Type"] == "image/png"
    assert first.content == again.content
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in first
    page = client.get("/ghi-nhan/huy_hieu_tntn/").content.decode()
    assert 'src="/ghi-nhan/huy_hieu_tntn/huy-hieu.png"' in page


@pytest.mark.parametrize(
    "address",
    [
        "khong-co/",
        "khong-co/huy-hieu.png",
        "huy_hieu_tntn/huy-hieu/KHONGCO.png",
        "khong-co.json",
        "khoa/khong-co.json",
        "don-vi/KHONGCO.json",
        "don-vi/KHONGCO/2026-CN.jwt",
    ],
)
def test_what_is_not_there_is_not_found(client, service, address):
    assert client.get(f"/ghi-nhan/{address}").status_code == 404


def test_each_kind_of_paper_says_what_earns_it(client, service):
    page = client.get("/ghi-nhan/").content.decode()
    badge = client.get("/ghi-nhan/huy_hieu_tntn/").content.decode()

    assert all(row.name in page for row in RecognitionRuleRow.objects.order_by("pk"))
    assert "Cần ít nhất 30 giờ, 5 hoạt động." in badge


@pytest.fixture
def signed_in(world):
    """Somebody with a person's record, at their own pages."""

    desks = Desks(world)

    def as_person(person):
        account = desks.account(person.full_name)
        person.account = account
        person.save(update_fields=["account"])
        client = Client()
        client.force_login(account)
        return client

    return as_person


def test_the_holder_takes_the_credential_away_and_nobody_else(service, issued, world, signed_in):
    mine = signed_in(issued.person)

    answer = mine.get(f"/cua-toi/chung-nhan/{issued.pk}.jwt")

    assert answer["Content-Disposition"].endswith('.jwt"')
    assert queries.prove(answer.content, now=world.now).proof == Proof.UNSURE
    issued.person.account = None
    issued.person.save(update_fields=["account"])
    other = signed_in(service.person("Giàng A Páo"))
    assert other.get(f"/cua-toi/chung-nhan/{issued.pk}.jwt").status_code == 404


def test_a_paper_signed_with_a_leaked_key_says_so_on_its_page(client, issued, now):
    keys.give_up_key(name=keys.ensure_keys(), since=now, now=now)

    page = client.get(f"/chung-nhan/{issued.code}/").content.decode()

    assert "Khóa ký bị lộ từ 23/11/2026" in page
    assert "Hợp lệ" in page
