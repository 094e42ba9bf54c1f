"""Django's registration of the context, and what can be brought into it."""

from django.apps import AppConfig

from aoxanh.kernel import imports, reorganising


class AccessConfig(AppConfig):
    name = "aoxanh.access"
    label = "access"

    def ready(self) -> None:
        """Officers are invited by list; roles end and follow with their units."""
        imports.register(invitees="aoxanh.access.actions.invitees.INVITEES")
        reorganising.register(roles="aoxanh.access.actions.reorganising.ROLES")
