"""Django's registration of the context."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "aoxanh.access"
    label = "access"
