"""More clients than a server can answer: each asks, waits for its answer, and asks again at once."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.journeys import People
from bench.wire import Connection
from tests.drills.serving import form_of, shared_count, together


PATIENCE = 30.0
PROOF = "a" * 32
"""What a browser sends back as cookie and in the form."""


@dataclass
class Heard:
    """What a crowd was told: (when, seconds waited, status, when to come back) of each answer, and what went wrong."""

    answers: list[tuple[float, float, int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    """Passes that were kept."""

    def waits(self, *statuses, since=0.0):
        return sorted(
            wait for at, wait, status, _ in self.answers if status in statuses and at >= since
        )

    def statuses(self):
        return {status for _, _, status, _ in self.answers}

    def lasted(self, status):
        """Seconds from the first question to the last answer of this status."""
        began = min(at - wait for at, wait, *_ in self.answers)
        return max(at for at, _, said, _ in self.answers if said == status) - began


def part(waits, share):
    """The wait that ``share`` of them do not exceed."""
    return waits[min(len(waits) - 1, int(len(waits) * share))] if waits else 0.0


def crowd(address, number, start, *, code, slot, each, seconds):
    """One process's share of the crowd."""
    client = Connection(address)
    token = form_of(client, code)
    client.close()
    return asyncio.run(_crowd(address, number, start, token, code, slot, each, seconds))


async def _crowd(address, number, start, token, code, slot, each, seconds):
    heard, people = Heard(), People(number)
    await asyncio.sleep(max(0.0, start - time.time()))
    until = time.monotonic() + seconds
    asking = [
        _ask_again(address, heard, people, {"form": token, "slots": str(slot)}, code, until)
        for _ in range(each)
    ]
    await asyncio.gather(*asking)
    return heard


async def _ask_again(address, heard, people, fields, code, until):
    place = urlsplit(address)
    while time.monotonic() < until:
        try:
            reader, writer = await asyncio.open_connection(place.hostname, place.port)
            while time.monotonic() < until:
                sent = _form(place.netloc, code, fields | people.one())
                status, _ = await _send(reader, writer, sent, heard)
                await asyncio.sleep(0.1 if status == 503 else 0)
            writer.close()
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as fault:
            heard.faults.append(repr(fault))


async def _send(reader, writer, words, heard):
    """(status, headers) of the answer to ``words``."""
    began = time.monotonic()
    writer.write(words)
    status, headers = await asyncio.wait_for(_answer(reader), PATIENCE)
    again = headers.get("retry-after", "")
    heard.answers.append((time.time(), time.monotonic() - began, status, again))
    return status, headers


async def _send_until_heard(reader, writer, words, heard, hurry):
    """The same; who is told to come back does so when told, or in 1/``hurry`` of the time."""
    status, headers = await _send(reader, writer, words, heard)
    while status == 503:
        await asyncio.sleep(int(headers["retry-after"]) / hurry)
        status, headers = await _send(reader, writer, words, heard)
    return status, headers


def _form(host, code, fields):
    return _post(host, f"/hoat-dong/{code}/dang-ky/", fields)


def _withdrawal(host, token):
    return _post(host, f"/ma/{token}/rut/", {"csrfmiddlewaretoken": PROOF})


def _post(host, path, fields):
    body = urlencode(fields)
    return (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\nCookie: csrftoken={PROOF}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def _answer(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = (line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
    headers = {name.lower(): value for name, value in lines}
    await reader.readexactly(int(headers.get("content-length", 0)))
    return int(head[9:12]), headers


def heard_by(address, *, processes, **given):
    """What ``processes`` with ``each`` so many clients heard together."""
    return _all(together(crowd, address, clients=processes, **given))


def _all(found):
    return Heard(
        [answer for each in found for answer in each.answers],
        [fault for each in found for fault in each.faults],
        [token for each in found for token in each.held],
    )


def opened_to(address, forms, *, processes, each, hurry):
    """What ``processes`` with ``each`` so many clients heard until every one of ``forms`` had its answer.

    Who is told to come back does so when told, or in 1/``hurry`` of the time.
    """
    given = {"forms": forms, "begun": shared_count(), "each": each, "hurry": hurry}
    return _all(together(opener, address, clients=processes, **given))


def opener(address, number, start, *, forms, begun, each, hurry):
    """One process's share of those who wait for the opening: whoever is free sends the next form."""
    return asyncio.run(_opener(address, number, start, _turns(forms, begun), each, hurry))


def _turns(forms, begun):
    while True:
        with begun.get_lock():
            number = begun.value
            begun.value += 1
        if number >= len(forms):
            return
        yield forms[number]


async def _opener(address, number, start, turns, each, hurry):
    heard, people = Heard(), People(number)
    await asyncio.sleep(max(0.0, start - time.time()))
    sending = [_send_each(address, heard, people, turns, hurry) for _ in range(each)]
    await asyncio.gather(*sending)
    return heard


async def _send_each(address, heard, people, turns, hurry):
    place = urlsplit(address)
    try:
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        for code, fields in turns:
            sent = _form(place.netloc, code, fields | people.one())
            await _send_until_heard(reader, writer, sent, heard, hurry)
        writer.close()
    except (OSError, asyncio.IncompleteReadError, TimeoutError) as fault:
        heard.faults.append(repr(fault))


def fought(address, *, processes, meanwhile=None, **given):
    """What ``processes`` with ``each`` so many clients heard who want a place of one shift, ``tries`` times each.

    ``leaving``: the share of those with a place who give it back at once.
    """
    return _all(together(fighter, address, clients=processes, meanwhile=meanwhile, **given))


def fighter(address, number, start, *, code, slot, each, **given):
    """One process's share of those who want the last places."""
    client = Connection(address)
    fields = {"form": form_of(client, code), "slots": str(slot)}
    client.close()
    return asyncio.run(_fighter(address, number, start, code, fields, each, **given))


async def _fighter(address, number, start, code, fields, each, **given):
    heard, people = Heard(), People(number)
    await asyncio.sleep(max(0.0, start - time.time()))
    await asyncio.gather(
        *[_fight(address, heard, people, code, fields, **given) for _ in range(each)]
    )
    return heard


async def _fight(address, heard, people, code, fields, *, tries, leaving, hurry):
    place = urlsplit(address)
    try:
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        for _ in range(tries):
            sent = _form(place.netloc, code, fields | people.one())
            status, headers = await _send_until_heard(reader, writer, sent, heard, hurry)
            if status != 303:
                continue
            token = headers["location"].split("/")[-2]
            if random.random() < leaving:  # noqa: S311  a change of mind, no secret
                sent = _withdrawal(place.netloc, token)
                await _send_until_heard(reader, writer, sent, heard, hurry)
            else:
                heard.held.append(token)
        writer.close()
    except (OSError, asyncio.IncompleteReadError, TimeoutError) as fault:
        heard.faults.append(repr(fault))
