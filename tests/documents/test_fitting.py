"""Certificates are set out before they are set: what is reckoned holds for what is printed."""

import json
from functools import cache
from itertools import pairwise

import pytest
import typst

from aoxanh.documents import rules
from aoxanh.documents.queries import typesetting
from aoxanh.documents.rules.fitting import CAPITAL, Advances, Face, Faces, broken
from tests.documents.papers import LONG, LONG_NAME, LONG_UNIT, SHORT, WORST


STYLES = {"regular": "", "semibold": "weight: 600, ", "bold": "weight: 700, "}
STYLES["italic"] = 'style: "italic", '
MM = 72 / 25.4
WIDTH = 247 * MM
NAMES = ["Giàng Thị Mỷ", LONG_NAME, LONG_UNIT, LONG_UNIT.upper(), SHORT["sources"], "AVATAR Wyưởng"]
PLAIN = Face(Advances(dict.fromkeys("abcdefghijklmnopqrstuvwxyz“”", 0.5) | {" ": 0.25}))
ALIKE = Faces(PLAIN, PLAIN)


def _asked(expression):
    """What Typst says of ``expression`` in the papers' face, 1,000 points to an em."""
    source = f"""
#set text(font: "Libertinus Serif", size: 1000pt, lang: "vi")
#context [#metadata({expression}) <told>]
"""
    compiler = typst.Compiler(source.encode(), font_paths=typesetting._fonts())
    return json.loads(compiler.query("<told>", field="value", one=True))


@cache
def _measured(face, texts):
    """How wide Typst sets ``texts``, in em."""
    told = json.dumps(json.dumps(texts, ensure_ascii=False), ensure_ascii=False)
    wide = f"measure(text({STYLES[face]}told)).width.pt()"
    return [width / 1000 for width in _asked(f"json(bytes({told})).map(told => {wide})")]


def _words(lines):
    return [" ".join(words.strip() for words, _strong in line).split() for line in lines]


@pytest.mark.parametrize("face", STYLES)
def test_the_table_holds_what_the_face_says_of_every_letter(face):
    known = getattr(typesetting.letters(), face)
    between = _measured(face, tuple(f"|{letter}|" for letter in known))
    [bars] = _measured(face, ("||",))

    wrong = {
        letter
        for (letter, told), wide in zip(known.items(), between, strict=True)
        if abs(wide - bars - told) > 0.001
    }

    assert len(known) > 250
    assert wrong == set()


@pytest.mark.parametrize("face", STYLES)
def test_words_are_hardly_narrower_than_reckoned_and_never_wider(face):
    known = Face(getattr(typesetting.letters(), face))

    for words, wide in zip(NAMES, _measured(face, tuple(NAMES)), strict=True):
        assert wide <= known.width(words) * 1.002
        assert wide >= known.width(words) * 0.94


def test_lines_are_as_high_as_reckoned_strong_ones_a_little_less():
    lines = "set par(leading: 0.62em); text(weight: {})[Ậ \\ ỵ \\ g]"
    plain, strong = (
        _asked(f"measure({{ {lines.format(weight)} }}).height.pt()") for weight in (400, 700)
    )

    assert plain == pytest.approx(1000 * (3 * CAPITAL + 2 * 0.62))
    assert plain * 0.98 < strong < plain


def test_a_letter_that_nobody_knows_counts_as_the_widest():
    assert Face(Advances({"a": 0.5, "W": 1.0})).width("aж") == 1.5


def test_tracking_stands_behind_each_letter():
    assert Face(PLAIN.advances, 0.1).width("ab") == pytest.approx(1.2)


def test_what_fits_stays_on_one_line():
    runs = [("ab ", False), ("cd", True)]

    assert broken(runs, ALIKE, 2.25) == (tuple(runs),)


def test_lines_are_as_few_as_can_be_and_about_equally_long():
    assert broken([("aa bb cc dd ee", False)], ALIKE, 5.0) == (
        (("aa bb cc", False),),
        (("dd ee", False),),
    )


def test_a_line_keeps_which_words_are_strong():
    runs = [("aaaa “", False), ("bbbb cccc", True), ("” dd", False)]

    assert broken(runs, ALIKE, 5.5) == (
        (("aaaa “", False), ("bbbb", True)),
        (("cccc", True), ("” dd", False)),
    )


def test_a_word_wider_than_the_room_is_cut():
    assert broken([("aaaaaaa bb", False)], ALIKE, 2.0) == (
        (("aaaa", False),),
        (("aaa", False),),
        (("bb", False),),
    )


def _set_out(values):
    return rules.set_out(values, typesetting.letters())


def _faces(style):
    known = typesetting.letters()
    return {
        "heading": (Face(known.bold, 0.05),) * 2,
        "title": (Face(known.semibold, 0.14),) * 2,
        "holder": (Face(known.bold),) * 2,
    }.get(style, (Face(known.regular), Face(known.bold)))


def _below(text):
    """Where a text ends."""
    lines = len(text["lines"])
    return text["y"] + text["size"] * (CAPITAL * lines + text["leading"] * (lines - 1))


@pytest.mark.parametrize("values", [SHORT, LONG, WORST], ids=["short", "long", "worst"])
def test_nothing_on_a_certificate_overlaps_or_leaves_it(values):
    given = _set_out(values)
    texts = given["texts"]
    signature = given["signature"]
    signed = (len(signature["post"]) + len(signature["name"])) * (CAPITAL + 0.6) * 13 + 21 * MM

    for text in texts:
        faces = Faces(*_faces(text["style"]))
        assert all(faces.width(line) * text["size"] <= WIDTH for line in text["lines"])
    assert all(_below(above) < text["y"] for above, text in pairwise(texts))
    assert _below(texts[-1]) <= 170.4 * MM - signed


@pytest.mark.parametrize("values", [SHORT, LONG, WORST], ids=["short", "long", "worst"])
def test_every_word_is_printed(values):
    given = _set_out(values)
    printed = [word for text in given["texts"] for line in _words(text["lines"]) for word in line]
    told = " ".join(
        [values["heading"], values["title"], values["introduction"], values["holder"]]
        + [values["about_holder"]]
        + ["".join(words for words, _strong in line) for line in values["lines"]]
        + [values["sources"]]
    )

    assert "".join(printed) == told.replace(" ", "")


def test_the_letterhead_leaves_room_for_the_badge():
    known = Face(typesetting.letters().bold)
    head = _set_out(LONG)["letterhead"]

    wide = [known.width(words) for style, words in head["left"] if style == "strong"]

    assert max(wide) * head["size"] <= 108 * MM


def test_a_paper_of_a_unit_has_no_gap_where_nothing_is_told_of_it():
    whole, bare = (
        _set_out(SHORT | {"about_holder": told})["texts"] for told in ("Sinh năm 2004", "")
    )

    assert len(bare) == len(whole) - 1
    assert bare[-1]["y"] < whole[-1]["y"]
