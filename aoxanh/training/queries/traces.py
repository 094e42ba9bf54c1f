"""What persons leave in training: the courses they took."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.kernel.dates import vn_date
from aoxanh.kernel.traces import CellsTouched, Left, Trace
from aoxanh.training.models import Trainee


def _taught(person_ids: Collection[int]) -> QuerySet[Trainee]:
    return Trainee.objects.filter(person_id__in=person_ids)


def _courses(person_ids: Collection[int]) -> list[Left]:
    rows = _taught(person_ids).select_related("course__activity")
    return [
        Left(
            person_id=row.person_id,
            day=row.course.activity.starts_on,
            values={
                _("Lớp"): row.course.activity.title,
                _("Ngày"): vn_date(row.course.activity.starts_on),
                _("Số buổi dự"): str(row.attended),
                _("Hoàn thành"): _("có") if row.completed else "",
            },
        )
        for row in rows.order_by("course__activity__starts_on", "pk")
    ]


def _cells(person_ids: Collection[int]) -> CellsTouched:
    rows = _taught(person_ids).filter(valid_from__isnull=False).order_by()
    organisers = rows.values_list("course__activity__unit_id", "valid_from")
    own = rows.filter(unit__isnull=False).values_list("unit_id", "valid_from")
    return frozenset((unit, day) for unit, day in organisers.union(own) if unit and day)


def _organisers(person_ids: Collection[int]) -> QuerySet[Trainee, Any]:
    return _taught(person_ids).filter(completed=True).values_list("course__activity__unit_id")


COURSES = Trace(
    code="courses",
    label=lazy("Tập huấn"),
    held=_taught,
    rows=_courses,
    cells=_cells,
    proven=_organisers,
)
