"""Paths of the officers' home."""

from django.urls import URLPattern, path

from aoxanh.web.desk import manage as pages


manage: list[URLPattern] = [path("", pages.todo, name="todo")]
