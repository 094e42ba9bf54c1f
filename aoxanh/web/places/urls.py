"""Paths of the pages about places, by audience."""

from django.urls import URLPattern


public: list[URLPattern] = []
