"""Django's registration of the context, and the measures that indicators count in it."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db.models import Count
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import exports
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind, register


_KINDS = "aoxanh.cooperation.queries.kinds"
_PROGRESSED = ("youth_behind_progressed",)
_HELPED = (*_PROGRESSED, "youth_behind_helped")
_BEHIND = (*_HELPED, "youth_behind_listed")


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
        self._register_models(steps, accepted)
        self._register_persons(steps)

    @staticmethod
    def _register_models(steps: Any, accepted: Measure) -> None:  # noqa: ANN401  the manager of steps
        """Models of support, registered and recognised."""
        registered = replace(
            accepted,
            code="support_models_registered",
            label=_("Mô hình hỗ trợ đã đăng ký"),
            noun=_("mô hình"),
            rows=steps.support_models_registered,
        )
        recognised = replace(
            registered,
            code="support_models_recognised",
            label=_("Mô hình hỗ trợ được công nhận"),
            rows=steps.support_models_recognised,
        )
        register(registered, recognised)

    @staticmethod
    def _register_persons(steps: Any) -> None:  # noqa: ANN401  the manager of steps
        """Persons whom units help, by their numbers.

        Whoever is helped is on the list, and young people who fell behind are among those in need.
        """
        progressed = Measure(
            code="youth_behind_progressed",
            label=_("Thanh niên chậm tiến được công nhận tiến bộ và giới thiệu việc làm"),
            noun=_("người"),
            kind=MeasureKind.STOCK,
            attribution=Attribution.ORGANISER,
            rows=partial(steps.of_persons, *_PROGRESSED),
            unit="record__unit_id",
            subject="record_id",
            starts="on",
            ends="leaves",
            fewest=max(kind.fewest for kind in import_string(_KINDS)().values()),
        )
        helped = replace(
            progressed,
            code="youth_behind_helped",
            label=_("Thanh niên chậm tiến được giúp đỡ"),
            rows=partial(steps.of_persons, *_HELPED),
        )
        behind = replace(
            progressed,
            code="youth_behind_listed",
            label=_("Thanh niên chậm tiến trong danh sách"),
            rows=partial(steps.of_persons, *_BEHIND),
        )
        supported = replace(
            progressed,
            code="vulnerable_supported",
            label=_("Thanh thiếu niên yếu thế được hỗ trợ"),
            rows=partial(steps.of_persons, *_HELPED, "vulnerable_supported"),
            kind=MeasureKind.DISTINCT,
            day="on",
            starts="",
            ends="",
        )
        listed = replace(
            supported,
            code="vulnerable_listed",
            label=_("Thanh thiếu niên yếu thế trong danh sách"),
            rows=partial(steps.of_persons, *_BEHIND, "vulnerable_supported", "vulnerable_listed"),
        )
        register(behind, helped, progressed, supported, listed)
