"""What a reorganisation means to figures, programmes and tasks: nothing that was counted or reported changes."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.reorganising import Consequence, Plan, Told, Weight, told_by_unit
from aoxanh.programmes.models import BoardTerm, Cell, Obstacle, OwnPlan, Programme, TaskReport
from aoxanh.programmes.types.following import ObstacleState


def tell(plan: Plan, by: Actor) -> list[Told]:
    """Months with figures, programmes of the units that end, what they lead and sent about tasks: six statements."""
    del by
    months = Cell.objects.filter(unit_id__in=plan.ending).order_by("unit_id")
    counted = months.values_list("unit_id").annotate(number=Count("month", distinct=True))
    said = _(
        "Tháng đã có số liệu: theo thời điểm đó giữ nguyên, quy về đơn vị hiện nay thì tính cho đơn vị nhận."
    )
    rows = Programme.objects.filter(unit_id__in=plan.ending, valid_to__gt=plan.on)
    programmes = rows.order_by("code", "pk").values_list("unit_id", "name")
    kept = _("Chương trình và chỉ tiêu còn hiệu lực: đơn vị giữ hồ sơ theo dõi tiếp.")
    charged = BoardTerm.objects.filter(
        unit_id__in=plan.ending, valid_to__gt=plan.on, board__withdrawn_on=None
    ).order_by("board__name", "pk")
    handed = _(
        "Việc được giao phụ trách: từ ngày này đơn vị ban hành chương trình nhận, hãy giao nơi khác."
    )
    return [
        *(
            Told(unit_id=unit_id, weight=Weight.STAYS, said=said, count=number)
            for unit_id, number in counted
        ),
        *told_by_unit(programmes, Weight.STAYS, kept),
        *told_by_unit(charged.values_list("unit_id", "board__name"), Weight.WARNS, handed),
        *_of_tasks(plan),
    ]


def _of_tasks(plan: Plan) -> list[Told]:
    """Reports of tasks, own plans, obstacles nobody answered: what was sent stays, what is open is carried on."""
    reports = TaskReport.objects.filter(unit_id__in=plan.ending, withdrawn_at__isnull=True)
    plans = OwnPlan.objects.filter(unit_id__in=plan.ending)
    obstacles = Obstacle.objects.filter(unit_id__in=plan.ending, state=ObstacleState.OPEN)
    return [
        *told_by_unit(
            reports.order_by("task__position", "year", "pk").values_list("unit_id", "task__text"),
            Weight.STAYS,
            _("Nhiệm vụ đã báo cáo xong giữ nguyên tên đơn vị; kỳ sau do đơn vị nhận thực hiện."),
        ),
        *told_by_unit(
            plans.order_by("year", "pk").values_list("unit_id", "title"),
            Weight.STAYS,
            _("Kế hoạch riêng đã gửi giữ nguyên; đơn vị nhận gửi kế hoạch của mình."),
        ),
        *told_by_unit(
            obstacles.order_by("raised_at", "pk").values_list("unit_id", "title"),
            Weight.STAYS,
            _("Khó khăn chưa được trả lời: đơn vị giữ hồ sơ theo dõi tiếp."),
        ),
    ]


FIGURES = Consequence(
    code="figures", label=gettext_lazy("Số liệu, chỉ tiêu"), icon="chart-column", tell=tell
)
