"""`aoxanh verify`: whether a certificate's file is what this system signed."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from aoxanh.jobs.errors import FileMissing, NotGenuine
from aoxanh.jobs.speaking import say
from aoxanh.recognition import queries
from aoxanh.recognition.types import FileAnswer


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("TỆP"), help=_("tệp PDF cần kiểm tra"))


def run(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise FileMissing(file=options.file)
    verdict = queries.verify_file(options.file.read_bytes())
    if verdict.answer != FileAnswer.GENUINE:
        raise NotGenuine(reason=verdict.answer.label)
    say(verdict.answer.label)
    if verdict.facts.get("demo"):
        say(_("Đây là giấy của dữ liệu minh họa, không có giá trị."))
    for name, value in verdict.facts.items():
        say(f"  {name}: {value}")
    return 0
