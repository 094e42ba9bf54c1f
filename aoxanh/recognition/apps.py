"""Django's registration of the context."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "aoxanh.recognition"
    label = "recognition"
