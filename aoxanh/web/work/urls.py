"""Paths of the pages about work, by audience."""

from django.urls import URLPattern


manage: list[URLPattern] = []
