"""Two hundred files as accidents and attackers make them; each comes with its name."""

import random
import zipfile
from collections.abc import Iterator
from io import BytesIO

from tests.files import uploads


File = tuple[str, bytes]
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org'
    '/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)
_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">'
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
_BOMB = f"{_LAUGHS}]>"
_QUADRATIC = f'<!DOCTYPE x [<!ENTITY i "{"x" * 50_000}">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
_PARAMETER = '<!DOCTYPE x [<!ENTITY % i SYSTEM "file:///etc/passwd"> %i;]>'
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _packed(parts: dict[str, str | bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def book(rows: str, *, before: str = "", strings: str = "", **more: str | bytes) -> bytes:
    """A workbook whose only sheet holds ``rows``; ``before`` stands ahead of its root."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/worksheets/sheet1.xml": f"{before}{_SHEET}<sheetData>{rows}</sheetData></worksheet>",
    }
    return _packed(parts | ({"xl/sharedStrings.xml": strings} if strings else {}) | more)


def huge(megabytes: int) -> bytes:
    """A workbook whose sheet unpacks to so much."""
    target = BytesIO(book(""))
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * 1024 * 1024)
    return target.getvalue()


def word(inside: str, *, before: str = "") -> bytes:
    """A document that holds ``inside``."""
    page = f"{before}{_WORD}{inside}</w:body></w:document>"
    return _packed({"[Content_Types].xml": "<Types/>", "word/document.xml": page})


def _text(content: str, at: str = "A1") -> str:
    return f'<row r="1"><c r="{at}" t="inlineStr"><is><t>{content}</t></is></c></row>'


def _whole() -> dict[str, bytes]:
    """One sound file of each kind."""
    return {
        "a.xlsx": book(_text("Họ tên")),
        "a.docx": word("<w:p><w:r><w:t>Họ tên</w:t></w:r></w:p>"),
        "a.pdf": uploads.PDF,
        "a.jpg": uploads.picture(),
        "a.png": uploads.picture("PNG"),
        "a.webp": uploads.picture("WEBP"),
        "a.csv": uploads.CSV,
    }


def _cut() -> Iterator[File]:
    for name, content in _whole().items():
        for tenth in range(10):
            yield f"cắt {tenth} {name}", content[: len(content) * tenth // 10]


def _turned() -> Iterator[File]:
    """Bits turned over, as a bad disk or a bad line does."""
    for name, content in _whole().items():
        for seed in range(8):
            dice, bad = random.Random(seed), bytearray(content)  # noqa: S311  a game of chance, no secret
            for _ in range(4):
                bad[dice.randrange(len(bad))] ^= 1 << dice.randrange(8)
            yield f"lật {seed} {name}", bytes(bad)


def _misnamed() -> Iterator[File]:
    whole = _whole()
    for name, content in whole.items():
        yield from ((f"đổi tên {name} {other}", content) for other in whole if other != name)


def _two_in_one() -> Iterator[File]:
    whole = _whole()
    yield "ảnh và nén.jpg", whole["a.jpg"] + whole["a.xlsx"]
    yield "pdf và nén.pdf", whole["a.pdf"] + whole["a.xlsx"]
    yield "nén và trang.xlsx", whole["a.xlsx"] + b"<html><script>1</script>"
    yield "trước nén.xlsx", b"#!/bin/sh\n" + whole["a.xlsx"]
    yield "trang.png", b"<html><script>alert(1)</script></html>"
    yield "gif.jpg", b"GIF89a/*" + b"\0" * 60 + b"*/=1;alert(1)"
    yield "máy.pdf", b"MZ\x90\0" + b"\0" * 400
    yield "máy.xlsx", b"\x7fELF\x02" + b"\0" * 400
    yield "php.csv", b"<?php system($_GET['c']); ?>"
    yield "svg.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    yield "trong.pdf", b"\x89PNG\r\n\x1a\n" + uploads.PDF


def _bombs() -> Iterator[File]:
    yield "bom.xlsx", uploads.bomb()
    yield "đặc.xlsx", uploads.dense()
    yield "khai dối.xlsx", uploads.lying()
    yield "khóa.xlsx", uploads.locked()
    yield (
        "bom lồng.xlsx",
        _packed(
            {
                "[Content_Types].xml": "<Types/>",
                "xl/workbook.xml": _BOOK,
                "xl/media/b.zip": uploads.bomb(),
            }
        ),
    )
    yield "nhiều mục.xlsx", book("", **{f"xl/media/{number}": b"" for number in range(5000)})
    yield "ảnh lớn.png", uploads.declared_png(60_000, 60_000)
    yield "ảnh dài.png", uploads.declared_png(2**31 - 1, 1)


def _entities() -> Iterator[File]:
    for name, before, used in (
        ("cười", _BOMB, "&i;"),
        ("bậc hai", _QUADRATIC, "&i;" * 2000),
        ("ngoài", _OUTSIDE, "&i;"),
        ("tham số", _PARAMETER, ""),
    ):
        yield f"{name}.xlsx", book(_text(used), before=before)
        yield (
            f"{name} chuỗi.xlsx",
            book(
                '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
                strings=f'{before}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{used}</t></si></sst>',
            ),
        )
        yield f"{name}.docx", word(f"<w:p><w:r><w:t>{used}</w:t></w:r></w:p>", before=before)
    yield "sâu.docx", word("<w:p>" * 100_000)
    yield "sâu.xlsx", book("<row>" * 100_000)
    yield "sâu đóng.docx", word("<w:ins>" * 5000 + "</w:ins>" * 5000)
    yield "thuộc tính.docx", word(f'<w:p w:x="{"y" * 11_000_000}"/>')


def _tables() -> Iterator[File]:
    yield (
        "một triệu dòng.xlsx",
        book("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_048_577))),
    )
    yield "dòng xa.xlsx", book(_text("x", "A1048576"))
    yield "cột xa.xlsx", book(_text("x", "XFD1"))
    yield "góc xa.xlsx", book(_text("x", "XFD1048576"))
    yield (
        "hai góc xa.xlsx",
        book(_text("x") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    )
    yield "không nơi.xlsx", book("<row><c><v>1</v></c></row>" * 10)
    yield "nơi lạ.xlsx", book(_text("x", "ZZZZZZZ99999999999999"))
    yield "ô 10 MB.xlsx", book(_text("x" * 10_000_000))
    yield (
        "gộp hết.xlsx",
        book(
            _text("x")
            + '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>'
        ),
    )
    yield "16384 cột.csv", b",".join([b"x"] * 16_384)
    yield "một triệu dòng.csv", b"x\n" * 1_048_576
    yield "ô 10 MB.csv", b"x" * 10_000_000
    yield "ngoặc hở.csv", b'"' + b"x,\n" * 50_000
    yield "số không.csv", b"a\0b,c\n" * 10
    yield "utf-16.csv", "Họ tên;Điện thoại\n".encode("utf-16") * 3
    yield "macro.xlsm", book(_text("x"), **{"xl/vbaProject.bin": b"macro"})
    yield "mật khẩu.xlsx", _COMPOUND + "EncryptedPackage".encode("utf-16-le")
    yield "cũ.xls", _COMPOUND + "Workbook".encode("utf-16-le")
    yield "cũ.doc", _COMPOUND + "WordDocument".encode("utf-16-le")
    yield "rỗng.xlsx", b""
    yield "một.xlsx", b"P"
    yield "13 MB.csv", b"x" * 13 * 1024 * 1024


def corpus() -> Iterator[File]:
    """All of them."""
    for kind in (_cut, _turned, _misnamed, _two_in_one, _bombs, _entities, _tables):
        yield from kind()
