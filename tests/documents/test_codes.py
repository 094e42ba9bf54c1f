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
_STROKE = re.compile(r"M(\d+) (\d+)\.5h(\d+)")
_FILLED = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


def _read(size, runs, margin=4, scale=3):
    """What a camera would make of it."""
    whole = (size + 2 * margin) * scale
    picture = bytearray(b"\xff" * whole * whole)
    for x, y, long in ((int(each) for each in run) for run in runs):
        for row in range((y + margin) * scale, (y + margin + 1) * scale):
            start = row * whole + (x + margin) * scale
            picture[start : start + long * scale] = bytes(long * scale)
    [found] = zxingcpp.read_barcodes(memoryview(picture).cast("B", (whole, whole)))
    return found.text


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_in_a_page_says_what_it_was_drawn_for(text):
    drawing = qr.drawn(text)

    size = int(re.search(r'viewBox="0 0 (\d+) ', drawing)[1])
    assert _read(size, _STROKE.findall(drawing)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_on_a_paper_says_what_it_was_drawn_for(text):
    drawing = queries.qr_svg(text)

    size = int(re.search(r'viewBox="0 0 (\d+) ', drawing)[1])
    assert _read(size, _FILLED.findall(drawing)) == text


def test_a_code_that_stands_alone_has_its_margin():
    text = "otpauth://totp/%C3%81o%20Xanh:0912345678?secret=ABCDEFGH"
    drawing = qr.alone(text)

    whole = int(re.search(r'viewBox="-4 -4 (\d+) ', drawing)[1])
    assert f'width="{whole * 5}"' in drawing
    assert _read(whole - 8, _STROKE.findall(drawing)) == text
