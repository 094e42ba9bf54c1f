"""Paths of the pages for monitors."""

from django.urls import URLPattern, path

from aoxanh.web.health import pages


public: list[URLPattern] = [
    path("song/", pages.alive, name="alive"),
    path("san-sang/", pages.ready, name="ready"),
    path("so-do/", pages.metrics, name="metrics"),
]
