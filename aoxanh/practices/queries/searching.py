"""Models found by what somebody types, with marks or without, also mistyped; and models that are alike."""

from collections.abc import Mapping, Sequence

from aoxanh.kernel.searching import Search, Wanted, halves, meant, near_spellings
from aoxanh.kernel.text import fold
from aoxanh.practices import rules
from aoxanh.practices.models import Practice, Word
from aoxanh.practices.models.practice import PracticeQuerySet
from aoxanh.practices.types import PracticeState


_MOST_WORDS = 8
_CANDIDATES = 60
_LISTED = {"state": [PracticeState.LISTED.value]}


def found_by(
    rows: PracticeQuerySet,
    text: str,
    *,
    beside: Mapping[str, Sequence[str]],
    marks: Sequence[Sequence[str]] = (),
    most: int | None = None,
) -> PracticeQuerySet:
    """Those in which every word of ``text`` stands, or what it may have meant; ``Search`` tells the rest."""
    words = fold(text).split()[:_MOST_WORDS]
    if not words and not marks:
        return rows
    wanted = meant(words, _known(words)) if words else []
    limit = most if words else None
    return rows.filter(search_text__words=Search(wanted, beside, limit, marks))


def _known(words: Sequence[str]) -> set[str]:
    """Which of the words, and of what they may have meant, stand in any model."""
    asked = set(words)
    for word in words:
        asked |= near_spellings(word)
        asked |= {part for pair in halves(word) for part in pair}
    return set(Word.objects.filter(word__in=asked).order_by("word").values_list("word", flat=True))


def similar(practice: Practice, *, limit: int = 3) -> list[Practice]:
    """Other models in the registry that tell of the same thing, the likest first; anyone may know them."""
    phrases = rules.telling_phrases(practice.title, practice.summary or practice.purpose)
    listed = Practice.objects.all().listed().exclude(pk=practice.pk)
    newest = Search([Wanted(phrases)], _LISTED, _CANDIDATES + 1)
    candidates = listed.filter(search_text__words=newest)
    by_key = {each.pk: each for each in candidates.order_by("-listed_at", "-pk")[:_CANDIDATES]}
    texts = {key: each.search_text for key, each in by_key.items()}
    return [by_key[key] for key in rules.most_alike(practice.search_text, texts, limit=limit)]
