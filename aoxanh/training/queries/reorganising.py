"""What a reorganisation means to courses: they keep who held them, and whoever keeps the books settles the results."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.reorganising import Consequence, Plan, Told, Weight, told_by_unit
from aoxanh.training.models import Course
from aoxanh.training.types import CourseState


def tell(plan: Plan, by: Actor) -> list[Told]:
    """Courses whose results are not settled: one statement."""
    del by
    rows = Course.objects.filter(activity__unit_id__in=plan.ending, state=CourseState.OPEN)
    rows = rows.order_by("activity__starts_on", "pk")
    said = _("Lớp tập huấn chưa chốt kết quả giữ tên đơn vị mở lớp; đơn vị giữ hồ sơ chốt tiếp.")
    return told_by_unit(
        rows.values_list("activity__unit_id", "activity__title"), Weight.STAYS, said
    )


COURSES = Consequence(
    code="courses", label=gettext_lazy("Tập huấn"), icon="graduation-cap", tell=tell
)
