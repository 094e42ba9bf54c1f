"""QR codes: what was drawn is read again by a reader of such codes."""

import re

import pytest
import zxingcpp

from aoxanh.documents import queries
from aoxanh.web import qr


TEXTS = [
    "https://tinhnguyen.example/chung-nhan/7K3MQ9TD2XVB84RH/",
    "eyJhbGciOiJFUzI1NiIsImtpZCI6Im" + "aB3-_x9Q" * 27 + ".Zk2",
    "Đoàn xã Mường Pồn",
]
_ROW = re.compile(r"M0 (\d+)\.5((?:m\d+ 0|h\d+)+)")
_STEP = re.compile(r"m(\d+) 0|h(\d+)")


def _runs(drawing):
    """(x, y, how many) of the dark modules that the strokes of a drawing lay."""
    for y, row in _ROW.findall(re.search(r' d="([^"]+)"/></svg>', drawing)[1]):
        x = 0
        for jump, stroke in _STEP.findall(row):
            if stroke:
                yield x, int(y), int(stroke)
            x += int(jump or stroke)


def _read(size, runs, margin=4, scale=3):
    """What a camera would make of it."""
    whole = (size + 2 * margin) * scale
    picture = bytearray(b"\xff" * whole * whole)
    for x, y, long in runs:
        for row in range((y + margin) * scale, (y + margin + 1) * scale):
            start = row * whole + (x + margin) * scale
            picture[start : start + long * scale] = bytes(long * scale)
    [found] = zxingcpp.read_barcodes(memoryview(picture).cast("B", (whole, whole)))
    return found.text


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_in_a_page_says_what_it_was_drawn_for(text):
    drawing = qr.drawn(text)

    size = int(re.search(r'viewBox="0 0 (\d+) ', drawing)[1])
    assert _read(size, _runs(drawing)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_on_a_paper_says_what_it_was_drawn_for(text):
    drawing = queries.qr_svg(text)

    size = int(re.search(r'viewBox="0 0 (\d+) ', drawing)[1])
    assert _read(size, _runs(drawing)) == text


def test_a_code_that_stands_alone_has_its_margin():
    text = "otpauth://totp/%C3%81o%20Xanh:0912345678?secret=ABCDEFGH"
    drawing = qr.alone(text)

    whole = int(re.search(r'viewBox="-4 -4 (\d+) ', drawing)[1])
    assert f'width="{whole * 5}"' in drawing
    assert _read(whole - 8, _runs(drawing)) == text
