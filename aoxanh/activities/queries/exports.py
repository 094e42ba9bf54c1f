"""Activities, sign-ups, hours and declared totals as lists to take away."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models import DeclaredTotal, HoursEntry, Signup
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.models.signups import SignupQuerySet
from aoxanh.activities.queries.desk import listed_activities
from aoxanh.activities.queries.hours import hours_entries
from aoxanh.activities.queries.signups import signups
from aoxanh.activities.queries.within_reach import declared_totals
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.contacts import spoken_phone
from aoxanh.kernel.exports import Export, Filters
from aoxanh.kernel.sheets import Cell
from aoxanh.people import queries as people
from aoxanh.units import queries as units


_AT_ONCE = 1000
_ONE_DAY = timedelta(days=1)


def _day(filters: Filters, name: str) -> date | None:
    said = filters.get(name)
    return date.fromisoformat(said) if said else None


def activities_asked(actor: Actor, filters: Filters) -> ActivityQuerySet:
    """The activities that a page or its file asks for."""
    return listed_activities(
        actor=actor,
        unit_ids=filters["unit_ids"],
        text=filters.get("text", ""),
        states=filters.get("states", ()),
        first_day=_day(filters, "first_day"),
        end=_day(filters, "end"),
    )


def _activity_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    names: dict[int, str] = {}
    for row in activities_asked(actor, filters).iterator(chunk_size=_AT_ONCE):
        if row.unit_id not in names:
            names |= units.names_at({row.unit_id}, actor.day)
        yield [
            row.title,
            names.get(row.unit_id, ""),
            row.kind.name,
            row.primary_field.name,
            row.starts_on,
            row.ends_on - _ONE_DAY,
            row.place.name,
            row.spot or row.place_text,
            row.get_state_display(),
            row.places,  # type: ignore[attr-defined]  # counted by the list's query
            row.taken,  # type: ignore[attr-defined]  # the same
            row.came,  # type: ignore[attr-defined]  # the same
            row.declared_turns,
            row.declared_persons,
            row.code,
        ]


ACTIVITIES = Export(
    code="activities",
    title=_("Danh sách hoạt động"),
    headings=[
        _("Tên hoạt động"), _("Đơn vị tổ chức"), _("Loại hoạt động"), _("Lĩnh vực"), _("Từ ngày"),
        _("Đến hết ngày"), _("Xã, phường"), _("Địa điểm"), _("Trạng thái"), _("Số chỗ"),
        _("Đã có chỗ"), _("Lượt đã điểm danh"), _("Lượt người tự khai"), _("Số người tự khai"), _("Mã"),
    ],
    rows=_activity_rows,
    count=lambda actor, filters: activities_asked(actor, filters).count(),
)  # fmt: skip


def _signups(actor: Actor, filters: Filters) -> SignupQuerySet:
    return signups(
        activity_id=filters["activity_id"],
        actor=actor,
        shift_id=filters.get("shift_id"),
        states=filters.get("states", ()),
    )


def _written(rows: Sequence[Signup] | Sequence[HoursEntry]) -> dict[int, str]:
    """The names of a list that was read with what became of each consent."""
    gone = {row.person_id for row in rows if people.is_unnamed(row)}
    return people.names_to_write({row.person_id: row.person.full_name for row in rows}, gone=gone)


def _signup_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    """Telephones and e-mails only of those whom the asker may see as persons; of who took consent back a number."""
    rows = list(_signups(actor, filters))
    written = _written(rows)
    seen = people.persons_by_id({row.person_id for row in rows}, actor=actor)
    names = units.names_at(
        {row.pass_held.participant_unit_id for row in rows if row.pass_held.participant_unit_id},
        actor.day,
    )
    for row in rows:
        known = row.person_id in seen and not people.is_unnamed(row)
        yield [
            written[row.person_id],
            spoken_phone(row.person.phone) if known else "",
            row.person.email if known else "",
            (row.person.birth_date or row.person.birth_year) if known else None,
            names.get(row.pass_held.participant_unit_id or 0, ""),
            row.shift.name or row.shift.starts_at,
            row.slot.role_name,
            row.get_state_display(),
            row.created_at,
        ]


SIGNUPS = Export(
    code="signups",
    title=_("Danh sách đăng ký"),
    headings=[
        _("Họ và tên"), _("Số điện thoại"), _("E-mail"), _("Ngày sinh"), _("Đơn vị"), _("Ca"), _("Vai trò"),
        _("Trạng thái"), _("Đăng ký lúc"),
    ],
    rows=_signup_rows,
    count=lambda actor, filters: _signups(actor, filters).count(),
)  # fmt: skip


def _hours_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    rows = list(hours_entries(activity_id=filters["activity_id"], actor=actor))
    written = _written(rows)
    for entry in rows:
        yield [
            written[entry.person_id],
            entry.day,
            entry.minutes,
            round(entry.minutes / 60, 2),
            entry.get_source_display(),
            entry.get_role_display(),
            entry.recorded_at,
        ]


HOURS = Export(
    code="hours",
    title=_("Giờ tình nguyện"),
    headings=[
        _("Họ và tên"), _("Ngày"), _("Phút"), _("Giờ"), _("Nguồn ghi nhận"), _("Loại bút toán"), _("Ghi lúc"),
    ],
    rows=_hours_rows,
    count=lambda actor, filters: hours_entries(
        activity_id=filters["activity_id"], actor=actor
    ).count(),
)  # fmt: skip


def _totals_rows(actor: Actor, filters: Filters) -> Iterator[list[Cell]]:
    rows = declared_totals(actor=actor, unit_id=filters.get("unit_id"))
    names = units.names_at(set(rows.order_by().values_list("unit_id", flat=True)), actor.day)
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield _totals(row, names.get(row.unit_id, ""))


def _totals(row: DeclaredTotal, unit: str) -> list[Cell]:
    return [
        unit,
        row.valid_from,
        row.valid_to - _ONE_DAY,
        row.activities,
        row.turns,
        row.persons,
        row.hours,
        row.note,
        row.declared_at,
    ]


DECLARED_TOTALS = Export(
    code="declared_totals",
    title=_("Tổng số tự khai"),
    headings=[
        _("Đơn vị"), _("Từ ngày"), _("Đến hết ngày"), _("Số hoạt động"), _("Lượt người"), _("Số người"),
        _("Số giờ"), _("Căn cứ, ghi chú"), _("Khai lúc"),
    ],
    rows=_totals_rows,
    count=lambda actor, filters: declared_totals(
        actor=actor, unit_id=filters.get("unit_id")
    ).count(),
)  # fmt: skip
