"""Paths of the pages about people, by audience."""

from django.urls import URLPattern


mine: list[URLPattern] = []
manage: list[URLPattern] = []
