"""Paths of the pages of inspections."""

from django.urls import URLPattern, path

from aoxanh.web.inspections import manage as pages
from aoxanh.web.inspections import manage_use as use


manage: list[URLPattern] = [
    path("kiem-tra/", pages.inspections, name="inspections"),
    path("kiem-tra/them/", pages.visits_plan, name="visits_plan"),
    path("kiem-tra/rut-tham/", pages.draw_new, name="draw_new"),
    path("kiem-tra/rut-tham/<int:pk>/", pages.draw, name="draw"),
    path("kiem-tra/<int:pk>/", pages.visit, name="visit"),
    path("kiem-tra/<int:pk>/ket-luan/", pages.visit_conclude, name="visit_conclude"),
    path("kiem-tra/<int:pk>/bo/", pages.visit_drop, name="visit_drop"),
    path("kiem-tra/<int:pk>/khac-phuc/", pages.remedy_ask, name="remedy_ask"),
    path("kiem-tra/<int:pk>/khac-phuc/<int:remedy_id>/", pages.remedy_close, name="remedy_close"),
    path("ung-dung-cntt/", use.it_use, name="it_use"),
    path("ung-dung-cntt/cong-nhan/", use.it_uses, name="it_uses"),
    path("ung-dung-cntt/cong-nhan/<int:pk>/", use.it_use_decide, name="it_use_decide"),
]
