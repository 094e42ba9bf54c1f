"""Django's registration of the context, and the measures that indicators count in it."""

from dataclasses import replace
from typing import Any

from django.apps import AppConfig
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import exports
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind, register


class CooperationConfig(AppConfig):
    name = "aoxanh.cooperation"
    label = "cooperation"

    def ready(self) -> None:
        """Register the measures, and the list that leaves."""
        exports.register(cooperation="aoxanh.cooperation.queries.COOPERATION")
        step: Any = self.get_model("Step")
        steps = step.objects
        accepted = Measure(
            code="trainer_nominations_accepted",
            label=_("Lượt cử vào mạng lưới giảng viên nguồn đã được nhận"),
            noun=_("lượt cử"),
            kind=MeasureKind.FLOW,
            attribution=Attribution.ORGANISER,
            rows=steps.nominations_accepted,
            unit="record__unit_id",
            day="on",
            amount=Count("pk"),
        )
        conditions = replace(
            accepted,
            code="conditions_given",
            label=_("Lượt tạo điều kiện cho cán bộ áp dụng điều đã được tập huấn"),
            noun=_("lượt"),
            rows=steps.conditions_given,
        )
        counselled = replace(
            accepted,
            code="schools_counselled",
            label=_("Trường được tư vấn hướng nghiệp"),
            noun=_("trường"),
            rows=steps.schools_counselled,
            kind=MeasureKind.DISTINCT,
            amount=None,
            subject="record__partner_id",
        )
        register(accepted, conditions, counselled)
