"""Django's registration of the context."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "aoxanh.activities"
    label = "activities"
