"""Paths of the pages about documents, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.documents import manage as pages


manage: list[URLPattern] = [
    path("van-ban/", pages.papers, name="papers"),
    path("van-ban/<int:paper_id>/huy-so/", pages.paper_void, name="paper_void"),
]
