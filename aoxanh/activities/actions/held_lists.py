"""Lists of activities of past years: “Ghi nhận hoạt động đã tổ chức”, declared turns and never hours."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.actions.editing import check_days
from aoxanh.activities.actions.recording import held_row, put_in_place
from aoxanh.activities.errors import (
    ChoiceUnknown,
    NotYetHeld,
    PersonsExceedTurns,
    UnitNotActive,
)
from aoxanh.activities.models import Activity, ActivityKind, Evidence, FieldOfWork, Output
from aoxanh.activities.rules.columns import HELD_COLUMNS
from aoxanh.activities.types import HeldGiven
from aoxanh.activities.types.activity import ActivitiesLoaded, HeldTakenBack
from aoxanh.audit import actions as audit
from aoxanh.kernel.errors import DomainError
from aoxanh.kernel.imports import (
    Applied,
    Asked,
    Finding,
    ImportKind,
    Kept,
    Line,
    Made,
    Values,
)
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.kernel.usage import users_of
from aoxanh.places import queries as places
from aoxanh.units import queries as units


ACTIVITY = "activity"


class HeldDesk:
    """One pass over a list of activities that took place."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.ACTIVITY_EDIT, at=asked.unit_id)
        self._asked = asked
        self._unit = units.version_at(unit_id=asked.unit_id, day=asked.day).unit
        self._kinds = _codes(ActivityKind)
        self._fields = _codes(FieldOfWork)
        self._places = places.PlaceNames(day=asked.day)
        self._built: dict[int, HeldGiven] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Choices, days, places, persons within turns, and what is on record already."""
        self._built = {}
        findings = [finding for line in lines for finding in self._faults(line)]
        return [*findings, *self._already_there()]

    def _faults(self, line: Line) -> Iterator[Finding]:
        values, column = line.values, "kind"
        try:
            kind = _chosen(self._kinds, values["kind"], str(_("loại hoạt động")))
            column = "field"
            field = _chosen(self._fields, values["field"], str(_("lĩnh vực")))
            column = "last_day" if "last_day" in values else "first_day"
            first, last = values["first_day"], values.get("last_day") or values["first_day"]
            check_days(first, last)
            if last > self._asked.day:
                raise NotYetHeld
            if not self._unit.founded_on <= first < self._unit.closed_on:
                raise UnitNotActive
            column = "place"
            place_id = self._places.one(values["place"])
            column = "persons"
            if values["persons"] > values["turns"]:
                raise PersonsExceedTurns
        except DomainError as refusal:
            yield Finding(line.number, column, str(refusal))
            return
        yield Finding(line.number, "place", self._places.told(values["place"]), is_fault=False)
        self._built[line.number] = HeldGiven(
            title=values["title"],
            kind_code=kind,
            field_code=field,
            first_day=first,
            last_day=last,
            place_id=place_id,
            turns=values["turns"],
            persons=values["persons"],
            place_text=values["place"],
            spot=values.get("spot", ""),
            summary=values.get("summary", ""),
            paper=values["paper"],
        )

    def _already_there(self) -> Iterator[Finding]:
        rows = Activity.objects.filter(
            unit_id=self._asked.unit_id,
            starts_on__in={held.first_day for held in self._built.values()},
        )
        known = {
            (fold(title), day)
            for title, day in rows.order_by("pk").values_list("title", "starts_on")
        }
        for number, held in list(self._built.items()):
            if (fold(held.title), held.first_day) in known:
                del self._built[number]
                said = _("Đơn vị đã có hoạt động cùng tên bắt đầu ngày này. Hãy kiểm tra lại.")
                yield Finding(number, "title", str(said))

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Put the activities on record with their evidence. They count as recorded and yield no hours."""
        asked = self._asked
        held = [self._built[line.number] for line in lines]
        activities = [held_row(asked.unit_id, each, asked.now) for each in held]
        prefetch_related_objects(activities, "place__parent__parent")
        for activity in activities:
            put_in_place(activity)
        Activity.objects.bulk_create(activities)
        Evidence.objects.bulk_create(
            Evidence(activity=activity, paper=each.paper[:200], added_at=asked.now)
            for activity, each in zip(activities, held, strict=True)
        )
        audit.record(
            by=asked.by,
            event=ActivitiesLoaded(len(activities)),
            unit_id=asked.unit_id,
            touches={(asked.unit_id, activity.starts_on) for activity in activities},
            now=asked.now,
        )
        return Applied(
            {line.number: [(ACTIVITY, row.pk)] for line, row in zip(lines, activities, strict=True)}
        )

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take the activities off the record; those that were changed or used since are kept."""
        asked = self._asked
        keys = {key: line for line, things in made.items() for _noun, key in things}
        rows = Activity.objects.in_bulk(list(keys))
        own: set[type] = {Evidence, Output, Activity.other_fields.through}
        used = set(users_of(Activity, list(rows), apart=own))
        changed = {key for key, row in rows.items() if row.version > 1}
        proved = Evidence.objects.filter(activity_id__in=rows, added_at__gt=asked.applied_at)
        changed |= set(proved.order_by("pk").values_list("activity_id", flat=True))
        gone = [row for key, row in rows.items() if key not in used | changed]
        Activity.objects.filter(pk__in=[row.pk for row in gone]).delete()
        audit.record(
            by=asked.by,
            event=HeldTakenBack(len(gone)),
            unit_id=asked.unit_id,
            touches={(row.unit_id, row.starts_on) for row in gone},
            now=asked.now,
        )
        return [
            Kept(keys[key], rows[key].title, str(_("đã được sửa hoặc dùng sau khi nhập")))
            for key in sorted(used | changed)
        ]


def _codes(table: type[ActivityKind] | type[FieldOfWork]) -> dict[str, str]:
    """Codes by folded name and by themselves."""
    rows = list(table.objects.order_by("pk").values_list("pk", "name"))
    return {fold(code): code for code, _ in rows} | {fold(name): code for code, name in rows}


def _chosen(known: Mapping[str, str], text: str, what: str) -> str:
    code = known.get(fold(text))
    if code is None:
        raise ChoiceUnknown(code=text, list=what)
    return code


def _key(values: Values) -> Hashable:
    return fold(values["title"]), values["first_day"]


PAST_ACTIVITIES = ImportKind(
    code="past_activities",
    label=_("Hoạt động đã tổ chức những năm trước"),
    noun=_("hoạt động"),
    lead=_("Ghi nhận cùng lúc nhiều hoạt động đã qua, với số người, lượt người tự khai."),
    permission=Permission.ACTIVITY_EDIT,
    columns=HELD_COLUMNS,
    open=HeldDesk,
    key=_key,
    key_column="title",
    icon="calendar-check",
    chunk=200,
)
