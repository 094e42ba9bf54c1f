"""Paths of the pages about places, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.places import public as public_pages


public: list[URLPattern] = [
    path("goi-y/", public_pages.suggest, name="suggest"),
    path("tam-xa.json", public_pages.centres, name="centres"),
    path("ranh-gioi/<slug:code>.json", public_pages.outline, name="outline"),
]
