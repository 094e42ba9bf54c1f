"""Every page of the access table drawn once, and a phone's browser that is given what was drawn."""

import json
import mimetypes
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.browser.conftest import accessible, chromium


__all__ = ["accessible", "chromium"]

HOST = "http://testserver"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page answered."""

    status: int
    kind: str
    file: Path

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.kind.startswith("text/html")


@pytest.fixture(scope="session")
def drawn(tmp_path_factory) -> Mapping[str, Drawn]:
    """Every page of a land with several of everything, by URL name."""
    folder = tmp_path_factory.mktemp("drawn")
    subprocess.run(
        [sys.executable, "-m", "tests.every_page.draw", str(folder)], check=True, cwd=ROOT
    )
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return {name: Drawn(*each, folder / name.replace(":", ".")) for name, each in index.items()}


@pytest.fixture(scope="session")
def phone(chromium, drawn):
    """A small phone that finds the pages at their URL names and the built files where they are."""
    yield from _opened(chromium, drawn, "light")


@pytest.fixture(scope="session")
def dark_phone(chromium, drawn):
    yield from _opened(chromium, drawn, "dark")


def _opened(chromium, drawn, scheme):
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    context.route("**/*", lambda route: _answer(route, drawn))
    yield context.new_page()
    context.close()


def _answer(route, drawn) -> None:
    path = route.request.url.removeprefix(HOST)
    page = drawn.get(path.removeprefix("/"))
    if page is not None:
        route.fulfill(body=page.file.read_bytes(), content_type=page.kind)
    elif path.startswith(settings.STATIC_URL):
        file = Path(finders.find(path.removeprefix(settings.STATIC_URL)))
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        route.fulfill(body=file.read_bytes(), content_type=kind)
    else:
        route.abort()
