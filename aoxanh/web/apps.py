"""Django's registration of the context."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "aoxanh.web"
    label = "web"
