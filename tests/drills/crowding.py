"""More clients than a server can answer: each asks, waits for its answer, and asks again at once."""

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.journeys import People
from bench.wire import Connection
from tests.drills.serving import form_of, together


PATIENCE = 30.0


@dataclass
class Heard:
    """What a crowd was told: (when, seconds waited, status, when to come back) of each answer, and what went wrong."""

    answers: list[tuple[float, float, int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def waits(self, *statuses, since=0.0):
        return sorted(
            wait for at, wait, status, _ in self.answers if status in statuses and at >= since
        )

    def lasted(self):
        """Seconds from the first question to the last answer."""
        return max(at for at, *_ in self.answers) - min(at - wait for at, wait, *_ in self.answers)


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
    """(status, when to come back) of the answer to ``words``."""
    began = time.monotonic()
    writer.write(words)
    status, again = await asyncio.wait_for(_answer(reader), PATIENCE)
    heard.answers.append((time.time(), time.monotonic() - began, status, again))
    return status, again


def _form(host, code, fields):
    body = urlencode(fields)
    return (
        f"POST /hoat-dong/{code}/dang-ky/ HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def _answer(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
    await reader.readexactly(int(headers.get("content-length", 0)))
    return int(head[9:12]), headers.get("retry-after", "")


def heard_by(address, *, processes, **given):
    """What ``processes`` with ``each`` so many clients heard together."""
    return _all(together(crowd, address, clients=processes, **given))


def _all(found):
    return Heard(
        [answer for each in found for answer in each.answers],
        [fault for each in found for fault in each.faults],
    )


def opened_to(address, forms, *, processes, each, hurry):
    """What ``processes`` with ``each`` so many clients heard until every one of ``forms`` had its answer.

    Who is told to come back does so when told, or in 1/``hurry`` of the time.
    """
    given = {"forms": forms, "processes": processes, "each": each, "hurry": hurry}
    return _all(together(opener, address, clients=processes, **given))


def opener(address, number, start, *, forms, processes, each, hurry):
    """One process's share of those who wait for the opening."""
    return asyncio.run(_opener(address, number, start, forms[number::processes], each, hurry))


async def _opener(address, number, start, forms, each, hurry):
    heard, people, turns = Heard(), People(number), iter(forms)
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
            status, again = await _send(reader, writer, sent, heard)
            while status == 503:
                await asyncio.sleep(int(again) / hurry)
                status, again = await _send(reader, writer, sent, heard)
        writer.close()
    except (OSError, asyncio.IncompleteReadError, TimeoutError) as fault:
        heard.faults.append(repr(fault))
