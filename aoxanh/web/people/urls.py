"""Paths of the pages about people, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.people import mine as own_pages


mine: list[URLPattern] = [
    path("", own_pages.home, name="home"),
    path("gio/", own_pages.hours, name="hours"),
    path("gio/<int:year>.pdf", own_pages.record_pdf, name="record_pdf"),
    path("ho-so/", own_pages.profile, name="profile"),
    path("ho-so/dong-y/<int:pk>/rut/", own_pages.consent_withdraw, name="consent_withdraw"),
    path("nhan-ma/<str:token>/", own_pages.claim, name="claim"),
]
manage: list[URLPattern] = []
