"""Reading a pasted list with the words this installation ships."""

from functools import lru_cache

import yaml

from aoxanh.activities.rules.pasted import read_list
from aoxanh.activities.types import REFERENCE, ListWords, PastedLine
from aoxanh.kernel.actors import Actor


@lru_cache(maxsize=1)
def list_words() -> ListWords:
    """What pasted lists are recognised by."""
    raw = yaml.safe_load((REFERENCE / "pasted_lists.yaml").read_text("utf-8"))
    return ListWords(
        columns={kind: frozenset(words) for kind, words in raw["columns"].items()},
        titles=tuple(raw["titles"]),
        fillers=frozenset(raw["fillers"]),
        prefixes=raw["prefixes"],
    )


def read_pasted(text: str, *, actor: Actor) -> tuple[PastedLine, ...]:
    """The lines of ``text`` as understood on the actor's day; no database. Raises ``PastedTooLong``."""
    return read_list(text, list_words(), day=actor.day)
