"""Django's registration of the context."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "aoxanh.notices"
    label = "notices"
