"""What one client does again and again: against the product, and against the limits."""

import html
import json
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, cycle
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from bench.wire import Answer, Connection, Unexpected


Step = Callable[[], None]
Journey = Callable[[Connection, int], Step]
"""Given a connection and the client's number, gets ready and returns the step to repeat."""

LIST = "/hoat-dong/"
SIGN_IN = "/dang-nhap/"
_ACTIVITY = re.compile(r'href="(/hoat-dong/[0-9A-Z]{10}/)"')
_TOKEN = re.compile(r'name="form" value="([^"]+)"')
_SLOT = re.compile(r'<input(?=[^>]*name="slots")(?![^>]*disabled)[^>]*value="([^"]+)"')
_CSRF = re.compile(r'name="csrf(?:middlewaretoken" value|-token" content)="([^"]+)"')
_LIST_PAGES = 16
_BLOCK = 25
BATCH = 500
"""Scans that a phone sends at once when it has a signal again."""
_FAMILIES = ("Giàng", "Lò", "Vàng", "Tẩn", "Nguyễn", "Lý", "Chang", "Phùng", "Đèo", "Hoàng")
_MIDDLES = ("A", "Thị", "Văn", "Láo", "Mỹ", "Xuân", "Thu", "Đức", "Minh", "Ngọc")
_GIVEN = ("Páo", "Mỷ", "Sinh", "Dế", "Hương", "Tả", "Chu", "Lan", "Thắng", "Én")
_CARRIERS = ("090", "091", "093", "094", "096", "097", "098")


@dataclass(frozen=True, slots=True)
class Form:
    """The sign-up form of an activity as its page shows it."""

    path: str
    token: str
    slot: str


def _expect(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.body.decode(errors="replace")))
        raise Unexpected(f"{answer.status} instead of {status}: {told[:600]}")
    return answer


def activities(client: Connection, number: int) -> list[str]:
    """The activities on one page of the list; each client begins at another page."""
    for page in (number % _LIST_PAGES + 1, 1):
        text = _expect(client.get(f"{LIST}?trang={page}"), 200).body.decode()
        found = list(dict.fromkeys(_ACTIVITY.findall(text)))
        if found:
            return found
    raise Unexpected("the list shows no activity")


def _forms(client: Connection, path: str) -> list[Form]:
    text = _expect(client.get(path), 200).body.decode()
    token = _TOKEN.search(text)
    if token is None:
        return []
    form = html.unescape(token[1])
    return [Form(path, form, slot) for slot in _SLOT.findall(text)]


class People:
    """Invented volunteers, each with a phone of their own."""

    def __init__(self, number: int) -> None:
        self._dice = random.Random()  # noqa: S311  invented people, no secret
        self._next = self._dice.randrange(10_000_000)
        self._carrier = _CARRIERS[number % len(_CARRIERS)]

    def one(self) -> dict[str, str]:
        """Name and contact."""
        self._next = (self._next + 1) % 10_000_000
        words = (self._dice.choice(part) for part in (_FAMILIES, _MIDDLES, _GIVEN))
        return {"full_name": " ".join(words), "contact": f"{self._carrier}{self._next:07d}"}


def sign_up(client: Connection, number: int, *, paths: Sequence[str] = ()) -> Step:
    """A guest keeps a place, at ``paths`` or at what the list shows: the form sent, 303 to the pass."""
    shown = paths or activities(client, number)
    return _sign_up(client, number, [form for path in shown for form in _forms(client, path)])


def hot(client: Connection, number: int) -> Step:
    """A guest keeps a place in the one shift that everybody wants."""
    path = activities(client, 0)[0]
    return _sign_up(client, number, _forms(client, path)[:1])


def _sign_up(client: Connection, number: int, forms: Sequence[Form]) -> Step:
    if not forms:
        raise Unexpected("no activity takes sign-ups")
    people, turns = People(number), cycle(forms)

    def step() -> None:
        form = next(turns)
        fields = {"form": form.token, "slots": form.slot} | people.one()
        _expect(client.submit(f"{form.path}dang-ky/", fields), 303)

    return step


def visit(client: Connection, number: int, *, paths: Sequence[str] = ()) -> Step:
    """A visitor's whole way in three requests: the activity, the form sent, the pass."""
    people = People(number)
    shown = paths or activities(client, number)
    turns = cycle([path for path in shown if _forms(client, path)])

    def step() -> None:
        form = _forms(client, next(turns))[0]
        fields = {"form": form.token, "slots": form.slot} | people.one()
        kept = _expect(client.submit(f"{form.path}dang-ky/", fields), 303)
        _expect(client.get(kept.header("location")), 200)

    return step


def page(client: Connection, number: int) -> Step:  # noqa: ARG001  every client asks the same
    """One activity's page on a first visit, asked for by everybody."""
    path = activities(client, 0)[0]

    def step() -> None:
        _expect(client.get(path), 200)

    return step


def pages(client: Connection, number: int, *, paths: Sequence[str] = ()) -> Step:
    """Activities' pages on a first visit, each client on 24 others."""
    turns = cycle(paths or activities(client, number))

    def step() -> None:
        _expect(client.get(next(turns)), 200)

    return step


