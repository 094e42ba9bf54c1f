"""A model of work written, edited, reviewed, put into the registry and taken out of it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import NOWHERE, Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.statistics import MANY, renew
from aoxanh.kernel.text import nfc, sort_key
from aoxanh.practices import rules
from aoxanh.practices.actions.words import remember_partners, remember_words
from aoxanh.practices.errors import (
    AlreadyListed,
    EndsBeforeStart,
    NothingChosen,
    NotListed,
    NotYetReviewed,
)
from aoxanh.practices.models import Practice, PracticeFlag, Wording
from aoxanh.practices.queries.observing import Observer
from aoxanh.practices.queries.places import home_province_id
from aoxanh.practices.queries.together import MateNames
from aoxanh.practices.types import (
    FlagResolved,
    Mate,
    MateKind,
    PracticeEdited,
    PracticeGiven,
    PracticeLevel,
    PracticeListed,
    PracticeRetired,
    PracticesListed,
    PracticeState,
    PracticeWritten,
    Replicability,
)


@transaction.atomic(savepoint=False)
def write(*, by: Actor, unit_id: int, practice: PracticeGiven, now: datetime) -> Practice:
    """Write a model down as a draft.

    Raises ``NotAllowed``, ``TitleNeeded``, ``YearImplausible``, ``EndsBeforeStart``.
    """
    by.require(Permission.PRACTICE_EDIT, at=unit_id)
    texts = rules.read_texts(practice.texts, year=practice.year, day=by.day)
    mates = _known(practice, by=by, keeper_id=unit_id)
    place_id = practice.place_id or home_province_id()

    made = Practice.objects.create(
        unit_id=unit_id,
        created_at=now,
        sort_key=sort_key(texts["title"]),
        **texts,
        **_plain(practice),
        **_placed(mates, unit_id=unit_id, place_id=place_id),
        **rules.derived(texts, more=_said(practice, mates)),
    )
    remember_words([made.search_text])
    remember_partners(mates)
    _record(PracticeWritten(made.pk), made, by=by, now=now)
    return made


@transaction.atomic(savepoint=False)
def edit(*, by: Actor, practice_id: int, practice: PracticeGiven, now: datetime) -> Practice:
    """Change a model; the wording until now is kept as a version.

    Classes that were confirmed stay while their text does. Raises ``Missing``, ``NotAllowed``, ``TitleNeeded``,
    ``YearImplausible``, ``EndsBeforeStart``.
    """
    kept = locked(practice_id, by=by)
    texts = rules.read_texts(practice.texts, year=practice.year, day=by.day)
    declined = [each for each in kept.known_mates if each.kind == MateKind.DECLINED]
    mates = _known(practice, by=by, keeper_id=kept.unit_id, declined=declined)
    changed = tuple(column for column, text in texts.items() if getattr(kept, column) != text)
    if changed:
        Wording.objects.create(
            practice=kept,
            version=kept.version,
            texts={column: getattr(kept, column) for column in texts},
            account_id=by.account_id,
            until=now,
        )
        kept.version += 1

    derived = rules.derived(texts, more=f"{_said(practice, mates)} {kept.province_text}")
    if kept.classes_confirmed_at and not {"level_text", "replicability_text"} & set(changed):
        derived = {
            name: value for name, value in derived.items() if name not in {"level", "replicability"}
        }
    placed = _placed(mates, unit_id=kept.unit_id, place_id=practice.place_id)
    columns = {**texts, **derived, **_plain(practice), **placed}
    columns["sort_key"] = sort_key(texts["title"])
    for column, value in columns.items():
        setattr(kept, column, value)
    kept.save(update_fields=[*columns, "version"])
    remember_words([kept.search_text])
    remember_partners(mates)
    _record(PracticeEdited(kept.pk, kept.version, changed), kept, by=by, now=now)
    return kept


@transaction.atomic(savepoint=False)
def confirm_classes(
    *,
    by: Actor,
    practice_id: int,
    level: PracticeLevel,
    replicability: Replicability,
    now: datetime,
) -> Practice:
    """Say what the suggested classes really are (MOD-06). Raises ``Missing``, ``NotAllowed``."""
    practice = locked(practice_id, by=by)

    practice.level, practice.replicability = level, replicability
    practice.classes_confirmed_at = now
    practice.save(update_fields=["level", "replicability", "classes_confirmed_at"])
    event = PracticeEdited(practice.pk, practice.version, ("level", "replicability"))
    _record(event, practice, by=by, now=now)
    return practice


@transaction.atomic(savepoint=False)
def resolve_flag(*, by: Actor, flag_id: int, note: str, now: datetime) -> PracticeFlag:
    """Say that somebody looked at it and what they found. Raises ``Missing``, ``NotAllowed``."""
    flag = PracticeFlag.objects.filter(pk=flag_id, resolved_at__isnull=True).first()
    practice = locked(flag.practice_id if flag else NOWHERE, by=by)
    if flag is None:
        raise Missing

    flag.resolved_at, flag.note = now, nfc(note)[:300]
    flag.save(update_fields=["resolved_at", "note"])
    _record(FlagResolved(practice.pk, flag.kind), practice, by=by, now=now)
    return flag


@transaction.atomic(savepoint=False)
def put_into_registry(*, by: Actor, practice_id: int, now: datetime) -> Practice:
    """Show a reviewed model to everyone. Raises ``Missing``, ``NotAllowed``, ``AlreadyListed``, ``NotYetReviewed``."""
    practice = locked(practice_id, by=by)
    if practice.state == PracticeState.LISTED:
        raise AlreadyListed
    if PracticeFlag.objects.filter(practice=practice, resolved_at__isnull=True).exists():
        raise NotYetReviewed

    practice.state, practice.listed_at = PracticeState.LISTED, now
    practice.save(update_fields=["state", "listed_at"])
    _record(PracticeListed(practice.pk), practice, by=by, now=now)
    return practice


@transaction.atomic(savepoint=False)
def put_all_into_registry(
    *,
    by: Actor,
    unit_id: int,
    chosen: Mapping[int, tuple[PracticeLevel, Replicability]],
    flags_seen: Collection[int],
    now: datetime,
) -> int:
    """Show reviewed drafts of the unit to everyone, each with the classes that somebody confirmed for it.

    ``flags_seen`` are what deserved a look and had it. Gives how many. Raises ``NothingChosen``, ``Missing``,
    ``NotAllowed``, ``AlreadyListed``, ``NotYetReviewed``: then nothing is shown.
    """
    by.require(Permission.PRACTICE_EDIT, at=unit_id)
    if not chosen:
        raise NothingChosen
    rows = Practice.objects.filter(unit_id=unit_id, pk__in=chosen).order_by("pk")
    found = list(rows.select_for_update(of=("self",), no_key=True))
    if len(found) < len(chosen):
        raise Missing
    if any(practice.state == PracticeState.LISTED for practice in found):
        raise AlreadyListed
    flags = PracticeFlag.objects.filter(practice__in=found, resolved_at__isnull=True)
    if flags.exclude(pk__in=flags_seen).exists():
        raise NotYetReviewed

    flags.update(resolved_at=now)
    for level, replicability in sorted(set(chosen.values())):
        alike = [key for key, classes in chosen.items() if classes == (level, replicability)]
        Practice.objects.filter(pk__in=alike).update(
            level=level,
            replicability=replicability,
            classes_confirmed_at=now,
            listed_at=now,
            state=PracticeState.LISTED,
        )
    if len(found) >= MANY:
        renew(Practice)
    audit.record(by=by, event=PracticesListed(len(found)), unit_id=unit_id, now=now)
    return len(found)


@transaction.atomic(savepoint=False)
def retire(*, by: Actor, practice_id: int, now: datetime) -> Practice:
    """Stop showing a model; who took it up stays. Raises ``Missing``, ``NotAllowed``, ``NotListed``."""
    practice = locked(practice_id, by=by)
    if practice.state != PracticeState.LISTED:
        raise NotListed

    practice.state = PracticeState.RETIRED
    practice.save(update_fields=["state"])
    _record(PracticeRetired(practice.pk), practice, by=by, now=now)
    return practice


def locked(practice_id: int, *, by: Actor) -> Practice:
    """The model for editing; outside one's sight it does not exist."""
    rows = Practice.objects.all().visible_to(by, Permission.PRACTICE_VIEW)
    found = rows.select_for_update(of=("self",), no_key=True).filter(pk=practice_id).first()
    if found is None:
        raise Missing
    by.require(Permission.PRACTICE_EDIT, at=found.unit_id)
    return found


