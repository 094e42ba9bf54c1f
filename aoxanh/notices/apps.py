"""Django's registration of the context, and what it says of its health."""

from django.apps import AppConfig

from aoxanh.kernel import probes


class NoticesConfig(AppConfig):
    name = "aoxanh.notices"
    label = "notices"

    def ready(self) -> None:
        """Register the probe of the outbox."""
        probes.register(notices="aoxanh.notices.queries.health")
