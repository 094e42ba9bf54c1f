"""The product's own source, read once for the house tests."""

import ast
import subprocess
from collections import defaultdict
from functools import cache
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "aoxanh"


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    return tuple(path for path in (ROOT / name for name in listed) if path.is_file())


@cache
def python_files(*, with_tests: bool = True) -> tuple[Path, ...]:
    roots = ("aoxanh", "tools", "bench", "tests") if with_tests else ("aoxanh",)
    return tuple(
        path
        for path in kept_files()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in roots
        and "migrations" not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _nodes(path: Path) -> dict[type[ast.AST], list[ast.AST]]:
    found = defaultdict(list)
    for node in ast.walk(tree(path)):
        found[type(node)].append(node)
    return dict(found)


def nodes(path: Path, *kinds: type[ast.AST]) -> list[ast.AST]:
    """Everything of these kinds in a file, whose tree is walked once."""
    return [node for kind in kinds for node in _nodes(path).get(kind, ())]


def functions(path: Path) -> list[ast.AST]:
    return nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)


def imports(path: Path) -> list[ast.AST]:
    return nodes(path, ast.Import, ast.ImportFrom)


@cache
def calls(path: Path) -> tuple[tuple[str, ast.Call], ...]:
    """(name as it is called, call) of every call in a file."""
    return tuple((ast.unparse(node.func), node) for node in nodes(path, ast.Call))


def context_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]
