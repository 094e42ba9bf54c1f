"""docs/asvs.md holds every requirement of ASVS 5.0.0 once; and what the source tells."""

import ast
import re
import tomllib
from collections import Counter

import pytest
from django.conf import settings

from aoxanh.files.types import SUFFIXES, TAKEN, FileKind
from tests.house.source import ROOT, calls, imports, kept_files, python_files
from tests.house.test_coverage import TEST


LEVELS = """
1.1 22  1.2 111112222-  1.3 11222222222-  1.4 222  1.5 12-
2.1 122  2.2 112  2.3 1222-  2.4 2-
3.1 -  3.2 11-  3.3 1222-  3.4 112222--  3.5 11122---  3.6 -  3.7 22---
4.1 122--  4.2 2----  4.3 22  4.4 1222
5.1 2  5.2 112---  5.3 11-  5.4 222
6.1 122  6.2 111111112222  6.3 1122----  6.4 1122--  6.5 22222---  6.6 222-  6.7 --  6.8 2222
7.1 222  7.2 1111  7.3 22  7.4 11222  7.5 22-  7.6 22
8.1 12--  8.2 112-  8.3 1--  8.4 2-
9.1 111  9.2 1222
10.1 22  10.2 22-  10.3 2222-  10.4 11111222222-----  10.5 22222  10.6 22  10.7 222
11.1 22--  11.2 222--  11.3 112--  11.4 1222  11.5 2-  11.6 2-  11.7 --
12.1 122--  12.2 11  12.3 2222-
13.1 2---  13.2 22222-  13.3 22--  13.4 12222--
14.1 22  14.2 1222----  14.3 122
15.1 122--  15.2 122--  15.3 1222222  15.4 ----
16.1 2  16.2 22222  16.3 2222  16.4 222  16.5 222-
17.1 2-  17.2 2222----  17.3 22
"""
"""By section, the level of each requirement in its order; a dash is level 3."""

ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([123]) \| (.+?) \| ([\w/]+) \| (.+) \|$", re.MULTILINE)
PAGE = re.compile(r"\[[^\]]+\]\(([\w/.-]+\.md)\)")
UPLOADED = (FileKind.PHOTO, FileKind.DOCUMENT, FileKind.SCAN)
"""What people send; the other kinds are made by the product."""
STATES = {"held", "written", "operator", "n/a", "open"}


def _rows():
    return ROW.findall((ROOT / "docs" / "asvs.md").read_text(encoding="utf-8"))


def _asked():
    """Number and level of every requirement."""
    words = LEVELS.split()
    return {
        f"{section}.{place}": level.replace("-", "3")
        for section, levels in zip(words[::2], words[1::2], strict=True)
        for place, level in enumerate(levels, start=1)
    }


def test_every_requirement_stands_once():
    assert Counter(_asked().values()) == {"1": 70, "2": 183, "3": 92}
    assert [(number, level) for number, level, *_ in _rows()] == list(_asked().items())


def _told(states):
    about_us = states.total() - states["n/a"]
    return (
        f"{states['held']} of {about_us} held by a test ({100 * states['held'] // about_us} %), "
        f"{states['written']} written, {states['operator']} the operator's, {states['open']} open"
    )


@pytest.mark.parametrize(
    ("levels", "share"), [("12", 0.8), ("3", 0.4)], ids=["levels 1 and 2", "level 3"]
)
def test_what_can_be_about_the_product_is_mostly_held_by_a_test(levels, share, told):
    states = Counter(state for _number, level, _asks, state, _shown in _rows() if level in levels)

    assert states["held"] >= share * (states.total() - states["n/a"])
    told(
        f"A4 ASVS 5.0.0, level {' and '.join(levels)}",
        f"{states.total()} requirements, {states['n/a']} about nothing here",
        _told(states),
        "each has a test, a page or a reason",
    )


