"""What a careless, broken or hostile caller sends."""

import unicodedata
from collections.abc import Mapping, Sequence
from random import Random

from tests.files.uploads import CSV, PDF, declared_png, office, picture


NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "007",
    "1.5",
    "1,5",
    "1e309",
    "NaN",
    "-Infinity",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "9" * 40,
    "9" * 5000,
    "1_000",
    "١٢٣",
    "²",
    "½",
    "Ⅷ",
    "0x10",
    "+5",
    " 7 ",
)
DAYS = (
    "2026-11-23",
    "2026-10-18",
    "2026-02-30",
    "0000-00-00",
    "0001-01-01",
    "1899-12-31",
    "9999-12-31",
    "10000-01-01",
    "23/11/2026",
    "1/1/1",
    "31-12-9999",
    "2026-W47-1",
    "2026-11",
    "2026-13",
    "0001-01",
    "9999-12",
    "2026",
    "-1-1-1",
    "24:00",
    "07:30",
    "00:00",
    "23:59:59.999999",
    "2026-11-23T07:00",
    "0001-01-01T00:00+14:00",
    "9999-12-31T23:59:59-12:00",
)
TEXTS = (
    "",
    " ",
    "\x00",
    "Lò\x00Thị",
    "Lò Thị Ón",
    unicodedata.normalize("NFD", "Nguyễn Thị Phượng"),
    "\u202etxt.exe",
    "\u200b",
    "\ufeff",
    "\ud7ff\ue000",
    "😀" * 9,
    "a" * 20_000,
    "ế" * 3000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "=1+1",
    "@SUM(A1)",
    "{{ 7|add:7 }}",
    "{% load x %}",
    "%s%n%(x)s",
    "{0.__class__}",
    "../../../etc/passwd",
    "..\\..\\x",
    "a\r\nSet-Cookie: x=1",
    "http://192.0.2.1/",
    "//evil.example",
    "javascript:alert(1)",
    "[]",
    "{}",
    "null",
    "true",
    '[1, "',
    "on",
    "\t\n",
    "$(id)",
    "(" * 500,
    "a*" * 200,
    "0912345678",
    "+84 912 345 678",
    "a@b.vn",
    "@",
    "\\",
    '"',
    "%",
    "_",
    "?a=b&c=d#e",
    "e\u0301" * 400,
)
FILES = (
    ("a.png", b""),
    ("a.jpg", picture()),
    ("a.jpg", PDF),
    ("a.pdf", PDF),
    ("a.csv", CSV),
    ("a.csv", b"\x00\xff\xfe\x00"),
    ("a.png", declared_png(60_000, 60_000)),
    ("a.xlsx", office()),
    ("a.xlsx", b"PK\x03\x04cut"),
    ("a.docx", office("word/document.xml")),
    ("../../" + "x" * 300 + ".csv", CSV),
    ("\u202egpj.exe", b"MZ\x90\x00"),
    ("a.svg", b"<svg onload='x'/>"),
    ("", CSV),
    ("a", b"\xff" * 4096),
    ("a.csv", ("=cmd," * 3000).encode()),
    ("a.csv", b"\xef\xbb\xbf" + CSV),
    ("a.csv", "Tên\tSĐT\n".encode("utf-16")),
)
METHODS = ("GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW")
BODIES = (
    ("application/json", b""),
    ("application/json", b"{"),
    ("application/json", b"[]"),
    ("application/json", b"null"),
    ("application/json", b'"\\ud800"'),
    ("application/json", b"\xff\xfe"),
    ("application/json", b"[" * 5000),
    ("application/json; charset=klingon", b"{}"),
    ("application/json", b"1" * 5000),
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=", b"--"),
    (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
    ),
    ("application/x-www-form-urlencoded", b"a=%ED%A0%80&b=%00&%FF=%C3%28"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"a=+AGE-"),
    ("application/x-www-form-urlencoded", b"a=1&" * 2001),
    ("text/plain; charset=nowhere", b"x"),
    ("", b"\x00"),
    ("application/xml", b"<a>&b;</a>"),
)
HEADERS = (
    {},
    {"HX-Request": "true"},
    {"HX-Request": "true", "HX-Target": "\x01"},
    {"HX-Current-URL": "http://["},
    {"Accept-Language": "xx-" + "y" * 500},
    {"Accept-Language": "en"},
    {"Accept-Encoding": "br;q=\x00"},
    {"Accept": "application/json;q=x"},
    {"Authorization": "Bearer "},
    {"Authorization": "Bearer \xe9"},
    {"Cookie": "sessionid=\x7f; messages=W1siX19"},
    {"Host": "evil.example"},
    {"Host": "a b"},
    {"If-None-Match": '"a", W/"'},
    {"If-Modified-Since": "Thu, 99 Foo 0000 99:99:99 GMT"},
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Range": "bytes=9-1,-"},
    {"Referer": "http://["},
    {"Sec-Fetch-Site": "cross-site"},
    {"X-Forwarded-For": "not, an, address"},
)

SIGNS = (
    (0, 0x80),
    (0x80, 0x250),
    (0x300, 0x370),
    (0x1E00, 0x1F00),
    (0x2000, 0x2070),
    (0xE000, 0x11000),
)
"""Ranges of signs without halves of others: those no request can carry."""


def text(dice: Random) -> str:
    """Signs of anywhere, many of them once read as something else."""
    return "".join(chr(dice.randrange(*dice.choice(SIGNS))) for _ in range(dice.randrange(30)))


def hostile(dice: Random) -> str:
    """What nobody should send, of any kind."""
    kind = dice.choice((NUMBERS, DAYS, TEXTS, ()))
    return dice.choice(kind) if kind else text(dice)


def fields(
    dice: Random, names: Sequence[str], offered: Mapping[str, Sequence[str]]
) -> list[tuple[str, list[str]]]:
    """(name, values): all that pages offer with one thing wrong, all ``names`` as it comes, or some of them."""

    def value(name: str) -> str:
        mine = offered.get(name)
        return dice.choice(mine) if mine and dice.random() < 2 / 3 else hostile(dice)

    if not names:
        return []
    way = dice.random()
    if way < 1 / 2:
        sound = [(name, [dice.choice(offered[name])]) for name in names if offered.get(name)]
        wrong = dice.choice(names)
        return [*(each for each in sound if each[0] != wrong), (wrong, [hostile(dice)])]
    if way < 3 / 4:
        return [(name, [value(name)]) for name in names]
    some = [dice.choice(names) for _ in range(dice.randrange(5))]
    return [(name, [value(name) for _ in range(dice.randrange(1, 3))]) for name in some]
