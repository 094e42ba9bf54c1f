"""Signatures prove what the instance signed, and nothing else."""

import base64
import json
import stat
import threading

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from aoxanh.documents import actions, queries
from aoxanh.documents.errors import KeyUnknown, SignatureInvalid
from aoxanh.documents.models import keyring


PAYLOAD = {"p": "7K3MQ9TD2X", "name": "Giàng Thị Mỷ"}


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEY_FOLDER = tmp_path / "keys"


def _signed_by(key, payload=PAYLOAD, kid=None):
    header = {"alg": "ES256", "kid": kid or key.thumbprint()}
    return jws.serialize_compact(header, json.dumps(payload).encode(), key, algorithms=["ES256"])


def test_what_was_signed_comes_back_whole():
    assert queries.verify(queries.sign(PAYLOAD)) == PAYLOAD


def test_the_same_is_signed_the_same_again():
    assert queries.sign(PAYLOAD) == queries.sign(PAYLOAD) != queries.sign(PAYLOAD | {"p": "0"})


def test_others_check_what_we_sign_and_we_what_was_signed_by_chance():
    key = keyring.key_ring().current

    assert json.loads(jws.deserialize_compact(queries.sign(PAYLOAD), key).payload) == PAYLOAD
    assert queries.verify(_signed_by(key)) == PAYLOAD


def test_no_sign_of_a_token_may_be_another():
    token = queries.sign(PAYLOAD)

    for place in range(0, len(token) - 1, 7):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(SignatureInvalid):
            queries.verify(token[:place] + other + token[place + 1 :])


def test_a_changed_payload_is_refused():
    header, _, signature = queries.sign(PAYLOAD).split(".")
    forged = base64.urlsafe_b64encode(json.dumps(PAYLOAD | {"p": "0"}).encode()).decode()

    with pytest.raises(SignatureInvalid):
        queries.verify(f"{header}.{forged.rstrip('=')}.{signature}")


@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "đ.đ.đ", "..", "eyJ.eyJ.", "a.b.c.d.e"])
def test_what_is_no_token_is_refused(token):
    with pytest.raises(SignatureInvalid):
        queries.verify(token)


def test_an_unsigned_token_is_refused():
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    body = base64.urlsafe_b64encode(json.dumps(PAYLOAD).encode()).decode().rstrip("=")

    with pytest.raises(SignatureInvalid):
        queries.verify(f"{header}.{body}.")


def test_a_signed_list_is_refused():
    ring = keyring.key_ring()

    with pytest.raises(SignatureInvalid):
        queries.verify(_signed_by(ring.current, payload=[1]))


def test_a_foreign_key_is_named_foreign():
    with pytest.raises(KeyUnknown):
        queries.verify(_signed_by(ECKey.generate_key("P-256")))


def test_a_foreign_key_under_our_name_is_a_forgery():
    forged = _signed_by(ECKey.generate_key("P-256"), kid=actions.ensure_keys())

    with pytest.raises(SignatureInvalid) as refusal:
        queries.verify(forged)

    assert not isinstance(refusal.value, KeyUnknown)


def test_what_an_old_key_signed_stays_valid_after_rotation():
    before, token = actions.ensure_keys(), queries.sign(PAYLOAD)

    after = actions.rotate_keys()

    assert after != before
    assert queries.verify(token) == PAYLOAD
    assert queries.verify(queries.sign(PAYLOAD)) == PAYLOAD
    told = [key["kid"] for key in queries.public_keys()["keys"]]
    assert told == [f"http://localhost:8000/ghi-nhan/khoa/{name}.json" for name in (before, after)]


def test_a_replaced_key_can_no_longer_sign():
    before = actions.ensure_keys()

    actions.rotate_keys()

    assert not keyring.key_ring().keys[before].is_private


def test_public_keys_hold_no_secret():
    assert all("d" not in key for key in queries.public_keys()["keys"])


def test_keys_are_readable_for_their_owner_only():
    actions.ensure_keys()
    actions.rotate_keys()

    modes = {stat.S_IMODE(path.stat().st_mode) for path in keyring.folder().iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(keyring.folder().stat().st_mode) == 0o700


def test_the_first_key_is_made_once_however_many_ask():
    found = set()
    start = threading.Barrier(6)

    def ask():
        start.wait()
        found.add(actions.ensure_keys())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 1
