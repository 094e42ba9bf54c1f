"""What anyone may read: the list of activities and one activity whole."""

from collections.abc import Mapping
from datetime import date, datetime
from math import cos, radians
from typing import TYPE_CHECKING

from django.db.models import (
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Min,
    OuterRef,
    Q,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from aoxanh.activities.models import Activity, Evidence, Output, Shift, Slot
from aoxanh.activities.models.activity import ActivityQuerySet
from aoxanh.activities.rules.distances import kilometres
from aoxanh.activities.types import (
    HELD_STATES,
    ActivityFilters,
    ActivityPage,
    ActivityShown,
    ActivityState,
    ShiftShown,
)
from aoxanh.kernel.compiled import Compiled
from aoxanh.kernel.dates import local_day
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.text import fold
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.files.models import StoredFile

COMING_STATES = (ActivityState.PLANNED, ActivityState.OPEN, ActivityState.RUNNING)
PAGE_SIZE = 24
PHOTOS_SHOWN = 12
_PLACE_DEPTHS = ("place", "place__parent", "place__parent__parent")


def filters_from(params: Mapping[str, str]) -> ActivityFilters:
    """The filters a URL names; what cannot be read is left out rather than refused."""
    return ActivityFilters(
        text=params.get("q", "").strip()[:100],
        place_code=_digits(params.get("dia-ban", "")),
        field=params.get("linh-vuc", ""),
        kind=params.get("loai", ""),
        mode=params.get("hinh-thuc", ""),
        unit_code=params.get("don-vi", ""),
        campaign_code=params.get("chien-dich", ""),
        first_day=_day(params.get("tu", "")),
        last_day=_day(params.get("den", "")),
        weekend=params.get("cuoi-tuan", "") == "1",
        free=params.get("con-cho", "") == "1",
        past=params.get("da-qua", "") == "1",
        near_code=_digits(params.get("gan", "")),
    )


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) <= 5 else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def public_activities(*, filters: ActivityFilters, now: datetime) -> ActivityQuerySet:
    """Activities to come (or past ones), soonest first or nearest first, each with its places.

    Rows carry ``places``, ``free`` (places one may still sign up for) and ``first_shift_at``; ``free`` is None
    where no shift takes sign-ups any more, ``places`` where there is none.
    """
    day = local_day(now)
    rows = _in_time(Activity.objects.all().public(), filters, day)
    rows = _matching(rows, filters, now)
    shifts = Shift.objects.filter(activity=OuterRef("pk")).order_by()
    slots = Slot.objects.filter(shift__activity=OuterRef("pk")).order_by()
    per_activity = slots.values("shift__activity")
    open_now = per_activity.filter(shift__signup_until__gt=now)
    rows = rows.annotate(
        places=Subquery(per_activity.annotate(sum=Sum("capacity")).values("sum")),
        free=Subquery(
            open_now.annotate(sum=Sum(F("capacity") - F("taken") - F("held"))).values("sum")
        ),
        first_shift_at=Subquery(
            shifts.values("activity").annotate(first=Min("starts_at")).values("first")
        ),
    )
    rows = rows.select_related("kind", "primary_field", "place")
    return _ordered(rows, filters)


def _in_time(rows: ActivityQuerySet, filters: ActivityFilters, day: date) -> ActivityQuerySet:
    if filters.past:
        return rows.filter(state__in=HELD_STATES)
    return rows.filter(state__in=COMING_STATES, ends_on__gt=day)


def _matching(rows: ActivityQuerySet, filters: ActivityFilters, now: datetime) -> ActivityQuerySet:
    for word in fold(filters.text).split():
        rows = rows.filter(search_text__contains=word)
    if filters.place_code:
        rows = rows.filter(_within(filters.place_code, local_day(now)))
    if filters.field:
        other = Activity.other_fields.through.objects.filter(
            activity=OuterRef("pk"), fieldofwork=filters.field
        )
        rows = rows.filter(Q(primary_field=filters.field) | Exists(other))
    if filters.free:
        rows = rows.filter(_has_free_places(now))
    return _narrowed(rows, filters)


def _narrowed(rows: ActivityQuerySet, filters: ActivityFilters) -> ActivityQuerySet:
    """By what the activity's own columns say."""
    wanted = {
        "kind": filters.kind,
        "mode": filters.mode,
        "unit__code": filters.unit_code,
        "campaigns__campaign__code": filters.campaign_code,
        "ends_on__gt": filters.first_day,
        "starts_on__lte": filters.last_day,
        "has_weekend": filters.weekend,
    }
    return rows.filter(**{column: value for column, value in wanted.items() if value})


