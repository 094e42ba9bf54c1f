"""Compact signatures (JWS, ES256) by the instance, and what they prove."""

import json
from collections.abc import Mapping
from typing import Any, Protocol

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from aoxanh.documents.errors import KeyUnknown, SignatureInvalid
from aoxanh.documents.models.keyring import key_ring


_ALGORITHM = "ES256"


class _Signed(Protocol):
    """What joserfc hands over to find the key: anything with headers."""

    def headers(self) -> Mapping[str, Any]: ...


def sign(payload: Mapping[str, object]) -> str:
    """``payload`` as compact JWS, signed with the instance's newest key. No clock, no database."""
    current = key_ring().current
    header = {"alg": _ALGORITHM, "kid": current.thumbprint()}
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return jws.serialize_compact(header, text.encode(), current, algorithms=[_ALGORITHM])


def verify(token: str) -> dict[str, Any]:
    """What was signed. Raises ``KeyUnknown`` or ``SignatureInvalid`` unless a key of this instance signed all of it."""
    try:
        found = jws.deserialize_compact(token.encode("ascii"), _key_named, algorithms=[_ALGORITHM])
        payload = json.loads(found.payload)
    except (JoseError, ValueError) as fault:
        raise SignatureInvalid from fault
    if not isinstance(payload, dict):
        raise SignatureInvalid
    return payload


def public_keys() -> dict[str, Any]:
    """The ring's public keys (JWKS): who holds them checks signatures without this system."""
    keys = key_ring().keys.items()
    return {
        "keys": [
            key.as_dict(private=False) | {"kid": name, "use": "sig", "alg": _ALGORITHM}
            for name, key in keys
        ]
    }


def _key_named(token: _Signed) -> ECKey:
    key = key_ring().keys.get(str(token.headers().get("kid", "")))
    if key is None:
        raise KeyUnknown
    return key
