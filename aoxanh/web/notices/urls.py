"""Paths of the pages about notices, by audience."""

from django.urls import URLPattern


manage: list[URLPattern] = []
