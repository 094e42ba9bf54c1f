"""Django's registration of the context."""

from importlib import import_module

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "aoxanh.web"
    label = "web"

    def ready(self) -> None:
        """Models are loaded: what the sign-in library does can be followed."""
        import_module("aoxanh.web.access.receivers").listen()
