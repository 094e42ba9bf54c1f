"""What a first visit carries over the wire, gzipped: page, style and script, fonts, pictures."""

import gzip
import html
import re
from dataclasses import dataclass

from bench.wire import Connection


_LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
_FROM_STYLE = re.compile(r"url\([\"']?([^)\"']+)")
_PACKED = (".woff2", ".png", ".jpg", ".webp")
_LEVEL = 6


@dataclass(slots=True)
class Weight:
    """Bytes after gzip; fonts and pictures that are packed already as they are."""

    page: int = 0
    style_and_script: int = 0
    fonts: int = 0
    pictures: int = 0

    @property
    def without_fonts(self) -> int:
        return self.page + self.style_and_script + self.pictures

    def add(self, path: str, content: bytes) -> None:
        size = len(content if path.endswith(_PACKED) else gzip.compress(content, _LEVEL))
        if path.endswith((".css", ".js")):
            self.style_and_script += size
        elif path.endswith(".woff2"):
            self.fonts += size
        else:
            self.pictures += size


def weigh(client: Connection, path: str) -> Weight:
    """The weight of the page at ``path`` with everything it loads by itself."""
    text = client.get(path).body.decode()
    found = Weight(page=len(gzip.compress(text.encode(), _LEVEL)))
    files = {html.unescape(each) for each in _LINKED.findall(text)}
    for file in sorted(files):
        content = client.get(file).body
        found.add(file, content)
        if file.endswith(".css"):
            for font in _fonts(file, content.decode()):
                if font not in files:
                    found.add(font, client.get(font).body)
    return found


def _fonts(style: str, text: str) -> set[str]:
    """The font files that the style at ``style`` names."""
    folder = style.rpartition("/")[0]
    found = set()
    for address in _FROM_STYLE.findall(text):
        path = address.split("?")[0].split("#")[0]
        if path.endswith(".woff2"):
            parts = folder.split("/")
            while path.startswith("../"):
                path, parts = path[3:], parts[:-1]
            found.add(path if path.startswith("/") else "/".join([*parts, path]))
    return found