def _within(code: str, day: date) -> Q:
    """In today's unit with this code, in anything below it, or in what has passed into it since."""
    inside = Q()
    for place in _PLACE_DEPTHS:
        inside |= Q(**{f"{place}__code": code, f"{place}__valid_to__gt": day})
    passed = Activity.objects.filter(
        place__successions_after__successor__code=code,
        place__successions_after__successor__valid_to__gt=day,
    )
    return inside | Q(pk__in=passed.order_by().values("pk"))


def _has_free_places(now: datetime) -> Exists:
    return Exists(
        Slot.objects.filter(
            shift__activity=OuterRef("pk"),
            shift__signup_until__gt=now,
            capacity__gt=F("taken") + F("held"),
        )
    )


def _ordered(rows: ActivityQuerySet, filters: ActivityFilters) -> ActivityQuerySet:
    if filters.near is not None:
        latitude, longitude = filters.near
        north = Coalesce("latitude", "place__latitude") - latitude
        east = (Coalesce("longitude", "place__longitude") - longitude) * cos(radians(latitude))
        distance = ExpressionWrapper(north * north + east * east, output_field=FloatField())
        return rows.order_by(Coalesce(distance, float(90 * 90)), "starts_on", "pk")
    if filters.past:
        return rows.order_by("-starts_on", "sort_key", "pk")
    return rows.order_by("starts_on", "sort_key", "pk")


def public_page(
    *, filters: ActivityFilters, now: datetime, offset: int = 0, limit: int = PAGE_SIZE
) -> ActivityPage:
    """One page of the list with the units' names as of today: three statements.

    With ``filters.near`` rows say how far they are: ``away_km``, None where nobody knows.
    """
    found = public_activities(filters=filters, now=now)
    rows = tuple(found[offset : offset + limit])
    if filters.near is not None:
        for row in rows:
            row.away_km = _away(row, filters.near)  # type: ignore[attr-defined]  # read by pages
    whole = offset == 0 and len(rows) < limit
    return ActivityPage(
        rows=rows,
        total=len(rows) if whole else found.count(),
        unit_names=units.names_at({row.unit_id for row in rows}, local_day(now)) if rows else {},
    )


def _away(row: Activity, near: tuple[float, float]) -> float | None:
    """From the commune's centre to where it is, or to the centre of its own commune."""
    latitude, longitude = row.latitude, row.longitude
    if latitude is None or longitude is None:
        latitude, longitude = row.place.latitude, row.place.longitude
    if latitude is None or longitude is None:
        return None
    return kilometres(near, (latitude, longitude))


_SHOWN = Compiled(
    lambda code: (
        Activity.objects.all()
        .public()
        .filter(code=code)
        .select_related("kind", "primary_field", "place")
        .order_by("pk")
    ),
    code=str,
)


def public_activity(*, code: str, day: date) -> ActivityShown:
    """One activity with shifts and places, and results once it is over: at most five statements.

    Raises ``Missing`` for drafts, too.
    """
    activity = next(iter(_SHOWN.rows(code=code)), None)
    if activity is None:
        raise Missing
    named_on = min(day, activity.starts_on)
    held = activity.state in HELD_STATES
    return ActivityShown(
        activity=activity,
        unit_name=units.names_at({activity.unit_id}, named_on)[activity.unit_id],
        shifts=shifts_of(activity),
        outputs=_outputs(activity) if held else (),
        photos=_photos(activity) if held else (),
    )


_SLOTS = Compiled(
    lambda activity_id: (
        Slot.objects.filter(shift__activity=activity_id)
        .select_related("shift")
        .order_by("shift__starts_at", "shift_id", "pk")
    ),
    activity_id=int,
)


def shifts_of(activity: Activity) -> tuple[ShiftShown, ...]:
    """The shifts in order of time, each with its slots: one statement."""
    found: dict[int, list[Slot]] = {}
    for slot in _SLOTS.rows(activity_id=activity.pk):
        found.setdefault(slot.shift_id, []).append(slot)
    return tuple(ShiftShown(group[0].shift, tuple(group)) for group in found.values())


def _outputs(activity: Activity) -> tuple[Output, ...]:
    rows = Output.objects.filter(activity=activity).select_related("metric")
    return tuple(rows.order_by("metric__position", "pk"))


def _photos(activity: Activity) -> tuple[Evidence, ...]:
    rows = Evidence.objects.filter(activity=activity, published_at__isnull=False)
    return tuple(rows.select_related("file").order_by("added_at", "pk")[:PHOTOS_SHOWN])


def public_photo(*, code: str, file_code: str) -> "StoredFile":
    """The file of a picture on the public page of an activity. One statement. Raises ``Missing``."""
    rows = Evidence.objects.filter(
        published_at__isnull=False,
        file__code=file_code,
        activity__code=code,
        activity__state__in=HELD_STATES,
    )
    found = rows.select_related("file").order_by("pk").first()
    if found is None or found.file is None:
        raise Missing
    return found.file
