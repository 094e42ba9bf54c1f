"""Paths of the pages about figures and programmes, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.programmes import (
    calendar,
    closing,
    comparison,
    drafting,
    following_up,
    plans,
    programme,
    quick,
)
from aoxanh.web.programmes import manage as pages
from aoxanh.web.programmes import public as public_pages
from aoxanh.web.programmes.urls_budget import budget
from aoxanh.web.programmes.urls_decisions import decided
from aoxanh.web.programmes.urls_tasks import tasks


public: list[URLPattern] = [
    path("", public_pages.confirmed, name="confirmed"),
    path("chuong-trinh/", public_pages.programmes, name="programmes"),
    path("chuong-trinh/<str:code>/", public_pages.programme, name="programme"),
]
calendars: list[URLPattern] = [path("<str:token>.ics", calendar.feed, name="feed")]
manage: list[URLPattern] = [
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/dia-chi/", calendar.calendar_open, name="calendar_open"),
    path("lich/thu-hoi/", calendar.calendar_revoke, name="calendar_revoke"),
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
    path("soan-ke-hoach/", drafting.plan_drafts, name="plan_drafts"),
    path("soan-ke-hoach/moi/", drafting.plan_draft_new, name="plan_draft_new"),
    path("soan-ke-hoach/<int:pk>/", drafting.plan_draft, name="plan_draft"),
    path("soan-ke-hoach/<int:pk>/tep.yaml", drafting.plan_draft_file, name="plan_draft_file"),
    path(
        "soan-ke-hoach/<int:pk>/ban-hanh/", drafting.plan_draft_publish, name="plan_draft_publish"
    ),
    path("soan-ke-hoach/<int:pk>/xoa/", drafting.plan_draft_drop, name="plan_draft_drop"),
    path("soan-ke-hoach/<int:pk>/<str:part>/", drafting.plan_draft_part, name="plan_draft_part"),
    path("chuong-trinh/", plans.programmes, name="programmes"),
    path("chuong-trinh/<str:code>/", programme.programme, name="programme"),
    path("chuong-trinh/<str:code>/ket-thuc/", closing.programme_close, name="programme_close"),
    *decided,
    path(
        "chuong-trinh/<str:code>/mot-trang.pdf", programme.programme_paper, name="programme_paper"
    ),
    path(
        "chuong-trinh/<str:code>/trang-chieu.pdf", programme.programme_slide, name="programme_slide"
    ),
    path("chuong-trinh/<str:code>/don-vi/", following_up.programme_units, name="programme_units"),
    path("chuong-trinh/<str:code>/viec/", following_up.programme_work, name="programme_work"),
    path("so-sanh/", comparison.comparison, name="comparison"),
    path("so-sanh/chi-tieu/", following_up.families, name="families"),
    *tasks,
    *budget,
    path("chi-tieu/<str:code>/", pages.indicator, name="indicator"),
]
