"""YAML whose mappings know the file and the line on which they stand, for refusals that name both."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext as _

from aoxanh.kernel.text import nfc


def at_line(line: int) -> str:
    """A line of a file, as refusals name it."""
    return _("dòng %(line)s") % {"line": line}


class Lined(dict[str, Any]):
    """A mapping of a file that knows where it stands."""

    file = ""
    line = 0
    lines: Mapping[str, int] = {}

    def at(self, key: str) -> int:
        """The line of one entry; that of the whole where it has none such."""
        return self.lines.get(key, self.line)


class LinedFault(ValueError):
    """A file that is no YAML, names a ``key`` twice, a ``day`` that no calendar has, or else the ``reason``."""

    def __init__(self, *, line: int, key: str = "", day: str = "", reason: str = "") -> None:
        super().__init__(line, key, day, reason)
        self.line, self.key, self.day, self._reason = line, key, day, reason

    @property
    def reason(self) -> str:
        """What is wrong, in words that go on after the line."""
        if self.key:
            return _("mục “%(key)s” ghi hai lần") % {"key": self.key}
        if self.day:
            return _("không có ngày %(day)s") % {"day": self.day}
        unreadable = _("không đọc được, hãy xem lại dấu thụt đầu dòng và dấu hai chấm")
        return self._reason or unreadable


class _Loader(yaml.CSafeLoader):
    """Safe YAML whose texts are composed, read by libyaml: ten times as fast as in Python."""

    file = ""
    make: type[Lined] = Lined


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lined:
    found = loader.make()
    found.file, found.line = loader.file, node.start_mark.line + 1
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        lines[key] = key_node.start_mark.line + 1
        if key in found:
            raise LinedFault(line=lines[key], key=key)
        found[key] = loader.construct_object(value_node, deep=True)
    found.lines = lines
    return found


def _text(loader: _Loader, node: yaml.ScalarNode) -> str:
    return nfc(str(loader.construct_scalar(node)))


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _day(loader: _Loader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as fault:
        raise LinedFault(line=node.start_mark.line + 1, day=str(node.value)) from fault


_Loader.add_constructor("tag:yaml.org,2002:str", _text)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def read_lined(text: str, *, file: str, make: type[Lined] = Lined) -> object:
    """What ``text`` says, its mappings as ``make``. Raises ``LinedFault``."""
    loader = _Loader(text)
    loader.file, loader.make = file, make
    try:
        return loader.get_single_data()
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        last = len(text.splitlines())  # what ends too soon is told at the last line, not below it
        raise LinedFault(line=min(mark.line + 1, last) if mark else 1) from fault
    finally:
        loader.dispose()


Row = TypeVar("Row", bound=Lined)
Columns = Mapping[str, type | tuple[type, ...]]
_CODE = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


def read_rows(
    text: str, *, file: str, required: Columns, optional: Columns, make: type[Row]
) -> list[Row]:
    """The entries of a file that is one list: each with a ``code`` of its own and the columns named, no others.

    Raises ``LinedFault`` at the first entry that is not so.
    """
    found = read_lined(text, file=file, make=make)
    if not isinstance(found, list) or not all(isinstance(row, make) for row in found):
        raise LinedFault(line=1, reason=_("tệp phải là một danh sách các mục"))
    codes: set[str] = set()
    for row in found:
        reason = wrong_in(row, required, optional) or _wrong_code(row["code"])
        if not reason and row["code"] in codes:
            reason = _("mã “%(code)s” đã có ở trên") % {"code": row["code"]}
        if reason:
            raise LinedFault(line=row.line, reason=reason)
        codes.add(row["code"])
    return found


def wrong_in(row: Lined, required: Columns, optional: Columns) -> str:
    """What is wrong with the columns of an entry: one that lacks, is unknown, empty or of another type, or ""."""
    for key in required:
        if key not in row:
            return _("thiếu “%(key)s”") % {"key": key}
    known = {**required, **optional}
    for key, value in row.items():
        if key not in known:
            return _("không có mục tên “%(key)s”") % {"key": key}
        is_switch = isinstance(value, bool) and known[key] is not bool
        if is_switch or not isinstance(value, known[key]) or value == "":
            return _("“%(key)s” chưa đúng kiểu") % {"key": key}
    return ""


def _wrong_code(code: str) -> str:
    return "" if _CODE.match(code) else _("mã “%(code)s” chưa đúng dạng") % {"code": code}
