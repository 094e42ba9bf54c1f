"""Django's registration of the context."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "aoxanh.places"
    label = "places"