def test_what_uploads_may_be_and_how_large_is_written():
    page = (ROOT / "docs" / "van-hanh.md").read_text(encoding="utf-8")
    (written,) = [part for part in page.split("\n\n") if part.startswith("**Tệp tải lên.**")]
    sizes = (settings.UPLOAD_LIMIT_BYTES, settings.REQUEST_LIMIT_BYTES)

    assert [f"{size // 1024**2} MB" for size in sizes] == re.findall(r"\d+ MB", written)
    assert {SUFFIXES[kind] for taken in UPLOADED for kind in TAKEN[taken]} == set(
        re.findall(r"`(\.\w+)`", written)
    )


def test_every_state_is_shown_by_what_it_needs():
    for number, _level, _asks, state, shown in _rows():
        assert state in STATES, number
        if state == "held":
            assert TEST.findall(shown), number
        if state in {"written", "operator"}:
            assert PAGE.findall(shown), number


def test_what_is_named_exists():
    named = {each for *_, shown in _rows() for each in TEST.findall(shown)}
    pages = {each for *_, shown in _rows() for each in PAGE.findall(shown)}

    assert [page for page in sorted(pages) if not (ROOT / "docs" / page).is_file()] == []
    assert [
        f"{path}::{name}"
        for path, name in sorted(named)
        if not (ROOT / path).is_file()
        or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ] == []


def _product():
    return [path for path in python_files(with_tests=False) if "migrations" not in path.parts]


def _called(*names):
    """Places of the product that call one of ``names``."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in _product()
        for name, _node in calls(path)
        if name in names
    }


def _imports(*modules):
    return {
        path.relative_to(ROOT).as_posix()
        for path in _product()
        for node in imports(path)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
        )
        if name in modules or name.startswith(tuple(f"{module}." for module in modules))
    }


def test_nothing_runs_text_or_unpacks_objects():
    run = ("eval", "exec", "yaml.load", "yaml.unsafe_load", "Engine.from_string")
    assert _called(*run) == set()
    assert _called("mark_safe") == {"aoxanh/web/qr.py"}  # a code drawn by us
    assert _imports("pickle", "marshal", "shelve", "dill") == set()


def test_only_fixed_programs_are_started_and_no_shell():
    assert _imports("subprocess") == {"aoxanh/jobs/backups/databases.py"}
    assert _called("os.system", "os.popen") == set()
    assert not [
        path
        for path in _product()
        for _name, node in calls(path)
        for word in node.keywords
        if word.arg == "shell"
    ]


def test_the_server_asks_only_addresses_of_the_operator():
    """The gateway of texts, whose address stands in the environment; the provider of identities is the library's."""
    assert _called("urlopen", "urllib.request.urlopen") <= {
        "aoxanh/notices/actions/gateways.py",
    }
    assert _imports("requests", "httpx", "aiohttp", "http.client", "ftplib", "socket") == {
        "aoxanh/config/arriving.py",  # what one's own server is told
        "aoxanh/jobs/authority.py",  # the addresses of one's own machine
        "aoxanh/jobs/processes.py",  # whether one's own server answers
        "aoxanh/jobs/commands/issuers.py",  # the address an operator types
        "aoxanh/web/access/identities.py",  # what the library could not reach
    }


def test_certificates_of_others_are_checked():
    assert _called("ssl._create_unverified_context", "ssl.create_default_context") == set()
    assert not [path for path in _product() if "verify=False" in path.read_text(encoding="utf-8")]


def test_no_weak_hash_serves_security():
    assert _called("hashlib.md5", "hashlib.sha1", "md5", "sha1", "hashlib.new") == set()


def test_cryptography_is_that_of_libraries():
    """Of the libraries no block cipher is used by itself, and no padding."""
    assert _imports("cryptography.hazmat.primitives.ciphers", "Crypto", "nacl") == set()
    assert not [path for path in _product() if "PKCS1v15" in path.read_text(encoding="utf-8")]


