"""Paths of the pages about figures and programmes, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.programmes import manage as pages
from aoxanh.web.programmes import plans, programme, quick
from aoxanh.web.programmes import public as public_pages
from aoxanh.web.programmes.urls_tasks import tasks


public: list[URLPattern] = [path("", public_pages.confirmed, name="confirmed")]
manage: list[URLPattern] = [
    path("tong-quan/", pages.dashboard, name="dashboard"),
    path("tong-quan/can-bo/", pages.officers, name="officers"),
    path("tong-quan/nguoi-tham-gia/", pages.served, name="served"),
    path("so-lieu-nhanh/", quick.quick_figures, name="quick_figures"),
    path("so-lieu-nhanh/mot-trang.pdf", quick.quick_paper, name="quick_paper"),
    path("so-lieu-nhanh/bang.xlsx", quick.quick_sheet, name="quick_sheet"),
    path("so-lieu-nhanh/doi-hinh/", quick.quick_teams, name="quick_teams"),
    path("so-lieu-nhanh/nguoi/", quick.quick_persons, name="quick_persons"),
    path("so-lieu-nhanh/ket-qua/<str:metric>/", quick.quick_results, name="quick_results"),
    path("so-lieu-nhanh/<str:code>/", quick.quick_rows, name="quick_rows"),
    path("chuong-trinh/", plans.programmes, name="programmes"),
    path("chuong-trinh/<str:code>/", programme.programme, name="programme"),
    *tasks,
    path("chi-tieu/<str:code>/", pages.indicator, name="indicator"),
]
