"""What goes in and out as JSON. What comes in is strict: a number is no text and “false” is no hour."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Path, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from aoxanh.kernel.dates import YEARS


def _holds(text: str) -> str:
    """Refuse the one sign that no column holds."""
    if "\0" in text:
        raise PydanticCustomError("sign", "NUL")
    return text


def _can_be(instant: datetime) -> datetime:
    """Refuse the years near the ends of the calendar, where another zone's day is none."""
    if instant.year not in YEARS:
        said = {"ge": YEARS[0], "le": YEARS[-1]}
        raise PydanticCustomError("year", "a year nobody means", said)
    return instant


Plain = AfterValidator(_holds)
Instant = Annotated[AwareDatetime, AfterValidator(_can_be)]
Text = Annotated[StrictStr, Field(max_length=200), Plain]
Code = Annotated[str, Path(), Plain]
"""What a path names; longer than any that was given, it names nothing."""
Number = Annotated[StrictInt, Field(ge=1, le=2**53)]


class Refused(Schema):
    """Why it was not done: ``code`` names the refusal, ``message`` says it in Vietnamese or English."""

    code: str
    message: str
    field: str = ""


class ActivitiesAsked(Schema):
    """By what a list is narrowed: words of the title, codes of place and field of work, days of the beginning."""

    q: Annotated[str, Field(max_length=100), Plain] = ""
    place: Annotated[str, Field(pattern=r"^[0-9]{0,5}$")] = ""
    field: Annotated[str, Field(max_length=40), Plain] = ""
    first_day: date | None = None
    last_day: date | None = None
    past: bool = False
    offset: Annotated[int, Field(ge=0, le=100_000)] = 0


class Whose(Schema):
    """What a key opens."""

    unit_id: int
    role: str
    valid_to: date


class ActivityRow(Schema):
    """One activity of a list; ``free`` is null where nothing is counted."""

    code: str
    title: str
    state: str
    kind: str
    unit_id: int
    unit: str
    place: str
    starts_on: date
    last_day: date
    places: int | None = None
    free: int | None = None


class ActivityRows(Schema):
    """A page of activities: ``offset`` of the next one, null on the last."""

    items: list[ActivityRow]
    total: int
    next_offset: int | None


class SlotOut(Schema):
    id: int
    role: str
    capacity: int
    free: int


class ShiftOut(Schema):
    id: int
    name: str
    starts_at: datetime
    ends_at: datetime
    slots: list[SlotOut]


class ActivityOut(ActivityRow):
    """One activity with its shifts; ``slots`` of a shift are what one signs up for."""

    summary: str
    needs_approval: bool
    min_age: int | None
    shifts: list[ShiftOut]


class GuardianIn(Schema):
    model_config = ConfigDict(extra="forbid")

    full_name: Text
    phone: Text
    relation: Text = ""


class SignupIn(Schema):
    """A person who wants a place in one slot of each of one or more shifts.

    ``consented`` says that the person, or the guardian of a minor, agreed to the words on the page of the activity.
    """

    model_config = ConfigDict(extra="forbid")

    slots: Annotated[list[Number], Field(min_length=1, max_length=20)]
    full_name: Text
    contact: Text
    birth_year: Annotated[StrictInt, Field(ge=1900, le=2200)] | None = None
    guardian: GuardianIn | None = None
    consented: Literal[True]


class SignupOut(Schema):
    """The pass: its address belongs to the person alone and is told only here."""

    pass_address: str
    states: list[str]


class SignupRow(Schema):
    id: int
    full_name: str
    state: str
    shift_id: int
    slot_id: int
    signed_up_at: datetime


class SignupRows(Schema):
    items: list[SignupRow]
    total: int
    next_offset: int | None


class ScanIn(Schema):
    """What a device read at the door: ``raw`` from the QR code, or ``short_code`` as typed, or ``signup_id``.

    ``uuid`` is the device's own: the same scan sent again changes nothing and is answered the same.
    """

    model_config = ConfigDict(extra="forbid")

    uuid: UUID
    device_at: Instant
    direction: Literal["IN", "OUT"] = "IN"
    raw: Annotated[StrictStr, Field(max_length=400), Plain] = ""
    short_code: Annotated[StrictStr, Field(max_length=20), Plain] = ""
    signup_id: Number | None = None
    shift_id: Number | None = None
    device: Annotated[StrictStr, Field(max_length=36), Plain] = ""


class ScanOut(Schema):
    """``outcome`` COUNTED or KEPT; a kept scan says why in ``message``."""

    outcome: str
    reason: str
    message: str
    full_name: str
    again: bool
    checked_in_at: datetime | None
    checked_out_at: datetime | None


class CertificateOut(Schema):
    """What anybody with the code may know; of the holder initials only, unless they chose to show more."""

    answer: str
    holder: str
    issuer: str
    issued_on: date | None
