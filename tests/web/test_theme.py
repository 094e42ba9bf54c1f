"""The palette can be read: text on its grounds, edges and marks beside them, light and dark."""

import json
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]
TOKENS = json.loads((ROOT / "frontend/tokens.json").read_text())
TEXT = [
    ("ink", "bg surface sunken accent-soft due-soft stop-soft ok-soft"),
    ("ink-2", "bg surface sunken accent-soft ok-soft"),
    ("accent", "bg surface"),
    ("accent-ink", "surface accent-soft"),
    ("on-accent", "accent accent-strong"),
    ("on-union", "union union-2"),
    ("on-union-2", "union union-2"),
    ("on-toast", "toast"),
    ("toast-link", "toast"),
    ("on-due", "due"),
    ("due-ink", "surface due-soft"),
    ("stop", "surface stop-soft"),
    ("on-stop", "stop"),
    ("ok", "surface ok-soft"),
    ("on-ok", "ok"),
]
MARKS = [("edge", "bg surface"), ("due-mark", "surface"), ("accent", "sunken")]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _pairs(rows: list[tuple[str, str]]) -> list[tuple[str, str, int]]:
    return [
        (front, ground, index)
        for front, grounds in rows
        for ground in grounds.split()
        for index in (0, 1)
    ]


@pytest.mark.parametrize(("front", "ground", "index"), _pairs(TEXT))
def test_text_stands_out_from_its_ground(front, ground, index):
    assert _contrast(TOKENS[front][index], TOKENS[ground][index]) >= 4.5


@pytest.mark.parametrize(("front", "ground", "index"), _pairs(MARKS))
def test_edges_and_marks_can_be_seen(front, ground, index):
    assert _contrast(TOKENS[front][index], TOKENS[ground][index]) >= 3
