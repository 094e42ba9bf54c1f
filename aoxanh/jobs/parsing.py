"""argparse in Vietnamese: its own words are looked up here, and a wrong call ends in one sentence."""

import argparse
import sys
from datetime import date, datetime
from typing import NoReturn


_WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "show this help message and exit": "hiện hướng dẫn này rồi thoát",
    "argument %(argument_name)s: %(message)s": "tham số %(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "không có tham số nào tên là %s",
    "the following arguments are required: %s": "còn thiếu tham số %s",
    "one of the arguments %s is required": "cần một trong các tham số %s",
    "not allowed with argument %s": "không dùng cùng lúc với %s",
    "expected one argument": "cần một giá trị",
    "expected at most one argument": "cần nhiều nhất một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected %s argument": "cần %s giá trị",
    "expected %s arguments": "cần %s giá trị",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "không có lựa chọn %(value)r, hãy chọn một trong: %(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "không có lệnh %(parser_name)r, hãy chọn một trong: %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không đúng dạng",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s chưa rõ, có thể là %(matches)s"
    ),
}


def _vietnamese(text: str) -> str:
    return _WORDS.get(text, text)


def _vietnamese_number(one: str, many: str, count: int) -> str:
    return _vietnamese(one if count == 1 else many)


# argparse looks its words up under these two names of its module, and offers no other way.
vars(argparse).update({"_": _vietnamese, "ngettext": _vietnamese_number})


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one sentence with status 2."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{message[:1].upper()}{message[1:]}. Xem hướng dẫn: {self.prog} --help\n")
        sys.exit(2)


def read_day(typed: str) -> date:
    """``2025-07-01`` or ``1/7/2025``."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, shape).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    msg = f"ngày “{typed}” không đúng dạng, hãy viết như 2025-07-01 hoặc 1/7/2025"
    raise argparse.ArgumentTypeError(msg)


def read_count(typed: str) -> int:
    """``10000000`` or ``10.000.000``: a whole number above nought."""
    digits = typed.replace(".", "").replace("_", "")
    if digits.isascii() and digits.isdigit() and int(digits) > 0:
        return int(digits)
    msg = f"“{typed}” không phải số nguyên dương, hãy viết như 10000000 hoặc 10.000.000"
    raise argparse.ArgumentTypeError(msg)
