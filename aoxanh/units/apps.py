"""Django's registration of the context, what can be counted from it, and the lists that leave it."""

from dataclasses import replace
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import exports, imports, measures, reorganising
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind


class UnitsConfig(AppConfig):
    name = "aoxanh.units"
    label = "units"

    def ready(self) -> None:
        """Register what can be taken away; units in being and those founded by a decision (ORG-10)."""
        imports.register(
            units="aoxanh.units.actions.lists.UNITS",
            place_traits="aoxanh.units.actions.traits.PLACE_TRAITS",
            reorganisation="aoxanh.units.actions.reorganisation_lists.REORGANISATION",
        )
        exports.register(
            units="aoxanh.units.queries.exports.UNITS",
            reorganisation="aoxanh.units.queries.exports.REORGANISATION",
        )
        reorganising.register(units="aoxanh.units.queries.consequences.UNITS")
        version: Any = self.get_model("UnitVersion")
        units = Measure(
            code="units",
            label=_("Đơn vị đang hoạt động"),
            noun=_("đơn vị"),
            kind=MeasureKind.STOCK,
            attribution=Attribution.ORGANISER,
            rows=version.objects.all,
            unit="unit_id",
            subject="unit_id",
            starts="valid_from",
            ends="valid_to",
            filters={"unit_kind": "kind_id", "family": "kind__family", "level": "kind__level"},
        )
        decided = replace(
            units,
            code="units_with_decision",
            label=_("Đơn vị có quyết định thành lập"),
            rows=version.objects.decided,
        )
        rural = replace(
            units,
            code="communes_building_rural",
            label=_("Đoàn xã ở nơi xây dựng nông thôn mới"),
            rows=version.objects.building_rural,
            starts="counts_from",
            ends="counts_to",
        )
        measures.register(units, decided, rural)
