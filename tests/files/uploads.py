"""Files as people and attackers upload them, made when they are needed."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
CSV = "họ tên,số điện thoại\nLò Văn Ơn,0912345678\n".encode()


def picture(kind="JPEG", size=(64, 48), mode="RGB", **more):
    target = BytesIO()
    Image.new(mode, size, "#cc3344" if mode == "RGB" else (200, 30, 60, 0)).save(
        target, kind, **more
    )
    return target.getvalue()


def sideways_with_place():
    """A phone's photo: turned by EXIF, with the place and the owner's name in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "Giàng A Páo"
    exif.get_ifd(0x8825)[2] = (22.0, 23.0, 41.0)
    return picture(size=(400, 200), exif=exif)


def declared_png(width, height):
    """A PNG of a few bytes whose header promises width × height pixels."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"IDAT", zlib.compress(b"\x00" * 10)),
            chunk(b"IEND", b""),
        )
    )


def office(main="xl/workbook.xml", extra=(), types="[Content_Types].xml"):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(types, "<Types/>")
        archive.writestr(main, "<root/>")
        for name, body in extra:
            archive.writestr(name, body)
    return target.getvalue()


def bomb():
    """Unpacks to 80 MB."""
    return office(extra=[("xl/worksheets/sheet1.xml", b"\x00" * 80 * 1024 * 1024)])


def dense():
    """Below the limit of size, but a thousand times its weight."""
    return office(extra=[("xl/worksheets/sheet1.xml", b"\x00" * 20 * 1024 * 1024)])


def lying():
    """The directory declares fewer bytes than the entry unpacks to."""
    body = b"0123456789" * 1000
    content = bytearray(office(extra=[("xl/worksheets/sheet1.xml", body)]))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rfind(mark)
        content[at + offset : at + offset + 4] = struct.pack("<I", 100)
    return bytes(content)


def locked():
    """An entry marked as encrypted."""
    content = bytearray(office())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)