def test_secrets_are_drawn_by_a_generator_made_for_it():
    """``random`` spreads people and draws the demo."""
    drawn = {path for path in _imports("random") if not path.startswith("aoxanh/jobs/demo/")}

    assert drawn <= {
        "aoxanh/config/gate.py",
        "aoxanh/activities/rules/samples.py",
        "aoxanh/inspections/rules.py",
    }


def test_no_form_takes_fields_by_the_model():
    assert not [
        path
        for path in _product()
        if re.search(r"forms\.ModelForm|modelform_factory", path.read_text(encoding="utf-8"))
    ]


PATTERNS_OF_CONSTANTS = {"aoxanh/places/rules/names.py"}
"""Files whose patterns are built of words of their own."""

WRITES = r"\.innerHTML\s*=|\beval\(|new Function|document\.write|insertAdjacentHTML"


def test_no_script_of_ours_writes_html_or_runs_text():
    scripts = [path for path in kept_files() if path.suffix == ".js" and "frontend" in path.parts]

    assert scripts
    assert [
        path.name for path in scripts if re.search(WRITES, path.read_text(encoding="utf-8"))
    ] == []


def test_no_script_of_ours_listens_to_other_windows():
    """The service worker alone is spoken to, by its own pages."""
    scripts = [path for path in kept_files() if path.suffix == ".js" and "frontend" in path.parts]

    assert [
        path.name
        for path in scripts
        if re.search(
            r"(window|self)?\.?addEventListener\(\s*['\"]message", path.read_text(encoding="utf-8")
        )
        and path.name != "service_worker.js"
        and "serviceWorker.addEventListener" not in path.read_text(encoding="utf-8")
    ] == []


def _is_harmless(part):
    """Whether what a pattern holds is a constant of ours, or escaped."""
    held = ast.unparse(part.value)
    return "escape(" in held or held.replace("_", "").isupper()


def test_no_pattern_is_put_together_from_what_people_type():
    put_together = {
        path.relative_to(ROOT).as_posix()
        for path in _product()
        for name, node in calls(path)
        if name.startswith("re.") and node.args and isinstance(node.args[0], ast.JoinedStr)
        for part in node.args[0].values
        if isinstance(part, ast.FormattedValue) and not _is_harmless(part)
    }

    assert put_together == PATTERNS_OF_CONSTANTS


def test_no_statement_is_put_together_from_text():
    """What is formatted into a statement is a name of ours; values go as parameters. Ruff (S608) reads every string."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"][
        "lint"
    ]

    assert "S" in rules["select"]
    assert "S608" not in rules["ignore"]


def test_every_library_is_locked_by_hash():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[\w.\[\]-]+==[^\\\n]+ \\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(pins) == len(re.findall(r"^\S+==", text, re.MULTILINE)) > 20, name


def test_no_tool_of_a_checkout_is_installed_on_a_server():
    served = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert not re.findall(
        r"^(pytest|hypothesis|mutmut|mypy|ruff|slipcover|playwright)\S*==", served, re.MULTILINE
    )


def test_logs_go_to_the_error_stream_alone():
    handlers = _called(
        "logging.FileHandler", "RotatingFileHandler", "SysLogHandler", "logging.basicConfig"
    )

    assert handlers == set()


COMPUTED = re.compile(r"[\w)\]]\[[^\]\n\"]+\]\s*(?:\?\?|\|\||&&|[-+*/])?=(?![=>])")
"""Something is written under a name that is computed: ``marks[uuid] = …``."""

PROTOTYPES = re.compile(r"__proto__|setPrototypeOf|\.prototype\b|\bfor\s*\([^)]*\bin\b")


def test_no_script_writes_under_a_name_it_was_given():
    scripts = {path.name: path.read_text("utf-8") for path in (ROOT / "frontend/js").glob("*.js")}

    assert COMPUTED.search("marks[uuid] = { refused };")
    assert not COMPUTED.search("const [row] = rows; if (known[name] === other) return;")
    assert len(scripts) > 20
    for name, text in scripts.items():
        assert not COMPUTED.search(text), name
        assert not PROTOTYPES.search(text), name