def revisit(client: Connection, number: int) -> Step:
    """An activity's page for who has it already: If-None-Match, 304."""
    path = activities(client, number)[0]
    kept = [client.get(path).header("etag")]

    def step() -> None:
        answer = client.get(path, If_None_Match=kept[0])
        if answer.status == 200:  # the form's token is renewed from time to time
            kept[0] = answer.header("etag")
        else:
            _expect(answer, 304)

    return step


def activity_list(client: Connection, number: int) -> Step:  # noqa: ARG001  every client asks the same
    """The first page of the list of activities."""

    def step() -> None:
        _expect(client.get(LIST), 200)

    return step


def searches(client: Connection, number: int) -> Step:
    """The list of activities by words that nobody asked for before."""
    people = People(number)

    def step() -> None:
        _expect(client.get(f"{LIST}?{urlencode({'q': people.one()['full_name']})}"), 200)

    return step


def check_in_signed_in(door_file: Path) -> Journey:
    """A signed-in officer's page sends a scan of a pass not scanned before."""

    def journey(client: Connection, number: int) -> Step:
        door = json.loads(door_file.read_text(encoding="utf-8"))
        _sign_in(client, door["contact"], door["password"])
        passes = _unscanned(door["passes"], door_file)
        token = _csrf(client, door["page"])

        def step() -> None:
            body = json.dumps({"scans": [_scan(next(passes), f"bench-{number}")]}).encode()
            answer = client.post(
                door["send"], body, Content_Type="application/json", X_CSRFToken=token
            )
            results = json.loads(_expect(answer, 200).body)["results"]
            if not all(each["accepted"] for each in results):
                raise Unexpected(answer.body.decode()[:600])

        return step

    return journey


def check_in(door_file: Path) -> Journey:
    """A phone made ready for a door sends each scan at once, as it does while it has a signal."""
    return _phone(door_file, at_once=1, offline=False)


def batch(door_file: Path) -> Journey:
    """A phone that has a signal again sends ``BATCH`` scans it kept, of passes not scanned before."""
    return _phone(door_file, at_once=BATCH, offline=True)


def _phone(door_file: Path, *, at_once: int, offline: bool) -> Journey:
    """Sends with its own secret and nobody signed in."""

    def journey(client: Connection, number: int) -> Step:
        door = json.loads(door_file.read_text(encoding="utf-8"))
        passes = _unscanned(door["passes"], door_file)
        numbers = count(1)
        secret = f"Bearer {door['phones'][number % len(door['phones'])]}"

        def step() -> None:
            scans = [
                _scan(next(passes), "") | {"sequence": next(numbers), "offline": offline}
                for _ in range(at_once)
            ]
            body = json.dumps({"sent_at": _now(), "scans": scans}).encode()
            answer = client.post(
                door["keep"], body, Content_Type="application/json", Authorization=secret
            )
            results = json.loads(_expect(answer, 200).body)["results"]
            if len(results) < at_once or any(each["reason"] for each in results):
                raise Unexpected(answer.body.decode()[:600])

        return step

    return journey


def _scan(raw: str, device: str) -> dict[str, object]:
    return {
        "uuid": str(uuid4()),
        "raw": raw,
        "direction": "IN",
        "device_at": _now(),
        "device_id": device,
        "offline": False,
    }


def _now() -> str:
    return datetime.fromtimestamp(time.time(), UTC).isoformat()


def _unscanned(passes: list[str], door_file: Path) -> Iterator[str]:
    """Passes that no other client and no earlier run has: claimed by the block."""
    for first in range(0, len(passes), _BLOCK):
        try:
            door_file.with_name(f"{door_file.name}.{first}").touch(exist_ok=False)
        except FileExistsError:
            continue
        yield from passes[first : first + _BLOCK]
    raise Unexpected("all passes were scanned: seed more, or measure for a shorter time")


def _csrf(client: Connection, path: str) -> str:
    found = _CSRF.search(_expect(client.get(path), 200).body.decode())
    if found is None:
        raise Unexpected(f"{path} holds no form")
    return found[1]


def _sign_in(client: Connection, contact: str, password: str) -> None:
    fields = {
        "csrfmiddlewaretoken": _csrf(client, SIGN_IN),
        "login": contact,
        "password": password,
    }
    _expect(client.submit(SIGN_IN, fields), 302)


def address(path: str) -> Journey:
    """GET of one address that answers 200."""

    def journey(client: Connection, number: int) -> Step:  # noqa: ARG001  every client asks the same
        def step() -> None:
            _expect(client.get(path), 200)

        return step

    return journey


def limit_write(path: str, *, rows: int) -> Journey:
    """A view of the one-file application that writes, for one of ``rows`` in turn."""

    def journey(client: Connection, number: int) -> Step:
        people = People(number)
        turns = cycle(range(1 + number * rows // 8, 1 + (number + 1) * rows // 8))

        def step() -> None:
            fields = {"shift": str(next(turns))} | people.one()
            _expect(client.submit(path, fields), 200)

        return step

    return journey
