"""Paths of the pages about recognition, by audience."""

from django.urls import URLPattern


public: list[URLPattern] = []
mine: list[URLPattern] = []
manage: list[URLPattern] = []
