"""Django's registration of the context, and what can be brought into it."""

from django.apps import AppConfig

from aoxanh.kernel import imports


class AccessConfig(AppConfig):
    name = "aoxanh.access"
    label = "access"

    def ready(self) -> None:
        """Officers are invited by list."""
        imports.register(invitees="aoxanh.access.actions.invitees.INVITEES")
