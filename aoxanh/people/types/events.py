"""What the trail says about persons and their ties."""

from dataclasses import dataclass
from datetime import date

from aoxanh.kernel.events import Event


@dataclass(frozen=True, slots=True)
class HandoverProposed(Event):
    handover_id: int


@dataclass(frozen=True, slots=True)
class HandoverWithdrawn(Event):
    handover_id: int


@dataclass(frozen=True, slots=True)
class HandoverDone(Event):
    """Both signed, or the superior decided: so many roles, posts and duties moved on the day."""

    handover_id: int
    roles: int
    posts: int
    on: date


@dataclass(frozen=True, slots=True)
class PersonEnrolled(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonsEnrolled(Event):
    persons: int


@dataclass(frozen=True, slots=True)
class OfficersLoaded(Event):
    posts: int


@dataclass(frozen=True, slots=True)
class OfficersTakenBack(Event):
    posts: int


@dataclass(frozen=True, slots=True)
class PersonsTakenBack(Event):
    persons: int


@dataclass(frozen=True, slots=True)
class VolunteerRegistered(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonVerified(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonClaimed(Event):
    person_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class PersonMerged(Event):
    person_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class PersonTakenApart(Event):
    """A merger was undone: the record stands for itself again."""

    person_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class AgreedMergerTakenApart(Event):
    """A merger that another unit had agreed to was undone: the entry of that unit."""

    proposal_id: int
    counterpart_id: int


@dataclass(frozen=True, slots=True)
class PersonWithdrawn(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    """What named the person is gone; what was counted stays."""

    person_id: int


@dataclass(frozen=True, slots=True)
class PersonErasedOnPaper(Event):
    """The same, by the unit above that held the person's paper; the paper's number lies in the detail."""

    person_id: int
    unit_id: int
    received_on: date


@dataclass(frozen=True, slots=True)
class PersonRead(Event):
    """An officer opened the record of a person: noted once a day."""

    person_id: int


@dataclass(frozen=True, slots=True)
class ProfileEdited(Event):
    person_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MembershipBegun(Event):
    membership_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class MembershipEnded(Event):
    membership_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class OfficerAppointed(Event):
    post_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class PostEnded(Event):
    post_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class OfficesEnded(Event):
    """Posts and the duty to be called ended with the units of a reorganisation."""

    reorganisation_id: int
    posts: int
    duties: int


@dataclass(frozen=True, slots=True)
class FocalPointNamed(Event):
    focal_point_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class GuardianNamed(Event):
    """A guardian was noted, or what was noted of one was put right."""

    person_id: int
    guardian_id: int


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    consent_id: int
    purpose: str
    version: int


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    consent_id: int
    purpose: str
    version: int


@dataclass(frozen=True, slots=True)
class OfficesRestored(OfficesEnded):
    """They go on after all: the reorganisation was taken back before its day."""


@dataclass(frozen=True, slots=True)
class MergeProposed(Event):
    """A unit asked another whether one of its people is in the other's list too."""

    proposal_id: int
    counterpart_id: int


@dataclass(frozen=True, slots=True)
class MergeProposalAnswered(Event):
    proposal_id: int
    counterpart_id: int
    merged: bool


@dataclass(frozen=True, slots=True)
class MergeProposalWithdrawn(Event):
    proposal_id: int
    counterpart_id: int
