"""A device that makes and shows passkeys, in software."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData


ASKED_OWNER = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftwareKey:
    """One passkey for the host of tests; answers as a browser's script does, in JSON."""

    origin: str = "http://testserver"
    credential_id: bytes = field(default_factory=lambda: token_bytes(16))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    owner: str = ""

    def make(self, options: dict) -> str:
        """The answer to ``creation_options``."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        credential = AttestedCredentialData.create(
            bytes(16), self.credential_id, ES256.from_cryptography_key(self.private.public_key())
        )
        flags = ASKED_OWNER | AuthenticatorData.FLAG.AT
        told = AuthenticatorData.create(self._host(asked["rp"]["id"]), flags, 0, credential)
        client = self._client("webauthn.create", asked["challenge"])
        made = AttestationObject.create("none", told, {})
        return self._answer(clientDataJSON=_text(client), attestationObject=_text(bytes(made)))

    def show(self, options: dict, *, flags: AuthenticatorData.FLAG = ASKED_OWNER) -> str:
        """The answer to ``request_options``."""
        asked = options["publicKey"]
        told = AuthenticatorData.create(self._host(asked["rpId"]), flags, 1)
        client = self._client("webauthn.get", asked["challenge"])
        signature = self.private.sign(bytes(told) + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=_text(client),
            authenticatorData=_text(bytes(told)),
            signature=_text(signature),
            userHandle=self.owner,
        )

    def _host(self, host: str) -> bytes:
        return sha256(host.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, **response: str) -> str:
        name = _text(self.credential_id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )
