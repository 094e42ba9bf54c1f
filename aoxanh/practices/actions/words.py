"""The words and the partners of models, remembered so that they are understood in others."""

from collections.abc import Iterable

from aoxanh.kernel.text import fold
from aoxanh.practices.models import Partner, Word
from aoxanh.practices.types import PARTNER_KINDS, Mate


_LONGEST = 40
_AT_ONCE = 2000


def remember_words(folded: Iterable[str]) -> None:
    """Keep every word of folded texts; those that are known already cost a look-up only."""
    words = {word for text in folded for word in text.split() if len(word) <= _LONGEST}
    known = set(Word.objects.filter(word__in=words).order_by("word").values_list("word", flat=True))
    new = [Word(word=word) for word in sorted(words - known)]
    Word.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)


def remember_partners(mates: Iterable[Mate]) -> None:
    """Keep the partners among them by name; the first kind that somebody said stays."""
    named = {fold(mate.name): mate for mate in mates if mate.kind in PARTNER_KINDS}
    rows = [
        Partner(key=key[:200], name=mate.name, kind=mate.kind.value)
        for key, mate in sorted(named.items())
    ]
    Partner.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
