"""Paths of “Bắt đầu”: by the printed link until a portal stands, then in Điều phối."""

from django.urls import URLPattern, path

from aoxanh.web.beginning import founding
from aoxanh.web.beginning import manage as pages
from aoxanh.web.beginning import public as public_pages


public: list[URLPattern] = [
    path("<str:token>/", public_pages.start, name="start"),
    path("<str:token>/dia-ban/", public_pages.territory, name="territory"),
    path("<str:token>/ten-goi/", public_pages.names, name="names"),
    path("<str:token>/quan-tri/", public_pages.administrator, name="administrator"),
]
manage: list[URLPattern] = [
    path("bat-dau/", pages.begin, name="begin"),
    path("bat-dau/de-sau/", pages.begin_put_off, name="begin_put_off"),
    path("bat-dau/xong/", pages.begin_finish, name="begin_finish"),
    path("don-vi/lap-nhieu/", founding.units_found, name="units_found"),
]
