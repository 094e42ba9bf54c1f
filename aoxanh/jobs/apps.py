"""Django's registration of the context."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "aoxanh.jobs"
    label = "jobs"
