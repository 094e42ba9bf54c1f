"""What ASVS 5.0.0 asks at level 3 and the source tells: patterns, scripts, comparisons, cookies."""

import ast
import importlib
import re
import sys
from re import _constants as constants
from re import _parser as parser
from uuid import uuid4

from django.contrib.messages import constants as kinds
from django.http import HttpResponse
from django.test import RequestFactory

from aoxanh.kernel import contacts
from aoxanh.practices.rules import partners, together
from aoxanh.web.telling import Messages
from tests.house.source import PACKAGE, ROOT, calls, kept_files, nodes, python_files


REPEATS = {constants.MAX_REPEAT, constants.MIN_REPEAT}


def _inside(part):
    """The parts of a pattern that one of its parts holds."""
    if isinstance(part, parser.SubPattern):
        yield part
    elif isinstance(part, (list, tuple)):
        for each in part:
            yield from _inside(each)


def _tries_without_end(pattern, *, within=False):
    """Whether something without an upper bound is repeated without an upper bound: ``(a+)*``."""
    for operation, held in pattern:
        endless = operation in REPEATS and held[1] == constants.MAXREPEAT
        if endless and within:
            return True
        if any(_tries_without_end(each, within=within or endless) for each in _inside(held)):
            return True
    return False


def _patterns():
    """Every pattern that the product keeps, and every one that it writes where it looks."""
    for path in python_files(with_tests=False):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        module = sys.modules.get(name) or importlib.import_module(name.removesuffix(".__init__"))
        yield from (each for each in vars(module).values() if isinstance(each, re.Pattern))
        for name, node in calls(path):
            if name.startswith("re.") and node.args and isinstance(node.args[0], ast.Constant):
                yield re.compile(node.args[0].value)


UNAMBIGUOUS = {
    contacts._EMAIL.pattern: "each round begins with a dot, which none holds",
    partners._NAME.pattern: "each round begins with a space, which none holds",
    together._BULLET.pattern: "each round begins with a bullet, which none holds further in",
}
"""Patterns whose rounds can begin at one place alone."""


def test_no_pattern_tries_without_end():
    assert _tries_without_end(parser.parse(r"^(\w+\s?)*$"))
    assert not _tries_without_end(parser.parse(r"^\w+(?:\s\w{1,9}){3}$"))
    found = {
        each.pattern
        for each in _patterns()
        if _tries_without_end(parser.parse(each.pattern, each.flags))
    }

    assert found == set(UNAMBIGUOUS)


TAKEN = re.compile(r"\bwindow\.(\w+)")
NAMED = re.compile(r"<(?:form|img|iframe|object|embed)\b[^>]*\sname=")
"""What a browser puts in front of the properties of ``document``."""


def test_scripts_take_nothing_from_the_page_by_a_bare_name():
    """An element called like something a script asks for would stand in its place."""
    scripts = [path.read_text("utf-8") for path in (ROOT / "frontend/js").glob("*.js")]
    pages = [path.read_text("utf-8") for path in kept_files() if path.suffix == ".html"]
    taken = {name for text in scripts for name in TAKEN.findall(text)}

    assert taken
    for page in pages:
        assert not NAMED.search(page)
        assert not {f'id="{name}"' for name in taken} & set(re.findall(r'id="\w+"', page))


SECRET = re.compile(r"(^|_)(token|secret|digest|signature|mac|seal|password)$")


def _compared(path):
    """Names of secrets that are compared by ``==`` or ``!=``."""
    for node in nodes(path, ast.Compare):
        if isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            sides = (node.left, *node.comparators)
            if any(isinstance(side, ast.Constant) for side in sides):
                continue
            yield from (
                found
                for side in sides
                if SECRET.search(found := ast.unparse(side).rpartition(".")[2])
            )


SHOWN = {
    ("activities/queries/samples.py", "pool_digest"),
    ("audit/queries.py", "digest"),
    ("documents/queries/seals.py", "digest"),
    ("inspections/queries/visits.py", "pool_digest"),
}
"""Checksums that everybody reads: no secret."""


def test_secrets_are_compared_in_constant_time_or_sought_by_their_digest():
    found = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in python_files(with_tests=False)
        for name in _compared(path)
    }

    assert found == SHOWN


def test_messages_that_ride_along_fit_in_a_cookie():
    """What a browser does not keep would be lost; more goes into the session."""
    request = RequestFactory().get("/")
    request.session = {}
    messages = Messages(request)
    for number in range(50):
        messages.add(kinds.INFO, f"Đã lưu {number}: {uuid4()}, {uuid4()}")
    response = HttpResponse()
    messages.update(response)

    (cookie,) = response.cookies.values()
    assert len(cookie.key) + len(cookie.coded_value) <= 4096
    assert request.session
