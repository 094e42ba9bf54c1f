"""Paths of stored files, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.files import manage as pages


manage: list[URLPattern] = [path("tep/<str:code>/", pages.file, name="file")]
