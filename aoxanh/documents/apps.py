"""Django's registration of the context."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "aoxanh.documents"
    label = "documents"
