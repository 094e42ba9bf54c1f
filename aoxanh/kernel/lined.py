"""YAML whose mappings know the file and the line on which they stand, for refusals that name both."""

from typing import Any

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


class LinedFault(ValueError):
    """A file that is no YAML, names a ``key`` twice in one mapping, or a ``day`` that no calendar has."""

    def __init__(self, *, line: int, key: str = "", day: str = "") -> None:
        super().__init__(line, key, day)
        self.line, self.key, self.day = line, key, day


class _Loader(yaml.CSafeLoader):
    """Safe YAML whose texts are composed, read by libyaml: ten times as fast as in Python."""

    file = ""
    make: type[Lined] = Lined


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lined:
    found = loader.make()
    found.file, found.line = loader.file, node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in found:
            raise LinedFault(line=key_node.start_mark.line + 1, key=key)
        found[key] = loader.construct_object(value_node, deep=True)
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
