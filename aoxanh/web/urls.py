"""Every path of the HTML face."""

from django.urls import URLPattern, URLResolver


urlpatterns: list[URLPattern | URLResolver] = []
