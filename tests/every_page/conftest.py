"""Every page of the access table drawn once, and a phone's browser that is given what was drawn."""

import json
import mimetypes
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders


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
def host(drawn):
    """Where the pages lie at their URL names, and the built files where they are; both may be kept."""

    class Shelf(BaseHTTPRequestHandler):
        def do_GET(self):
            content, kind = _found(self.path, drawn)
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_said):
            """A test says enough."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _found(path: str, drawn) -> tuple[bytes, str]:
    """What lies at ``path``, and of which kind; nothing of no kind where nothing lies."""
    page = drawn.get(path.removeprefix("/"))
    if page is not None:
        return page.file.read_bytes(), page.kind
    within = path.startswith(settings.STATIC_URL)
    file = within and finders.find(unquote(path.removeprefix(settings.STATIC_URL)))
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return (Path(file).read_bytes(), kind) if file else (b"", "")


@pytest.fixture(scope="session")
def phone(chromium):
    """A small phone."""
    context = chromium.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
