"""Django's registration of the context, and the measures that indicators count in it."""

from dataclasses import replace
from typing import Any

from django.apps import AppConfig
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.measures import Attribution, Measure, MeasureKind, register


class InspectionsConfig(AppConfig):
    name = "aoxanh.inspections"
    label = "inspections"

    def ready(self) -> None:
        """Register the measures."""
        visit: Any = self.get_model("Visit")
        declaration: Any = self.get_model("UseDeclaration")
        concluded = Measure(
            code="inspections_concluded",
            label=_("Cuộc kiểm tra đã kết luận, tính cho đơn vị được kiểm tra"),
            noun=_("cuộc kiểm tra"),
            kind=MeasureKind.FLOW,
            attribution=Attribution.PARTICIPANT,
            rows=visit.objects.inspecting,
            unit="unit_id",
            day="held_on",
            amount=Count("pk"),
        )
        drawn = replace(
            concluded,
            code="model_checks_concluded",
            label=_("Cuộc kiểm tra mô hình ở đơn vị rút thăm đã kết luận"),
            attribution=Attribution.ORGANISER,
            rows=visit.objects.of_models_drawn,
            unit="plan__unit_id",
        )
        inspected = replace(
            drawn,
            code="units_inspected",
            label=_("Đơn vị được kiểm tra"),
            noun=_("đơn vị"),
            rows=visit.objects.inspecting,
            kind=MeasureKind.DISTINCT,
            amount=None,
            subject="unit_id",
            filters={"inspected_kind": "kind_id"},
        )
        using = Measure(
            code="units_using_it",
            label=_("Đơn vị được công nhận ứng dụng công nghệ thông tin"),
            noun=_("đơn vị"),
            kind=MeasureKind.STOCK,
            attribution=Attribution.ORGANISER,
            rows=declaration.objects.accepted,
            unit="unit_id",
            subject="unit_id",
            starts="valid_from",
            ends="valid_to",
        )
        register(concluded, drawn, inspected, using)
