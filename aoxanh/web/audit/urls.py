"""Paths of the pages about audit, by audience."""

from django.urls import URLPattern


manage: list[URLPattern] = []
