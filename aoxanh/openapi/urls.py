"""Paths of the JSON face."""

from django.urls import URLResolver, path

from aoxanh.openapi.api import api


urlpatterns: list[URLResolver] = [path("", api.urls)]
