"""Compact signatures (JWS, ES256) by the instance, and what they prove."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from hmac import compare_digest
from typing import Any, Final, Protocol

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from aoxanh.documents.errors import KeyUnknown, SignatureInvalid
from aoxanh.documents.models.keyring import KeyRing, key_ring, leaked_since
from aoxanh.documents.types import KeyTold, SignedToken


_ALGORITHM = "ES256"
_METHOD: Final = ECDSA(SHA256(), deterministic_signing=True)
"""No chance in it (RFC 6979): the same text is signed the same again."""

_HALF: Final = 32
"""Bytes of each of the two numbers that a signature is."""

_LARGEST: Final = 512 * 1024
"""Signs of a token that is looked at at all; a list of revoked papers is the largest there is."""


class _Signed(Protocol):
    """What joserfc hands over to find the key: anything with headers."""

    def headers(self) -> Mapping[str, Any]: ...


def sign(payload: Mapping[str, object]) -> str:
    """``payload`` as compact JWS, signed with the instance's newest key. No clock, no database."""
    ring = key_ring()
    return _signed(f"{_plain_head(ring.name)}.{_encoded(_compact(payload))}", ring.signer)


def sign_for_all(payload: Mapping[str, object], *, type_: str) -> str:
    """The same for outsiders: the header names what it is and the address at which the key is published."""
    ring = key_ring()
    head = {"alg": _ALGORITHM, "typ": type_, "kid": key_address(ring.name)}
    return _signed(f"{_encoded(_compact(head))}.{_encoded(_compact(payload))}", ring.signer)


def key_address(name: str) -> str:
    """Where anyone fetches the public key ``name``."""
    return f"{settings.SITE_ADDRESS}/ghi-nhan/khoa/{name}.json"


def verify(token: str) -> dict[str, Any]:
    """What was signed. Raises ``KeyUnknown`` or ``SignatureInvalid`` unless a key of this instance signed all of it."""
    return verified(token).payload


def verified(token: str) -> SignedToken:
    """The same with the key, and since when it is not believed."""
    ring = key_ring()
    told = _signed_again(token, ring) or _opened(token, ring.keys)
    return SignedToken(told.payload, told.type_, told.key, ring.leaked.get(told.key))


def sealed_anew_after() -> datetime | None:
    """When the last leak of a key was noted: papers sealed before are sealed anew when asked for again."""
    return key_ring().renewed_at


def verify_by(token: str, keys: Mapping[str, Any]) -> SignedToken:
    """What a token says that one of the published ``keys`` (a JWKS) signed. Raises what ``verify`` raises."""
    known, since = {}, {}
    for published in keys.get("keys", ()):
        try:
            key = ECKey.import_key(published)
        except (JoseError, ValueError, TypeError) as fault:
            raise SignatureInvalid from fault
        known[key.thumbprint()] = key
        since[key.thumbprint()] = leaked_since(published)
    told = _opened(token, known)
    return SignedToken(told.payload, told.type_, told.key, since[told.key])


def claimed(token: str) -> dict[str, Any]:
    """What a token says of itself, signed or not: only to find whose key to ask. Empty for what is no token."""
    try:
        payload = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    except (ValueError, IndexError, RecursionError):
        return {}
    return payload if isinstance(payload, dict) else {}


def _opened(token: str, keys: Mapping[str, ECKey]) -> SignedToken:
    """The token as signed by the key among ``keys`` that its header names, by id or by address."""
    named = []

    def key_of(signed: _Signed) -> ECKey:
        name = _name_in(str(signed.headers().get("kid", "")))
        if name not in keys:
            raise KeyUnknown
        named.append((name, str(signed.headers().get("typ", ""))))
        return keys[name]

    if len(token) > _LARGEST:
        raise SignatureInvalid
    try:
        found = jws.deserialize_compact(token.encode("ascii"), key_of, algorithms=[_ALGORITHM])
        payload = json.loads(found.payload)
    except (JoseError, ValueError, RecursionError) as fault:
        raise SignatureInvalid from fault
    if not isinstance(payload, dict):
        raise SignatureInvalid
    name, type_ = named[-1]
    return SignedToken(payload, type_, name, None)


def public_keys() -> dict[str, Any]:
    """The ring's public keys (JWKS): who holds them checks signatures without this system."""
    return {"keys": [_published(name, key) for name, key in key_ring().keys.items()]}


def public_key(name: str) -> dict[str, Any]:
    """One of them (JWK). Raises ``KeyUnknown``."""
    key = key_ring().keys.get(name)
    if key is None:
        raise KeyUnknown
    return _published(name, key)


def keys_told() -> list[KeyTold]:
    """The ring for its operator: each key, whether it signs or is to follow, since when it is not believed."""
    ring = key_ring()
    return [
        KeyTold(name, name == ring.name, name == ring.coming, ring.leaked.get(name))
        for name in ring.keys
    ]


def _signed_again(token: str, ring: KeyRing) -> SignedToken | None:
    """What a token says that our newest key signs the same again; None when the others have to be asked.

    Proves as much as checking the signature does, for whoever holds the key, and costs less than half.
    """
    text, _, _ = token.rpartition(".")
    head, _, payload = text.partition(".")
    if head != _plain_head(ring.name) or not token.isascii() or len(token) > _LARGEST:
        return None
    if not compare_digest(_signed(text, ring.signer), token):
        return None
    return SignedToken(json.loads(urlsafe_b64decode(payload + "==")), "", ring.name, None)


def _signed(text: str, signer: EllipticCurvePrivateKey) -> str:
    """``text`` with its signature: a compact JWS."""
    numbers = decode_dss_signature(signer.sign(text.encode("ascii"), _METHOD))
    return f"{text}.{_encoded(b''.join(each.to_bytes(_HALF, 'big') for each in numbers))}"


@lru_cache(maxsize=4)
def _plain_head(name: str) -> str:
    return _encoded(_compact({"alg": _ALGORITHM, "kid": name}))


def _compact(members: Mapping[str, object]) -> bytes:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def _published(name: str, key: ECKey) -> dict[str, Any]:
    told = {"kid": key_address(name), "use": "sig", "alg": _ALGORITHM}
    return key.as_dict(private=False) | told


def _name_in(kid: str) -> str:
    """``https://…/khoa/NAME.json`` and ``NAME`` name the same key."""
    return kid.rpartition("/")[2].removesuffix(".json")
