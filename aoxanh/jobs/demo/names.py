"""Invented names of the peoples of Lai Châu."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from aoxanh.jobs.demo.stage import texts
from aoxanh.people.types import Gender


FIRST_PHONE = 900_000_101
"""0900 000 001 and its neighbours belong to the accounts that the command line prints."""


@dataclass(frozen=True, slots=True)
class Invented:
    full_name: str
    gender: Gender


def invent(throws: Random, peoples: Sequence[str]) -> Invented:
    """One name of one of the peoples."""
    parts = texts("names")[throws.choice(peoples)]
    gender = throws.choice((Gender.FEMALE, Gender.MALE))
    sex = gender.lower()
    family = throws.choice(parts["families"])
    middle = throws.choice(parts[f"{sex}_middles"])
    given = throws.choice(parts[sex])
    return Invented(f"{family} {middle} {given}", gender)


class Phones:
    """Numbers that are handed out one after the other."""

    def __init__(self) -> None:
        self._next = FIRST_PHONE

    def take(self) -> str:
        """``+84900000101``, ``+84900000102``, …"""
        self._next += 1
        return f"+84{self._next - 1}"
