"""Django's registration of the context, and what it keeps for a time."""

from django.apps import AppConfig

from aoxanh.kernel import probes, retention


class WorkConfig(AppConfig):
    name = "aoxanh.work"
    label = "work"

    def ready(self) -> None:
        """Register what is forgotten in the end, and the probe of the queue."""
        retention.register(imported_lines="aoxanh.work.actions.retention.IMPORTED_LINES")
        probes.register(work="aoxanh.work.queries.health.health")
