"""Credentials that outsiders accept: two verifiers that share nothing with the product, and what they refuse."""

import json
import subprocess
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

import jsonschema
import pytest
import time_machine
from joserfc.jwk import ECKey
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from openbadgeslib.ob3.status import check_credential_status

from aoxanh.documents import queries as documents
from aoxanh.kernel.errors import Missing
from aoxanh.recognition import actions, queries
from aoxanh.recognition.errors import CredentialNameless
from tests.activities.world import refused
from tests.recognition.earning import CLUBS, busy_club, load, scope_of


HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "open_badge_3.schema.json").read_text(encoding="utf-8"))
SITE = "https://tinhnguyen.example"


@pytest.fixture(autouse=True)
def _at_its_address(settings, now):
    """Outsiders read the clock."""
    settings.SITE_ADDRESS = SITE
    with time_machine.travel(now):
        yield


@pytest.fixture
def issued(service):
    holder = service.person("Giàng Thị Mỷ")
    service.serve(holder, 240)
    return service.issue(holder)


@pytest.fixture
def of_club(service, tmp_path, now):
    """The credential of a paper that a club earned."""
    load(service, tmp_path)
    paper = service.issue(busy_club(service), scope=scope_of(service, CLUBS))
    return queries.credential_of(paper, now=now)


@pytest.fixture
def token(issued, now):
    return queries.credential_of(issued, now=now)


def _payload(token):
    return json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))


def _changed(token, name="Mỷ", other="Mo"):
    """The same signature under another name."""
    head, body, signature = token.split(".")
    text = urlsafe_b64decode(body + "==").replace(name.encode(), other.encode())
    return ".".join((head, urlsafe_b64encode(text).decode().rstrip("="), signature))


def _pem(token):
    """The key, found as an outsider would: by its address in the header, among those published."""
    kid = json.loads(urlsafe_b64decode(token.split(".")[0] + "=="))["kid"]
    (found,) = [key for key in documents.public_keys()["keys"] if key["kid"] == kid]
    return ECKey.import_key(found).as_pem(private=False)


def _jose(token, issuer):
    """Verified by npm's jose in Node: what it said, and whether it accepted."""
    node = Path(sys.executable).with_name("node")
    keys = json.dumps(documents.public_keys())
    ran = subprocess.run(
        [node, HERE / "verify_with_jose.mjs", token, keys, issuer],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout, ran.returncode == 0


def test_the_credential_is_what_the_standard_asks_for(token, issued):
    payload = _payload(token)

    jsonschema.validate(payload, SCHEMA, format_checker=jsonschema.FormatChecker())

    subject = payload["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == "Giàng Thị Mỷ"
    assert subject["licenseNumber"] == issued.register_number
    assert payload["id"] == queries.address_of(issued)
    assert (payload["iss"], payload["jti"]) == (payload["issuer"]["id"], payload["id"])


def test_the_credential_says_how_its_hours_were_recorded(issued, now):
    issued.minutes_by_source = {"SCAN": 180, "LATE_UNKNOWN": 60}

    told = _payload(queries.credential_of(issued, now=now))["credentialSubject"]["narrative"]

    assert "quét mã 3 giờ" in told
    assert "qua liên hệ do đơn vị tổ chức khai 1 giờ" in told


def test_the_schema_refuses_a_credential_without_achievement(token):
    payload = _payload(token)
    del payload["credentialSubject"]["achievement"]

    with pytest.raises(jsonschema.ValidationError, match="achievement"):
        jsonschema.validate(payload, SCHEMA)


def test_a_badge_library_accepts_it_and_refuses_a_tampered_one(token):
    verifier = OB3Verifier(_pem(token))

    assert verifier.verify(token).achievement.name.startswith("Giấy chứng nhận tham gia")
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        verifier.verify(_changed(token))


def test_a_javascript_library_accepts_it_and_refuses_a_tampered_one(token):
    issuer = _payload(token)["iss"]

    assert _jose(token, issuer) == ("Giàng Thị Mỷ", True)
    assert _jose(_changed(token), issuer) == ("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", False)


def test_both_accept_the_credential_of_a_club_with_the_picture_of_its_badge(of_club):
    payload = _payload(of_club)

    jsonschema.validate(payload, SCHEMA, format_checker=jsonschema.FormatChecker())
    read = OB3Verifier(_pem(of_club)).verify(of_club)

    assert read.achievement.name.startswith("Giấy chứng nhận Câu lạc bộ")
    assert payload["credentialSubject"]["achievement"]["image"]["type"] == "Image"
    assert _jose(of_club, payload["iss"]) == ("Đoàn Áo xanh", True)
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        OB3Verifier(_pem(of_club)).verify(_changed(of_club, "Áo", "Ao-"))


def _listed(token, now):
    entry = queries.prove(token.encode(), now=now)  # reads nothing of the register
    assert entry.facts
    status = _payload(token)["credentialStatus"]
    code, register = status["statusListCredential"].split("/")[-2:]
    year, _, series = register.removesuffix(".jwt").partition("-")
    return queries.status_list(unit=code, year=int(year), series=series, now=now)


def _status_told(token, list_token):
    """What the badge library makes of the published list."""
    credential = OB3Verifier(_pem(token)).verify(token)
    check_credential_status(
        credential,
        download=lambda _address, **_options: list_token.encode(),
        verify_list=True,
        list_pubkey_pem=_pem(token),
    )


def test_a_badge_library_reads_from_the_list_what_was_revoked(service, issued, token, now):
    other = service.person("Vàng A Páo")
    service.serve(other)
    kept = queries.credential_of(service.issue(other), now=now)
    _status_told(token, _listed(token, now))

    actions.revoke(by=service.officer, certificate_id=issued.pk, reason="Sai giờ", now=now)

    with pytest.raises(OB3VerificationError, match="'revocation' is set at index 1"):
        _status_told(token, _listed(token, now))
    _status_told(kept, _listed(kept, now))


def test_list_and_keys_hold_nothing_personal(service, issued, token, now):
    actions.revoke(by=service.officer, certificate_id=issued.pk, reason="Sai giờ", now=now)

    told = json.dumps([_payload(_listed(token, now)), documents.public_keys()], ensure_ascii=False)

    assert not any(word in told for word in ("Mỷ", "Giàng", issued.code, "Sai giờ", '"d"'))


def test_an_erased_holder_has_no_credential(issued, now):
    issued.person_name = ""

    with refused(CredentialNameless):
        queries.credential_of(issued, now=now)


def test_a_register_that_is_not_there_has_no_list(service, now):
    with pytest.raises(Missing):
        queries.status_list(unit=service.world.ta_leng.code, year=2020, series="CN", now=now)
