"""Django's registration of the context, and the lists that leave it."""

from django.apps import AppConfig

from aoxanh.kernel import exports


class UnitsConfig(AppConfig):
    name = "aoxanh.units"
    label = "units"

    def ready(self) -> None:
        """Register what can be taken away."""
        exports.register(units="aoxanh.units.queries.exports.UNITS")
