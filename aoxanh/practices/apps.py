"""Django's registration of the context, and what can be brought into it."""

from typing import Any

from django.apps import AppConfig
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import exports, imports
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind, register


class PracticesConfig(AppConfig):
    name = "aoxanh.practices"
    label = "practices"

    def ready(self) -> None:
        """Compiled tables can be brought in, and taken away; rounds are counted."""
        imports.register(practices="aoxanh.practices.actions.bringing_in.PRACTICES")
        of_years: Any = self.get_model("Round")
        register(
            Measure(
                code="practice_appraisals_finished",
                label=_("Đợt đánh giá mô hình đã công bố kết quả"),
                noun=_("đợt"),
                kind=MeasureKind.FLOW,
                attribution=Attribution.ORGANISER,
                rows=of_years.objects.announced,
                unit="unit_id",
                day="announced_on",
                amount=Count("pk"),
                told_by=frozenset({"practices.RoundAnnounced"}),
            )
        )
        exports.register(
            practices="aoxanh.practices.queries.exports.YEARLY",
            practices_together="aoxanh.practices.queries.exports.YEARLY_TOGETHER",
        )
