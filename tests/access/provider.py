"""A small OpenID Connect provider on this machine: what an agency's sign-in answers, no more."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwk, jwt


SOON = 0.01
"""How often, in seconds, a server looks whether it is to end."""


@dataclass
class Provider:
    """Says that whoever comes is ``person``; checks the client, its secret, PKCE and one use of each code."""

    client: str
    secret: str
    person: dict = field(default_factory=dict)
    refuses: bool = False
    issuer: str = ""
    """Another than its address, when it lies about itself."""
    claims: dict = field(default_factory=dict)
    """Said in its tokens instead of what is true."""
    other_key: jwk.RSAKey | None = None
    """Signs instead of the one it publishes."""
    codes: dict = field(default_factory=dict)
    key: jwk.RSAKey = field(
        default_factory=lambda: jwk.RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256"})
    )
    server: ThreadingHTTPServer | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> "Provider":
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self.server.serve_forever, args=(SOON,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def configuration(self) -> dict:
        return {
            "issuer": self.issuer or self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict) -> str:
        """Where the browser goes on."""
        if self.refuses:
            answer = {"error": "access_denied", "state": asked["state"]}
        else:
            code = token_urlsafe(12)
            self.codes[code] = asked["code_challenge"]
            answer = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, asked: dict) -> tuple[int, dict]:
        challenge = self.codes.pop(asked.get("code"), None)
        verifier = sha256(asked.get("code_verifier", "").encode()).digest()
        known = (asked.get("client_id"), asked.get("client_secret")) == (self.client, self.secret)
        if not known or challenge != urlsafe_b64encode(verifier).decode().rstrip("="):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.address, "aud": self.client, "iat": now, "exp": now + 60}
        told = claims | self.person | self.claims
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, told, self.other_key or self.key)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": signed}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            address = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            if address.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.end_headers()
            elif address.path == "/userinfo":
                self._json(200, provider.person)
            elif address.path == "/keys":
                self._json(200, {"keys": [provider.key.as_dict(private=False)]})
            else:
                self._json(200, provider.configuration())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            self._json(*provider.token(asked))

        def _json(self, status, answer):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_):
            return

    return Handler
