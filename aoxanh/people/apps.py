"""Django's registration of the context."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "aoxanh.people"
    label = "people"
