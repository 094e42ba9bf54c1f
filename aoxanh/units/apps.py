"""Django's registration of the context, and the lists that leave it."""

from django.apps import AppConfig

from aoxanh.kernel import exports, imports


class UnitsConfig(AppConfig):
    name = "aoxanh.units"
    label = "units"

    def ready(self) -> None:
        """Register what can be taken away."""
        imports.register(
            units="aoxanh.units.actions.lists.UNITS",
            place_traits="aoxanh.units.actions.traits.PLACE_TRAITS",
        )
        exports.register(units="aoxanh.units.queries.exports.UNITS")
