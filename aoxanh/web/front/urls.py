"""Paths of the pages about front, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.front import offline


public: list[URLPattern] = [path("sw.js", offline.service_worker, name="service_worker")]
