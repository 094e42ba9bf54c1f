"""Django's registration of the context, and the lists that leave it."""

from django.apps import AppConfig

from aoxanh.kernel import exports, probes, reorganising


class ProgrammesConfig(AppConfig):
    name = "aoxanh.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Register what can be taken away."""
        exports.register(
            officers="aoxanh.programmes.queries.exports.OFFICERS",
            indicator_units="aoxanh.programmes.queries.exports.INDICATOR_UNITS",
            served="aoxanh.programmes.queries.exports.SERVED",
            obstacles="aoxanh.programmes.queries.following.OBSTACLES",
            own_plans="aoxanh.programmes.queries.following.FOLLOWERS",
            task_units="aoxanh.programmes.queries.duties.UNITS",
            task_matrix="aoxanh.programmes.queries.matrix.MATRIX",
        )
        reorganising.register(figures="aoxanh.programmes.queries.reorganising.FIGURES")
        probes.register(figures="aoxanh.programmes.queries.health.health")
