"""Django's registration of the context, and what can be brought into it."""

from django.apps import AppConfig

from aoxanh.kernel import exports, imports


class PracticesConfig(AppConfig):
    name = "aoxanh.practices"
    label = "practices"

    def ready(self) -> None:
        """Compiled tables can be brought in, and taken away."""
        imports.register(practices="aoxanh.practices.actions.bringing_in.PRACTICES")
        exports.register(practices="aoxanh.practices.queries.exports.YEARLY")
