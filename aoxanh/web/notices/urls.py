"""Paths of the pages about messages, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.notices import manage as pages


manage: list[URLPattern] = [
    path("tin-gui-di/", pages.outbox, name="outbox"),
    path("tin-gui-di/<int:pk>/da-gui/", pages.notice_sent, name="notice_sent"),
    path("hop-thu/", pages.inbox, name="inbox"),
    path("hop-thu/da-doc/", pages.inbox_read, name="inbox_read"),
]
