"""Paths of the pages about units, by audience."""

from django.urls import URLPattern


public: list[URLPattern] = []
manage: list[URLPattern] = []
