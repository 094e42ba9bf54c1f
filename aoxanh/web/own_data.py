"""What is kept about one person, who read it, and the copy to take along: shared by Trang của tôi and the pass."""

import io
import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from aoxanh.activities import queries as activities
from aoxanh.audit import queries as trail
from aoxanh.kernel.dates import local_day, vn_date, vn_time
from aoxanh.kernel.traces import Left, counted, traces
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.people.models import Person


READ, TAKEN = "people.PersonRead", "work.ListTaken"
SHOWN = 50


class Reading(NamedTuple):
    """That somebody read: when, who, what."""

    at: datetime
    unit: str
    what: str


def kept(person_ids: Collection[int]) -> list[tuple[str, int]]:
    """What is kept beside the profile, by kind: one statement."""
    found = counted(person_ids)
    sums = [
        (str(trace.label), sum(found.get((trace.code, pk), 0) for pk in person_ids))
        for trace in traces()
    ]
    return [(label, rows) for label, rows in sums if rows]


def readings(
    person_ids: Collection[int], *, unit_ids: Collection[int], day: datetime
) -> list[Reading]:
    """Who opened the person's records, read their phone or took a list of their units away, newest first."""
    opened = trail.noted_of(event=READ, subject_type="person", subject_ids=person_ids)[:SHOWN]
    taken = trail.noted_at(event=TAKEN, unit_ids=unit_ids)[:SHOWN]
    found = [(row.at, row.unit_id, _("mở hồ sơ của bạn")) for row in opened]
    found += [
        (row.at, row.unit_id, _("tải danh sách con người của đơn vị về máy"))
        for row in taken
        if row.values.get("kind") == "people"
    ]
    found += [
        (at, unit_id, _("xem số điện thoại để báo tin về “%(title)s”") % {"title": title})
        for at, unit_id, title in activities.phones_read(person_ids)
    ]
    names = units.names_at({unit_id for _at, unit_id, _what in found if unit_id}, local_day(day))
    found.sort(key=lambda row: row[0], reverse=True)
    return [Reading(at, names.get(unit_id or 0, ""), what) for at, unit_id, what in found[:SHOWN]]


def archive(
    person: "Person", person_ids: Collection[int], *, read: Iterable[Reading], now: datetime
) -> bytes:
    """Everything that is kept about a person: one page to read, and the same for machines."""
    profile = _profile(person)
    sections = [(trace.code, str(trace.label), trace.rows(person_ids)) for trace in traces()]
    seen = [
        {_("Lúc"): f"{vn_time(row.at)} {vn_date(local_day(row.at))}", _("Đơn vị"): row.unit,
         _("Việc"): row.what}
        for row in read
    ]  # fmt: skip
    machine = {
        "taken_at": now.isoformat(),
        "profile": profile,
        **{code: [dict(row.values) for row in rows] for code, _label, rows in sections},
        "readings": seen,
    }
    context = {
        "person": person,
        "profile": profile,
        "sections": [(label, _table(rows)) for _code, label, rows in sections if rows],
        "readings": seen,
        "now": now,
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as folder:
        folder.writestr("du-lieu.html", render_to_string("mine/data_copy.html", context))
        folder.writestr("du-lieu.json", json.dumps(machine, ensure_ascii=False, indent=2))
    return packed.getvalue()


def _profile(person: "Person") -> dict[str, str]:
    born = person.birth_date
    said = {
        _("Mã hồ sơ"): person.code,
        _("Họ và tên"): person.full_name,
        _("Ngày sinh"): vn_date(born) if born else str(person.birth_year or ""),
        _("Giới tính"): person.get_gender_display() if person.gender else "",
        _("Số điện thoại"): person.phone,
        _("E-mail"): person.email,
        _("Đối tượng thanh niên"): person.get_youth_category_display() or "",
        _("Kỹ năng"): ", ".join(person.skills),
        _("Thời gian rảnh"): person.availability,
        _("Tình trạng"): person.get_state_display(),
        _("Ghi từ ngày"): vn_date(local_day(person.created_at)),
    }
    return {name: value for name, value in said.items() if value}


def _table(rows: list[Left]) -> tuple[list[str], list[list[str]]]:
    headings = list(rows[0].values)
    return headings, [[row.values.get(name, "") for name in headings] for row in rows]
