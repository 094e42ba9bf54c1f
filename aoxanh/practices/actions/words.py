"""The words of models, remembered so that a mistyped one is understood."""

from collections.abc import Iterable

from aoxanh.practices.models import Word


_LONGEST = 40
_AT_ONCE = 2000


def remember_words(folded: Iterable[str]) -> None:
    """Keep every word of folded texts; those that are known already cost a look-up only."""
    words = {word for text in folded for word in text.split() if len(word) <= _LONGEST}
    known = set(Word.objects.filter(word__in=words).order_by("word").values_list("word", flat=True))
    new = [Word(word=word) for word in sorted(words - known)]
    Word.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)
