"""How wide words are and where they break, reckoned from the advances of a face's letters.

Setting text at one size after another to see whether it fits is most of what a page costs. Here sizes are chosen and
lines broken first, so that each line is set once. Kerning is left out: it makes words a little narrower.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final


Run = tuple[str, bool]
"""Words, and whether they are strong."""
Line = tuple[Run, ...]

CAPITAL: Final = 0.658
"""How high a line is: from its base to the top of a capital, in em; strong ones are a little lower."""
_SPACE: Final = 0.25
_SHARES: Final = (0.52, 0.6, 0.68, 0.76, 0.84, 0.92)
"""Of the room, tried in turn for lines that are about equally long."""


class Advances(dict[str, float]):
    """How far each letter of a face leads on, in em; one that is not known as far as the widest that is."""

    def __missing__(self, letter: str) -> float:
        return max(self.values(), default=1)


@dataclass(frozen=True, slots=True)
class Face:
    """A face; ``tracking`` stands behind each letter, in em."""

    advances: Advances
    tracking: float = 0

    def width(self, words: str) -> float:
        """How wide ``words`` are on one line, in em."""
        return sum(map(self.advances.__getitem__, words)) + self.tracking * len(words)


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a text: of its plain words and of its strong ones."""

    plain: Face
    strong: Face

    def width(self, runs: Sequence[Run]) -> float:
        """How wide ``runs`` are on one line, in em."""
        return sum((self.strong if strong else self.plain).width(words) for words, strong in runs)


def broken(runs: Sequence[Run], faces: Faces, room: float) -> tuple[Line, ...]:
    """``runs`` in lines of at most ``room`` em, about equally long, and not one line more than needed."""
    if faces.width(runs) <= room:
        return (tuple(runs),)
    words = [part for word in _words(runs) for part in _cut(word, faces, room)]
    widths = [faces.width(word) for word in words]
    fewest = _ends(widths, room)
    narrower = (_ends(widths, room * share) for share in _SHARES)
    ends = next((found for found in narrower if len(found) <= len(fewest)), fewest)
    return tuple(_joined(words[start:end]) for start, end in pairwise((0, *ends)))


def _words(runs: Sequence[Run]) -> list[Line]:
    """The words of ``runs``: what stands between spaces, in runs where a part of it is strong."""
    words: list[list[Run]] = [[]]
    for told, strong in runs:
        for place, part in enumerate(told.split(" ")):
            if place:
                words.append([])
            if part:
                words[-1].append((part, strong))
    return [tuple(word) for word in words if word]


def _cut(word: Line, faces: Faces, room: float) -> list[Line]:
    """``word`` as it is, or in pieces where no line is wide enough for it."""
    if faces.width(word) <= room:
        return [word]
    letters = [(letter, strong) for part, strong in word for letter in part]
    ends = _ends([faces.width([letter]) for letter in letters], room, space=0)
    return [tuple(letters[start:end]) for start, end in pairwise((0, *ends))]


def _ends(widths: Sequence[float], room: float, *, space: float = _SPACE) -> list[int]:
    """Behind which words a line ends when each line takes what it holds."""
    ends, used = [], 0.0
    for place, width in enumerate(widths):
        if place and used + space + width > room:
            ends.append(place)
            used = width
        else:
            used += width + (space if place else 0)
    return [*ends, len(widths)]


def _joined(words: Sequence[Line]) -> Line:
    """A line of words; the space between a strong word and a plain one is plain."""
    runs: list[Run] = []
    for place, word in enumerate(words):
        for part, (told, strong) in enumerate(word):
            gap = " " if place and not part else ""
            if runs and runs[-1][1] == strong:
                runs[-1] = (f"{runs[-1][0]}{gap}{told}", strong)
            elif runs and strong:
                runs[-1] = (runs[-1][0] + gap, False)
                runs.append((told, strong))
            else:
                runs.append((gap + told, strong))
    return tuple(runs)
