"""Django's registration of the context."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "aoxanh.work"
    label = "work"
