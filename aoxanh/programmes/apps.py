"""Django's registration of the context."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "aoxanh.programmes"
    label = "programmes"
