"""A lean HTTP/1.1 client, so that the load client takes little of the cores it shares with the server."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit


KEPT_FOR = 50
"""Requests on one connection: a new one now and then spreads clients evenly over the server's processes."""

_PATIENCE_SECONDS = 30
_BODILESS = (204, 304)


class Unexpected(RuntimeError):
    """The server answered what the journey does not know."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, head as sent, body as sent."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """The header's value, "" when there is none."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.decode().lower() == name:
                return value.strip().decode()
        return ""


class Connection:
    """One client: a kept connection and the cookies it was given."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._place = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._host = f"Host: {parts.netloc}\r\n"
        self._socket: socket.socket | None = None
        self._asked = 0
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to GET. Header names are written with underscores."""
        return self._ask("GET", path, b"", headers)

    def submit(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """The answer to a form."""
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.post(path, urlencode(fields).encode(), **kind, **headers)

    def post(self, path: str, body: bytes, **headers: str) -> Answer:
        """The answer to ``body``, sent as our own page would."""
        return self._ask("POST", path, body, {"Sec_Fetch_Site": "same-origin"} | headers)

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        lines = [f"{method} {path} HTTP/1.1\r\n", self._host]
        lines += [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
        if self.cookies:
            pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            lines.append(f"Cookie: {pairs}\r\n")
        if body:
            lines.append(f"Content-Length: {len(body)}\r\n")
        lines.append("\r\n")
        self._open().sendall("".join(lines).encode() + body)
        answer = self._read()
        self._keep_cookies(answer)
        return answer

    def _open(self) -> socket.socket:
        if self._socket is None or self._asked >= KEPT_FOR:
            self.close()
            self._socket = socket.create_connection(self._place, timeout=_PATIENCE_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._asked = 0
        self._asked += 1
        return self._socket

    def _read(self) -> Answer:
        head, _, body = self._more(b"", until_head=True).partition(b"\r\n\r\n")
        answer = Answer(int(head[9:12]), head, body)
        if answer.status in _BODILESS:
            return answer
        length = answer.header("content-length")
        if not length:
            raise Unexpected(f"an answer without its length: {head!r}")
        while len(body) < int(length):
            body = self._more(body, until_head=False)
        return Answer(answer.status, head, body)

    def _more(self, held: bytes, *, until_head: bool) -> bytes:
        assert self._socket is not None  # noqa: S101  opened before every question
        while True:
            part = self._socket.recv(65536)
            if not part:
                raise Unexpected("the server closed the connection")
            held += part
            if not until_head or b"\r\n\r\n" in held:
                return held

    def _keep_cookies(self, answer: Answer) -> None:
        if b"et-cookie:" not in answer.head.lower():
            return
        for line in answer.head.decode().split("\r\n"):
            name, _, value = line.partition(":")
            if name.lower() == "set-cookie":
                key, _, content = value.strip().split(";")[0].partition("=")
                self.cookies[key] = content

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
