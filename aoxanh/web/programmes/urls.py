"""Paths of the pages about programmes, by audience."""

from django.urls import URLPattern


manage: list[URLPattern] = []
