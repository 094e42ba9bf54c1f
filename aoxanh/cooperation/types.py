"""The words of working with others: kinds of records, their states, what is typed, what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.events import Event


REFERENCE: Final = Path(__file__).resolve().parent / "reference"
"""Kinds of records as shipped (``kinds.yaml``)."""


TAKEN_BACK: Final = ""
"""The state of a matter of which nothing stands: every step of it was written by mistake."""


class Partner(TextChoices):
    """Who stands on the other side of a kind of record."""

    UNIT = "unit"
    ABOVE = "above"
    BODY = "body"
    EITHER = "either"


class Side(TextChoices):
    """Who writes a step."""

    OWN = "own"
    PARTNER = "partner"


class Mistake(TextChoices):
    """What was written by mistake; of persons nothing else is said, so that no name stands there."""

    STEP = "STEP", _("Ghi nhầm bước")
    DAY = "DAY", _("Ghi nhầm ngày, văn bản")
    WHOM = "WHOM", _("Ghi nhầm người, nhầm đơn vị")
    TWICE = "TWICE", _("Ghi hai lần")
    OTHER = "OTHER", _("Lý do khác")


class CooperationMatter(TextChoices):
    """What others wrote and a unit's word is missing."""

    ANSWERS = "COOPERATION", _("Phối hợp")


class Needs(TextChoices):
    """What has to come with a step."""

    NOTHING = ""
    NOTE = "note"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state a record of some kind can be in."""

    code: str
    name: str
    needs: Needs = Needs.NOTHING
    counts: str = ""
    """The measure to which a step into this state adds."""

    is_last: bool = False
    is_once: bool = False
    by: Side = Side.OWN
    after: frozenset[str] = frozenset()
    """States that must have been passed before."""

    together: frozenset[str] = frozenset()
    """States that must have been passed, whichever came first, for the step to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record, as its file tells it."""

    code: str
    name: str
    one: str
    about: str
    partner: Partner
    asks: str
    icon: str
    states: tuple[State, ...]
    unit_kinds: frozenset[str] = frozenset()
    """Kinds of units that can be the partner; any when there is none."""

    is_numbered: bool = False
    """Whether a matter is a person, kept by a number in the unit's own book and never by name."""

    fewest: int = 0
    """Fewer persons than this are no figure for others: it would point to somebody."""

    def by(self, side: Side) -> tuple[State, ...]:
        """The states into which one side writes the step."""
        return tuple(each for each in self.states if each.by == side)

    def after(self, code: str) -> str:
        """The state that usually follows: the next one of the unit's own, but never one that ends the matter."""
        codes = [each.code for each in self.by(Side.OWN) if not each.is_last]
        place = codes.index(code) + 1 if code in codes else 0
        return codes[place] if place < len(codes) else code

    def state(self, code: str) -> State | None:
        return next((each for each in self.states if each.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGiven:
    """What is kept, as a unit types it."""

    kind: str
    title: str
    text: str = ""
    partner_id: int | None = None
    partner_name: str = ""
    task_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepGiven:
    """What happened next: the new state, the day, in words, and the paper that shows it."""

    state: str
    on: date
    note: str = ""
    paper: str = ""
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShown:
    """A record in a list or on its page, with the names of both sides."""

    pk: int
    kind: Kind
    title: str
    text: str
    unit_id: int
    unit: str
    partner_id: int | None
    partner: str
    state: State
    since: date
    task: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records of a kind a unit keeps, running and ended."""

    kind: Kind
    running: int
    ended: int
    is_few: bool = False
    """Whether there are some, but too few to tell others how many: both are 0 then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionGiven:
    """What was written by mistake; words only of a matter that is no person."""

    mistake: Mistake
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordOpened(Event):
    record_id: int
    kind: str
    partner_unit_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class RecordStepped(Event):
    record_id: int
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class StepTakenBack(Event):
    record_id: int
    kind: str
    state: str
    mistake: str


@dataclass(frozen=True, slots=True)
class NumberCorrected(Event):
    record_id: int
    kind: str


Kinds = Mapping[str, Kind]
"""By code, in the order of the file."""
