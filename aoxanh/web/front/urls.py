"""Paths of the pages about front, by audience."""

from django.urls import URLPattern


public: list[URLPattern] = []