def _plain(given: PracticeGiven) -> dict[str, object]:
    """Raises ``EndsBeforeStart``."""
    if given.started_on and given.ended_on and given.ended_on < given.started_on:
        raise EndsBeforeStart
    return {
        "year": given.year,
        "kind": given.kind,
        "summary": nfc(given.summary)[:200],
        "field_codes": sorted(given.field_codes),
        "started_on": given.started_on,
        "ended_on": given.ended_on,
    }


def _known(
    given: PracticeGiven, *, by: Actor, keeper_id: int, declined: Collection[Mate] = ()
) -> list[Mate]:
    """Who does it as well, by name and as the portal knows them. Raises ``MateNameTooLong``."""
    named = [replace(mate, name=nfc(mate.name)) for mate in given.mates]
    found = MateNames(Observer(by.day), by.day).known(named, given.year)
    return rules.settled([*found, *declined], keeper_id=keeper_id)


def _placed(mates: list[Mate], *, unit_id: int, place_id: int | None) -> dict[str, object]:
    """Where and with whom, and the marks of both."""
    return {
        "place_id": place_id,
        "mates": rules.as_kept(mates),
        "marks": rules.marks_of(keeper_id=unit_id, place_id=place_id, mates=mates),
    }


def _said(given: PracticeGiven, mates: list[Mate]) -> str:
    """What is searched beside the eight texts."""
    told = [mate.name for mate in mates if mate.kind != MateKind.DECLINED]
    return " ".join([*told, given.summary])


def _record(event: Event, practice: Practice, *, by: Actor, now: datetime) -> None:
    audit.record(
        by=by, event=event, unit_id=practice.unit_id, subject=("practice", practice.pk), now=now
    )
