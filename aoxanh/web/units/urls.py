"""Paths of the pages about units, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.units import change_pages
from aoxanh.web.units import manage as pages
from aoxanh.web.units import public as public_pages


public: list[URLPattern] = [
    path("", public_pages.index, name="index"),
    path("<str:code>/", public_pages.unit, name="public"),
]
manage: list[URLPattern] = [
    path("don-vi/", pages.units, name="units"),
    path("don-vi/<int:pk>/", pages.unit, name="unit"),
    path("don-vi/<int:pk>/thay-doi/<slug:verb>/", change_pages.unit_change, name="unit_change"),
    path(
        "don-vi/<int:pk>/rut-lai/<int:change_id>/",
        change_pages.change_take_back,
        name="change_take_back",
    ),
    path(
        "don-vi/<int:pk>/bo-ten-goi/<int:alias_id>/",
        change_pages.alias_remove,
        name="alias_remove",
    ),
]
