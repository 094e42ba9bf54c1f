"""Compact signatures (JWS, ES256) by the instance, and what they prove."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Protocol

from django.conf import settings
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from aoxanh.documents.errors import KeyUnknown, SignatureInvalid
from aoxanh.documents.models.keyring import key_ring, leaked_since
from aoxanh.documents.types import KeyTold, SignedToken


_ALGORITHM = "ES256"
_LARGEST: Final = 512 * 1024
"""Signs of a token that is looked at at all; a list of revoked papers is the largest there is."""


class _Signed(Protocol):
    """What joserfc hands over to find the key: anything with headers."""

    def headers(self) -> Mapping[str, Any]: ...


def sign(payload: Mapping[str, object]) -> str:
    """``payload`` as compact JWS, signed with the instance's newest key. No clock, no database."""
    return _sign(payload, {"kid": key_ring().current.thumbprint()})


def sign_for_all(payload: Mapping[str, object], *, type_: str) -> str:
    """The same for outsiders: the header names what it is and the address at which the key is published."""
    return _sign(payload, {"typ": type_, "kid": key_address(key_ring().current.thumbprint())})


def key_address(name: str) -> str:
    """Where anyone fetches the public key ``name``."""
    return f"{settings.SITE_ADDRESS}/ghi-nhan/khoa/{name}.json"


def verify(token: str) -> dict[str, Any]:
    """What was signed. Raises ``KeyUnknown`` or ``SignatureInvalid`` unless a key of this instance signed all of it."""
    return verified(token).payload


def verified(token: str) -> SignedToken:
    """The same with the key, and since when it is not believed."""
    ring = key_ring()
    told = _opened(token, ring.keys)
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
        KeyTold(name, name == ring.current.thumbprint(), name == ring.coming, ring.leaked.get(name))
        for name in ring.keys
    ]


def _sign(payload: Mapping[str, object], head: Mapping[str, str]) -> str:
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    header = {"alg": _ALGORITHM, **head}
    return jws.serialize_compact(header, text.encode(), key_ring().current, algorithms=[_ALGORITHM])


def _published(name: str, key: ECKey) -> dict[str, Any]:
    told = {"kid": key_address(name), "use": "sig", "alg": _ALGORITHM}
    return key.as_dict(private=False) | told


def _name_in(kid: str) -> str:
    """``https://…/khoa/NAME.json`` and ``NAME`` name the same key."""
    return kid.rpartition("/")[2].removesuffix(".json")
