"""Django's registration of the context."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "aoxanh.files"
    label = "files"
