"""A person's year: what they did, how it was recorded, as a PDF of their own (NET-10)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from aoxanh.activities.queries import certificates as ledger
from aoxanh.activities.types.certificates import Served
from aoxanh.activities.types.hours import BY_WORD
from aoxanh.documents import queries as documents
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.dates import vn_long_date
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.language import in_vietnamese
from aoxanh.kernel.numbers import hours
from aoxanh.kernel.periods import Period
from aoxanh.people import queries as people
from aoxanh.recognition import rules
from aoxanh.recognition.types import YearlyRecord, YearlyRow
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.units.types import InstanceInfo


LAYOUT: Final = "yearly_record"


def yearly_record(*, person_id: int, year: int, actor: Actor) -> YearlyRecord:
    """What the ledger holds of one person in ``year``, units named as they were then.

    For the person and for officers who see the person. Raises ``Missing``.
    """
    return record_of(person_id=person_id, days=Period.year(year), actor=actor)


def record_of(*, person_id: int, days: Period, actor: Actor) -> YearlyRecord:
    """The same of any twelve months: a school year, too. Raises ``Missing``."""
    whole = Actor.system(cause="yearly record", day=actor.day)
    reader = whole if actor.person_id == person_id else actor
    person = people.persons_by_id((person_id,), actor=reader).get(person_id)
    if person is None:
        raise Missing
    rows = ledger.served(
        person_ids=people.records_of((person_id,)), starts_on=days.start, ends_on=days.end
    )
    rows.sort(key=lambda row: (min(row.days), row.title, row.activity_id))
    names = _names_then(rows)
    confirmers = {unit for row in rows for unit in row.confirmed_by_unit_ids}
    return YearlyRecord(
        year=days.start.year,
        holder=person.full_name,
        about_holder=rules.about_holder(
            birth_date=person.birth_date, birth_year=person.birth_year, units=""
        ),
        rows=tuple(_row(row, names) for row in rows),
        days=len({day for row in rows for day in row.days}),
        activities=len({row.activity_id for row in rows}),
        minutes_by_source=_by_source(rows),
        confirmed_by=tuple(sorted(units.names_at(confirmers, days.last_day).values())),
    )


@in_vietnamese
def yearly_record_pdf(*, person_id: int, year: int, actor: Actor, on: datetime) -> bytes:
    """The record as sealed PDF/A, made at ``on``. Raises ``Missing``."""
    record = yearly_record(person_id=person_id, year=year, actor=actor)
    instance = units.instance()
    facts = {
        "kind": rules.YEARLY_RECORD,
        "holder": record.holder,
        "year": year,
        "minutes": record.minutes_by_source,
        "issued": actor.day.isoformat(),
        **rules.demo_mark(is_demo=instance.is_demo),
    }
    values = {
        **record_values(record, heading=f"Năm {year}"),
        **frame_values(instance, actor.day),
        "document_title": f"Giờ và ngày tình nguyện năm {year}",
    }
    return documents.typeset_sealed(LAYOUT, values, payload=facts, on=on)


def frame_values(instance: "InstanceInfo", day: date) -> dict[str, object]:
    """What stands around a record: whose portal, where and when, and from what it was made."""
    return {
        "document_author": instance.name,
        "portal": instance.name,
        "place_and_day": _place_and_day(instance.place_name, day),
        "footer": f"Lập từ sổ giờ của {instance.name}. Tên đơn vị ghi như lúc hoạt động diễn ra.",
    }


def record_values(record: YearlyRecord, *, heading: str) -> dict[str, object]:
    """The record as its layout takes it, without a rule it was counted by."""
    minutes = record.minutes_by_source
    confirmed = " và ".join(record.confirmed_by)
    return {
        "heading": heading,
        "reached": {},
        "elsewhere": [],
        "holder": record.holder,
        "about_holder": record.about_holder,
        "figures": [
            [hours(record.minutes), "giờ"],
            [str(record.days), "ngày"],
            [str(record.activities), "hoạt động"],
        ],
        "sources": [
            {
                "source": source,
                "label": rules.source_label(source).capitalize(),
                "hours": f"{hours(amount)} giờ",
                "share": amount,
            }
            for source, amount in rules.in_order(minutes)
        ],
        "confirmed_by": f"Giờ bổ sung sau do {confirmed} xác nhận." if confirmed else "",
        "rows": [
            {
                "activity_id": row.activity_id,
                "days": _days(row.first_day, row.last_day),
                "title": row.title,
                "unit": row.unit,
                "role": row.role,
                "organiser": row.organiser,
                "hours": hours(row.minutes),
                "late": row.is_late,
                "sources": ", ".join(rules.source_label(source) for source in row.sources),
                "counted": "",
            }
            for row in record.rows
        ],
        "total_hours": hours(record.minutes),
    }


def _row(row: Served, names: dict[tuple[int, date], str]) -> YearlyRow:
    month = max(row.days).replace(day=1)
    unit_id = row.participant_unit_id
    return YearlyRow(
        activity_id=row.activity_id,
        title=row.title,
        role=row.role,
        first_day=min(row.days),
        last_day=max(row.days),
        organiser=names[row.organiser_unit_id, month],
        unit=names[unit_id, month] if unit_id else "",
        minutes=row.minutes,
        is_late=any(row.minutes_by_source.get(source, 0) > 0 for source in BY_WORD),
        sources=tuple(source for source, _minutes in rules.in_order(row.minutes_by_source)),
    )


def _names_then(rows: Iterable[Served]) -> dict[tuple[int, date], str]:
    """Names by unit and month of the work: one statement for each month in which something was done."""
    by_month: dict[date, set[int]] = {}
    last: dict[date, date] = {}
    for row in rows:
        day = max(row.days)
        month = day.replace(day=1)
        involved = {row.organiser_unit_id, row.participant_unit_id}
        by_month.setdefault(month, set()).update(pk for pk in involved if pk)
        last[month] = max(day, last.get(month, day))
    return {
        (unit_id, month): name
        for month, unit_ids in by_month.items()
        for unit_id, name in units.names_at(unit_ids, last[month]).items()
    }


def _by_source(rows: Sequence[Served]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        for source, minutes in row.minutes_by_source.items():
            found[source] = found.get(source, 0) + minutes
    return {source: minutes for source, minutes in sorted(found.items()) if minutes > 0}


def _days(first: date, last: date) -> str:
    """``18/10``, ``03/7 đến 05/7``: the year stands in the title."""
    start, end = (f"{day:%d}/{day.month}" for day in (first, last))
    return start if first == last else f"{start} đến {end}"


def _place_and_day(place: str, day: date) -> str:
    return f"{place}, {vn_long_date(day)}" if place else vn_long_date(day).capitalize()
