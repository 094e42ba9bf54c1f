"""Paths of the public front."""

from django.urls import URLPattern, path

from aoxanh.web.front import offline
from aoxanh.web.front import public as pages


public: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("sw.js", offline.service_worker, name="service_worker"),
]
