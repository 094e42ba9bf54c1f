"""Django's registration of the context."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "aoxanh.units"
    label = "units"
