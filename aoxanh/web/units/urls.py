"""Paths of the pages about units, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.units import change_pages, clusters, reorganising
from aoxanh.web.units import manage as pages
from aoxanh.web.units import public as public_pages


public: list[URLPattern] = [
    path("", public_pages.index, name="index"),
    path("<str:code>/", public_pages.unit, name="public"),
]
manage: list[URLPattern] = [
    path("don-vi/", pages.units, name="units"),
    path("don-vi/<int:pk>/", pages.unit, name="unit"),
    path("don-vi/<int:pk>/thay-doi/<slug:verb>/", change_pages.unit_change, name="unit_change"),
    path(
        "don-vi/<int:pk>/rut-lai/<int:change_id>/",
        change_pages.change_take_back,
        name="change_take_back",
    ),
    path(
        "don-vi/<int:pk>/bo-ten-goi/<int:alias_id>/",
        change_pages.alias_remove,
        name="alias_remove",
    ),
    path("cum/", clusters.clusters, name="clusters"),
    path("cum/moi/", clusters.cluster_new, name="cluster_new"),
    path("cum/<int:pk>/", clusters.cluster, name="cluster"),
    path("cum/<int:pk>/sua/", clusters.cluster_edit, name="cluster_edit"),
    path("cum/<int:pk>/giai-the/", clusters.cluster_close, name="cluster_close"),
    path("sap-xep/", reorganising.reorganisations, name="reorganisations"),
    path("sap-xep/moi/", reorganising.reorganisation_new, name="reorganisation_new"),
    path("sap-xep/<int:pk>/", reorganising.reorganisation, name="reorganisation"),
    path("sap-xep/<int:pk>/sua/", reorganising.reorganisation_edit, name="reorganisation_edit"),
    path(
        "sap-xep/<int:pk>/them/",
        reorganising.reorganisation_line_new,
        name="reorganisation_line_new",
    ),
    path(
        "sap-xep/<int:pk>/don-vi/<int:line_id>/",
        reorganising.reorganisation_line,
        name="reorganisation_line",
    ),
    path(
        "sap-xep/<int:pk>/don-vi/<int:line_id>/bo/",
        reorganising.reorganisation_line_drop,
        name="reorganisation_line_drop",
    ),
    path("sap-xep/<int:pk>/chay-thu/", reorganising.reorganisation_try, name="reorganisation_try"),
    path("sap-xep/<int:pk>/ghi/", reorganising.reorganisation_apply, name="reorganisation_apply"),
    path(
        "sap-xep/<int:pk>/rut-lai/",
        reorganising.reorganisation_take_back,
        name="reorganisation_take_back",
    ),
    path("sap-xep/<int:pk>/bo/", reorganising.reorganisation_drop, name="reorganisation_drop"),
]
