"""Paths of the pages about what units do with others."""

from django.urls import URLPattern, path

from aoxanh.web.cooperation import manage as pages


manage: list[URLPattern] = [
    path("phoi-hop/", pages.cooperations, name="cooperations"),
    path("phoi-hop/moi/", pages.cooperation_begin, name="cooperation_begin"),
    path("phoi-hop/moi/<str:kind>/", pages.cooperation_new, name="cooperation_new"),
    path("phoi-hop/<int:pk>/", pages.cooperation, name="cooperation"),
    path("phoi-hop/<int:pk>/buoc/", pages.cooperation_step, name="cooperation_step"),
    path("phoi-hop/<int:pk>/rut-buoc/", pages.cooperation_take_back, name="cooperation_take_back"),
    path("phoi-hop/<int:pk>/so/", pages.cooperation_number, name="cooperation_number"),
]
