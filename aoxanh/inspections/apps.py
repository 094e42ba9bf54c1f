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
            label=_("Cuộc kiểm tra đã kết luận"),
            noun=_("cuộc kiểm tra"),
            kind=MeasureKind.FLOW,
            attribution=Attribution.ORGANISER,
            rows=visit.objects.concluded,
            unit="plan__unit_id",
            day="held_on",
            amount=Count("pk"),
            filters={"inspected_kind": "kind", "checklist": "checklist"},
        )
        inspected = replace(
            concluded,
            code="units_inspected",
            label=_("Đơn vị được kiểm tra"),
            noun=_("đơn vị"),
            kind=MeasureKind.DISTINCT,
            amount=None,
            subject="unit_id",
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
        register(concluded, inspected, using)
