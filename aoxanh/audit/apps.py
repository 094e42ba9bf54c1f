"""Django's registration of the context, and what it says of its health."""

from django.apps import AppConfig

from aoxanh.kernel import probes


class AuditConfig(AppConfig):
    name = "aoxanh.audit"
    label = "audit"

    def ready(self) -> None:
        """Register the probe of the trail."""
        probes.register(trail="aoxanh.audit.queries.health")
