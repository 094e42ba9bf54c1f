"""Paths of the pages about the trail, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.audit import manage as pages


manage: list[URLPattern] = [
    path("nhat-ky/", pages.audit, name="audit"),
    path("nhat-ky/<int:pk>/", pages.audit_entry, name="audit_entry"),
]
