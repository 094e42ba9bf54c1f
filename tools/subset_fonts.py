"""Cuts Be Vietnam Pro to the letters the product writes and adds tabular figures.

Run once after the font package changes, from the checkout, with the development environment:
``python -m tools.subset_fonts``. The two files it writes are committed, so a build needs no Python.
"""

from copy import deepcopy
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import Merger
from fontTools.ttLib import TTFont


ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "node_modules/@fontsource/be-vietnam-pro/files"
TARGET = ROOT / "aoxanh/web/static/fonts"
WEIGHTS = (400, 600)
VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
PUNCTUATION = "\u00a0\u00ad–—‘’“”…·•°²³×−→←≤≥₫«»©±½"
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TABULAR_WIDTH = 660
"""Advance of a tabular figure in font units of 1000; the widest figure gives up some of its side bearing."""


def alphabet() -> set[int]:
    """Return the code points kept: ASCII, the Vietnamese letters and typographic signs."""
    ascii_signs = {chr(code) for code in range(0x20, 0x7F)}
    letters = VIETNAMESE + VIETNAMESE.upper()
    return {ord(sign) for sign in ascii_signs.union(letters, PUNCTUATION)}


def cut(part: str, weight: int) -> BytesIO:
    """Return one source file reduced to the alphabet, uncompressed, kerning kept."""
    font = TTFont(SOURCE / f"be-vietnam-pro-{part}-{weight}-normal.woff2")
    options = subset.Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.name_IDs = [1, 2, 4, 6, 13]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=alphabet())
    cutter.subset(font)
    font.flavor = None
    target = BytesIO()
    font.save(target)
    target.seek(0)
    return target


def add_tabular_figures(font: TTFont) -> None:
    """Give every figure a twin of one width, reached by ``font-variant-numeric: tabular-nums``."""
    glyphs, metrics = font["glyf"], font["hmtx"]
    for digit in DIGITS:
        width, bearing = metrics[digit]
        shift = (TABULAR_WIDTH - width) // 2
        twin = deepcopy(glyphs[digit])
        twin.coordinates.translate((shift, 0))
        twin.recalcBounds(glyphs)
        glyphs[f"{digit}.tnum"] = twin
        metrics[f"{digit}.tnum"] = (TABULAR_WIDTH, bearing + shift)
    font.setGlyphOrder(list(glyphs.glyphOrder))
    lines = " ".join(f"sub {digit} by {digit}.tnum;" for digit in DIGITS)
    addOpenTypeFeaturesFromString(font, f"feature tnum {{ {lines} }} tnum;", tables={"GSUB"})


def main() -> None:
    """Write one file for each weight."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        with TemporaryDirectory() as folder:
            parts = [str(Path(folder) / f"{part}.ttf") for part in ("latin", "vietnamese")]
            for path, part in zip(parts, ("latin", "vietnamese"), strict=True):
                Path(path).write_bytes(cut(part, weight).read())
            font = Merger().merge(parts)
        add_tabular_figures(font)
        font.flavor = "woff2"
        font.save(TARGET / f"be-vietnam-pro-{weight}.woff2")


if __name__ == "__main__":
    main()
