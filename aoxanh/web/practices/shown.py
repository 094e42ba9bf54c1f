"""How a model is drawn: its picture, and its result with the figures standing out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aoxanh.practices import queries


if TYPE_CHECKING:
    from collections.abc import Mapping

    from aoxanh.practices.models import Practice
    from aoxanh.units.models import UnitVersion


_SCENES = {
    "nong_thon_moi": "road",
    "van_minh_do_thi": "road",
    "an_sinh_xa_hoi": "clothes",
    "moi_truong": "trees",
    "thien_tai": "relief",
    "suc_khoe": "health",
    "giao_duc": "school",
    "chuyen_doi_so": "digital",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; figures stand out."""

    text: str
    is_figure: bool


def scene_of(practice: "Practice") -> str:
    """The illustration of the model's first field of work."""
    first = practice.field_codes[0] if practice.field_codes else ""
    return _SCENES.get(first, "gathering")


def together_of(
    practice: "Practice", versions: "Mapping[int, UnitVersion]"
) -> list[tuple[str, str]]:
    """The units that do it as well: (name, the code of a unit that the portal knows)."""
    found = []
    for mate in practice.units_too:
        known = versions.get(mate.unit_id or 0)
        found.append((known.name, known.unit.code) if known else (mate.name, ""))
    return found


def units_of(practice: "Practice") -> set[int]:
    """The unit that keeps it and those that do it as well, as far as the portal knows them."""
    return {practice.unit_id, *(mate.unit_id for mate in practice.units_too if mate.unit_id)}


def emphasised(practice: "Practice") -> list[list[Piece]]:
    """The paragraphs of the result, each as runs of text."""
    text, place, pieces = practice.result, 0, []
    for figure in queries.figures_of(practice):
        pieces.append(Piece(text[place : figure.start], is_figure=False))
        pieces.append(Piece(text[figure.start : figure.end], is_figure=True))
        place = figure.end
    pieces.append(Piece(text[place:], is_figure=False))
    return _paragraphs([piece for piece in pieces if piece.text])


def _paragraphs(pieces: list[Piece]) -> list[list[Piece]]:
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        lines = piece.text.split("\n")
        for number, line in enumerate(lines):
            if number:
                found.append([])
            if line:
                found[-1].append(Piece(line, piece.is_figure))
    return [paragraph for paragraph in found if paragraph]
