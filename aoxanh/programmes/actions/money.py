"""What a unit placed for a programme and spent on its tasks: entries that only grow (RES-06, RES-07)."""

from datetime import datetime

from django.db import transaction

from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import nfc
from aoxanh.programmes import queries, rules
from aoxanh.programmes.errors.budget import (
    EntryCorrectedAlready,
    EntryUnchanged,
    PaperNeeded,
    SchemeKnownAlready,
    SpentOnTask,
    UnknownScheme,
)
from aoxanh.programmes.models import MoneyEntry, Programme, Scheme, Task
from aoxanh.programmes.types.budget import (
    MoneyCorrected,
    MoneyGiven,
    MoneyKind,
    MoneyRecorded,
    SchemeGiven,
    SchemeLinked,
    Source,
)


def _programme(by: Actor, unit_id: int, programme_id: int) -> Programme:
    """A programme that holds for the unit; what was spent under an ended one may still be told."""
    found = queries.programmes_at(unit_id, actor=by).filter(pk=programme_id).first()
    if found is None:
        raise Missing
    return found


def _check_paper(by: Actor, given: MoneyGiven) -> None:
    if not nfc(given.document).strip() or given.document_on > by.day:
        raise PaperNeeded


@transaction.atomic(savepoint=False)
def record_money(
    *, by: Actor, unit_id: int, programme_id: int, given: MoneyGiven, now: datetime
) -> MoneyEntry:
    """Record what the unit placed or spent, by a document. Money without an estimate is allowed, and flagged.

    Raises ``NotAllowed``, ``Missing``, ``YearOutside``, ``AmountNotPositive``, ``UnknownSource``, ``SpentOnTask``,
    ``SchemeNeeded``, ``UnknownScheme``, ``PaperNeeded``.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    programme = _programme(by, unit_id, programme_id)
    rules.check_amount(given.amount)
    source = _checked(by, unit_id, programme, given)
    entry = _write(by, unit_id, programme, source, given, None, now)
    audit.record(
        by=by,
        event=MoneyRecorded(programme.pk, given.year, entry.pk, entry.amount),
        unit_id=unit_id,
        subject=("money_entry", entry.pk),
        now=now,
    )
    return entry


def _checked(by: Actor, unit_id: int, programme: Programme, given: MoneyGiven) -> Source:
    rules.check_year(given.year, queries.years_of_budget(programme))
    _check_paper(by, given)
    if given.kind == MoneyKind.SPENT and given.task_id is None:
        raise SpentOnTask
    if given.task_id is not None:
        tasks = Task.objects.filter(programme=programme, pk=given.task_id)
        if not tasks.exists():
            raise Missing
    source = rules.source(given.source, queries.sources_of(programme))
    rules.check_scheme(source, has_scheme=given.scheme_id is not None)
    schemes = queries.schemes_at(unit_id, programme_id=programme.pk, actor=by)
    if given.scheme_id is not None and not schemes.filter(pk=given.scheme_id).exists():
        raise UnknownScheme
    return source


def _write(  # noqa: PLR0917  one entry, told by its parts
    by: Actor,
    unit_id: int,
    programme: Programme,
    source: Source,
    given: MoneyGiven,
    corrects: MoneyEntry | None,
    now: datetime,
) -> MoneyEntry:
    return MoneyEntry.objects.create(
        programme=programme,
        unit_id=unit_id,
        task_id=given.task_id,
        scheme_id=given.scheme_id,
        corrects=corrects,
        year=given.year,
        entry=given.kind,
        source=source.code,
        kind=source.kind,
        amount=given.amount,
        is_about=given.is_about,
        document=nfc(given.document).strip(),
        document_on=given.document_on,
        note=nfc(given.note),
        account_id=by.account_id,
        recorded_at=now,
    )


@transaction.atomic(savepoint=False)
def correct_money(
    *, by: Actor, unit_id: int, entry_id: int, given: MoneyGiven, now: datetime
) -> MoneyEntry:
    """Stand another entry for one that was wrong; nought takes it back. The wrong one stays on record.

    Raises what ``record_money`` raises, ``EntryCorrectedAlready`` and ``EntryUnchanged``.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    locked = MoneyEntry.objects.all().visible_to(by, Permission.PLAN_VIEW)
    locked = locked.select_for_update(of=("self",), no_key=True)
    wrong = locked.filter(pk=entry_id, unit_id=unit_id).first()
    if wrong is None:
        raise Missing
    if MoneyEntry.objects.filter(corrects=wrong).exists():
        raise EntryCorrectedAlready
    programme = _programme(by, unit_id, wrong.programme_id)
    rules.check_amount(given.amount, least=0)
    source = _checked(by, unit_id, programme, given)
    if _said(wrong) == _told(given, source):
        raise EntryUnchanged
    entry = _write(by, unit_id, programme, source, given, wrong, now)
    audit.record(
        by=by,
        event=MoneyCorrected(programme.pk, given.year, entry.pk, wrong.pk),
        unit_id=unit_id,
        subject=("money_entry", entry.pk),
        now=now,
    )
    return entry


def _said(entry: MoneyEntry) -> tuple[object, ...]:
    return (
        entry.year, entry.task_id, entry.scheme_id, entry.source, entry.amount, entry.is_about,
        entry.document, entry.document_on,
    )  # fmt: skip


def _told(given: MoneyGiven, source: Source) -> tuple[object, ...]:
    return (
        given.year, given.task_id, given.scheme_id, source.code, given.amount, given.is_about,
        nfc(given.document).strip(), given.document_on,
    )  # fmt: skip


@transaction.atomic(savepoint=False)
def link_scheme(
    *, by: Actor, unit_id: int, programme_id: int, given: SchemeGiven, now: datetime
) -> Scheme:
    """Name another scheme with which tasks of a programme are carried out together (PLN-08).

    Raises ``NotAllowed``, ``Missing``, ``SchemeKnownAlready``.
    """
    by.require(Permission.PLAN_REPORT, at=unit_id)
    programme = _programme(by, unit_id, programme_id)
    name = nfc(given.name)
    other = Programme.objects.filter(code=given.programme_code).first()
    known = Scheme.objects.filter(programme=programme, unit_id=unit_id, name=name)
    if other == programme or known.exists():
        raise SchemeKnownAlready
    tasks = list(Task.objects.filter(programme=programme, pk__in=list(given.task_ids)))

    scheme = Scheme.objects.create(
        programme=programme, unit_id=unit_id, other=other, name=name, number=nfc(given.number)
    )
    scheme.tasks.set(tasks)
    audit.record(
        by=by,
        event=SchemeLinked(programme.pk, scheme.pk, len(tasks)),
        unit_id=unit_id,
        subject=("programme", programme.pk),
        now=now,
    )
    return scheme
