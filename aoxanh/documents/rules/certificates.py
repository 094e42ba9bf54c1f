"""A certificate set out: every size chosen and every line broken before the page is set. In points, from the top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aoxanh.documents.rules.fitting import CAPITAL, Advances, Face, Faces, Line, Run, broken


_MM: Final = 72 / 25.4
_WIDTH: Final = 247 * _MM
_FOOT: Final = 170.4 * _MM
"""Where the room for text ends."""
_LEADING: Final = 0.62
_SCALES: Final = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)

_HEAD: Final = 20 * _MM
_HEAD_SIZE: Final = 13.0
_LEFT_ROOM: Final = 118 * _MM
_BESIDE_BADGE: Final = 108 * _MM
_RIGHT_ROOM: Final = 96 * _MM

_TITLE_AT: Final = 27.6 * _MM
_TITLE_GAP: Final = 7.4 * _MM
_CITATION_TO: Final = 130.6 * _MM
_BELOW_TITLE: Final = 8.25 * _MM
_ABOVE_SIGNATURE: Final = 3 * _MM

_SIGNATURE_WIDTH: Final = 86 * _MM
_SIGNATURE_SIZE: Final = 13.0
_SIGNATURE_GAP: Final = 0.6
_HAND: Final = 21 * _MM
"""Room for hand and seal, as the layout leaves it."""

_Row = tuple[str, str]
"""Words on a line of their own behind the name of their style."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The faces a certificate is set in."""

    regular: Advances
    semibold: Advances
    bold: Advances
    italic: Advances


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines of one size, by the name of their style in the layout."""

    style: str
    size: float
    lines: tuple[Line, ...]
    leading: float = _LEADING

    @property
    def height(self) -> float:
        return _height(len(self.lines), self.size, self.leading)

    def at(self, y: float) -> dict[str, object]:
        return {
            "y": round(y, 2),
            "style": self.style,
            "size": round(self.size, 2),
            "leading": round(self.leading, 3),
            "lines": self.lines,
        }


def set_out(values: Mapping[str, Any], letters: Letters) -> dict[str, object]:
    """The values of ``participation_certificate`` as its layout takes them."""
    signature = _signature(values, letters)
    titles, below = _titles(values, letters)
    lowest = _FOOT - _signature_height(signature) - _ABOVE_SIGNATURE
    end = min(_CITATION_TO, lowest)
    texts, stitch = _citation(values, letters, below + _BELOW_TITLE, end)
    kept = ("document_title", "document_author", "badge", "qr", "register_number", "code")
    return {
        **{name: values[name] for name in kept},
        "letterhead": _letterhead(values, letters),
        "texts": [*titles, *texts],
        "stitch": round(stitch, 2),
        "signature": signature,
    }


def _height(lines: int, size: float, leading: float = _LEADING) -> float:
    return size * (CAPITAL * lines + leading * (lines - 1))


def _plain(words: str) -> tuple[Run, ...]:
    return ((words, False),)


def _on_one_line(style: str, words: str, face: Face, room: float, sizes: Sequence[float]) -> _Text:
    """``words`` at the greatest of ``sizes`` at which they stand on one line; at the last they may break."""
    width = face.width(words)
    size = next((each for each in sizes if width * each <= room), sizes[-1])
    return _Text(style, size, broken(_plain(words), Faces(face, face), room / size))


def _titles(values: Mapping[str, Any], letters: Letters) -> tuple[list[dict[str, object]], float]:
    """What the paper is, and where that ends."""
    room = _WIDTH - 2 * _MM
    heading = _on_one_line(
        "heading", values["heading"], Face(letters.bold, 0.05), room, (42, 36, 30, 26, 22)
    )
    title = _on_one_line(
        "title", values["title"], Face(letters.semibold, 0.14), room, (15.5, 13.5, 11.5)
    )
    at = _TITLE_AT + heading.height + _TITLE_GAP
    return [heading.at(_TITLE_AT), title.at(at)], at + title.height


def _citation(
    values: Mapping[str, Any], letters: Letters, start: float, end: float
) -> tuple[list[dict[str, object]], float]:
    """Who is certified and what for, at the greatest scale at which it ends before ``end``; and where its stitch is."""
    texts, stitch, below = _citation_at(values, letters, start, _SCALES[0])
    for scale in _SCALES[1:]:
        if below <= end:
            break
        texts, stitch, below = _citation_at(values, letters, start, scale)
    return texts, stitch


def _citation_at(
    values: Mapping[str, Any], letters: Letters, start: float, scale: float
) -> tuple[list[dict[str, object]], float, float]:
    faces = Faces(Face(letters.regular), Face(letters.bold))
    placed: list[dict[str, object]] = []
    y = start

    def put(text: _Text, gap: float) -> None:
        nonlocal y
        placed.append(text.at(y))
        y += text.height + gap * _MM * scale

    def lines(style: str, size: float, runs: Sequence[Run], narrower: float) -> _Text:
        size *= scale
        set_in = broken(runs, faces, (_WIDTH - narrower * _MM) / size)
        return _Text(style, size, set_in, _LEADING * scale)

    put(lines("plain", 16.5, _plain(values["introduction"]), 10), 6)
    sizes = [size * scale for size in (37, 34, 31, 28, 25)]
    put(_on_one_line("holder", values["holder"], faces.strong, _WIDTH - 6 * _MM, sizes), 5)
    if values["about_holder"]:
        put(lines("quiet", 15.5, _plain(values["about_holder"]), 10), 6)
    stitch = y
    y += 7.4 * _MM * scale
    for line in values["lines"]:
        put(lines("plain", 17, [(words, strong) for words, strong in line], 16), 3.9)
    y += 2.2 * _MM * scale
    put(lines("quiet", 13.4, _plain(values["sources"]), 2), 0)
    return placed, stitch, y


def _letterhead(values: Mapping[str, Any], letters: Letters) -> dict[str, object]:
    """Who issues and its number on the left; the organisation, place and day on the right."""
    size = _HEAD_SIZE
    left, right = _columns(values, letters, size)
    for scale in _SCALES[1:]:
        if _height(max(len(left), len(right)), size) <= _HEAD:
            break
        size = _HEAD_SIZE * scale
        left, right = _columns(values, letters, size)
    return {"size": round(size, 2), "left": left, "right": right}


def _columns(
    values: Mapping[str, Any], letters: Letters, size: float
) -> tuple[list[_Row], list[_Row]]:
    regular, bold, italic = Face(letters.regular), Face(letters.bold), Face(letters.italic)
    left_room = (_BESIDE_BADGE if values["badge"] else _LEFT_ROOM) / size
    right_room = _RIGHT_ROOM / size
    *above, issuer = values["issuing_body"]
    left = [row for words in above for row in _rows("plain", words, regular, left_room)]
    left += _rows("strong", issuer, bold, left_room)
    left += [("spaced", "***"), *_rows("plain", values["number"], regular, left_room)]
    right = [*_rows("strong", values["organisation"], bold, right_room), ("plain", "\xa0")]
    right += _rows("italic", values["place_and_day"], italic, right_room)
    return left, right


def _rows(style: str, words: str, face: Face, room: float) -> list[_Row]:
    """``words`` in lines of at most ``room`` em, each with its style."""
    return [
        (style, "".join(told for told, _strong in line))
        for line in broken(_plain(words), Faces(face, face), room)
    ]


def _signature(values: Mapping[str, Any], letters: Letters) -> dict[str, Any]:
    """On whose behalf and which post above the room for hand and seal, the name below it."""
    bold = Face(letters.bold)
    room = _SIGNATURE_WIDTH / _SIGNATURE_SIZE
    post = (*values["on_behalf"], values["signer_title"])
    name = _on_one_line(
        "strong", values["signer_name"], bold, _SIGNATURE_WIDTH, (_SIGNATURE_SIZE, 12, 11)
    )
    return {
        "post": [words for told in post for _style, words in _rows("strong", told, bold, room)],
        "note": values["signed_note"],
        "size": name.size,
        "name": [words for ((words, _strong),) in name.lines],
    }


def _signature_height(signature: Mapping[str, Any]) -> float:
    """As the layout stacks it: lines, the room, the name."""
    lines = len(signature["post"]) + len(signature["name"])
    gaps = lines * _SIGNATURE_GAP * _SIGNATURE_SIZE
    return lines * CAPITAL * _SIGNATURE_SIZE + gaps + _HAND
