"""Paths of the pages about recognition, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.recognition import public as public_pages


public: list[URLPattern] = [
    path("", public_pages.lookup, name="lookup"),
    path("<str:code>/", public_pages.show, name="show"),
    path("<str:code>/doi-chieu/", public_pages.match, name="match"),
]
mine: list[URLPattern] = []
manage: list[URLPattern] = []
