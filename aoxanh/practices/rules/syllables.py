"""Whether a piece of text can be a Vietnamese syllable: what a page break cut apart cannot."""

import re

from aoxanh.kernel.text import fold


_SYLLABLE = re.compile(
    r"^(b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"(a|ai|ao|au|ay|e|eo|eu|i|ia|ie|ieu|iu|o|oa|oai|oao|oay|oe|oeo|oi|oo|u|ua|uau|uay|ue|ueu|ui|uo|uoi|uou|uu|uy|uya|uye|uyu"
    r"|y|ya|ye|yeu)"
    r"(c|ch|m|n|ng|nh|p|t)?$"
)
_VOWEL = re.compile(r"[aeiouy]")


def is_syllable(piece: str) -> bool:
    """Whether ``piece``, marks aside, is built like a syllable of Vietnamese."""
    return bool(_SYLLABLE.match(fold(piece)))


def is_fragment(piece: str) -> bool:
    """Whether ``piece`` cannot stand alone: letters without a vowel (``nh``, ``t``)."""
    plain = fold(piece)
    return plain.isalpha() and not _VOWEL.search(plain)


def was_cut(before: str, after: str) -> bool:
    """Whether ``before`` and ``after`` are the halves of one cut syllable: ``tì`` and ``nh``."""
    if not before or not after or not (before[-1].isalpha() and after[0].islower()):
        return False
    return (is_fragment(before) or is_fragment(after)) and is_syllable(before + after)
