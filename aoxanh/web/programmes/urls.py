"""Paths of the pages about figures and programmes, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.programmes import manage as pages


manage: list[URLPattern] = [
    path("tong-quan/", pages.dashboard, name="dashboard"),
    path("tong-quan/can-bo/", pages.officers, name="officers"),
    path("tong-quan/nguoi-tham-gia/", pages.served, name="served"),
    path("chi-tieu/<str:code>/", pages.indicator, name="indicator"),
]
