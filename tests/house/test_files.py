"""What holds for every file."""

import ast
import unicodedata

from tests.house.source import ROOT, functions, imports, kept_files, nodes, python_files


TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".svg",
    ".typ",
    ".csv",
    ".json",
}
LIMITED = {".py", ".html", ".css", ".js", ".mjs", ".typ"}


def _name(path):
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_400_lines():
    long = {
        _name(path): lines
        for path in kept_files()
        if path.suffix in LIMITED
        and "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def test_no_function_is_longer_than_50_lines():
    long = {
        f"{_name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in python_files()
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > 50
    }

    assert long == {}


def test_all_text_is_nfc():
    decomposed = [
        _name(path)
        for path in kept_files()
        if path.suffix in TEXT
        and not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]

    assert decomposed == []


def test_no_import_stands_inside_a_function():
    inside = [
        f"{_name(path)}:{inner.lineno}"
        for path in python_files(with_tests=False)
        for node in functions(path)
        for inner in imports(path)
        if node.lineno <= inner.lineno <= node.end_lineno
    ]

    assert inside == []


def test_only_delivery_reads_the_clock():
    delivery = {"web", "openapi", "jobs", "config"}
    readers = [
        f"{_name(path)}:{node.lineno}"
        for path in python_files(with_tests=False)
        if path.relative_to(ROOT / "aoxanh").parts[0] not in delivery
        for node in nodes(path, ast.Attribute)
        if (node.attr, getattr(node.value, "id", ""))
        in {("now", "timezone"), ("today", "date"), ("now", "datetime")}
    ]

    assert readers == []


def test_no_registry_or_workplace_is_named():
    hosts = (
        "pypi." + "org",
        "pythonhosted" + ".org",
        "registry.npm" + "js.org",
        "deb.debian" + ".org",
    )
    workplace = ("/work" + "/main", "../" + "shared", "/farm" + "/")
    named = [
        (_name(path), word)
        for path in kept_files()
        if path.suffix in TEXT | {".lock", ""} and path.stat().st_size < 2_000_000
        for word in hosts + workplace
        if word in path.read_text(encoding="utf-8", errors="ignore")
    ]

    assert named == []


def test_templates_hold_no_inline_script_style_or_handler():
    marks = (
        "<script>",
        ' style="',
        " onclick=",
        " onsubmit=",
        " onchange=",
        " onload=",
        "javascript:",
    )
    inline = [
        (_name(path), mark)
        for path in kept_files()
        if path.suffix == ".html"
        for mark in marks
        if mark in path.read_text(encoding="utf-8")
    ]

    assert inline == []


def test_pages_read_keys_by_the_one_reader_that_knows_how_long_they_may_be():
    faults = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files(with_tests=False)
        if path.relative_to(ROOT).parts[1] in {"web", "openapi"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "isdecimal()" in line and "len(" not in line
    ]

    assert faults == []
