"""Paths of the pages about activities, by audience."""

from django.urls import URLPattern


public: list[URLPattern] = []
passes: list[URLPattern] = []
manage: list[URLPattern] = []
