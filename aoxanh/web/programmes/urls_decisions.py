"""Paths of the pages about what is decided or said of figures, of frozen figures and recorded facts."""

from django.urls import URLPattern, path

from aoxanh.web.programmes import decisions as pages
from aoxanh.web.programmes import freezing, reconciling, recorded


decided: list[URLPattern] = [
    path("chuong-trinh/<str:code>/quyet-dinh/", pages.decisions, name="decisions"),
    path("chi-tieu/<str:code>/so-dieu-chinh/", pages.override_new, name="override_new"),
    path("chi-tieu/<str:code>/nhan-dinh/", pages.statement_new, name="statement_new"),
    path("chi-tieu/<str:code>/thay-don-vi/", pages.rebasing_new, name="rebasing_new"),
    path("quyet-dinh-so-lieu/<int:pk>/thu-hoi/", pages.decision_withdraw, name="decision_withdraw"),
    path("chuong-trinh/<str:code>/so-chot/", freezing.freezes, name="freezes"),
    path("chuong-trinh/<str:code>/so-chot/moi/", freezing.freeze_new, name="freeze_new"),
    path("so-chot/<int:pk>/", freezing.freeze, name="freeze"),
    path("chi-tieu/<str:code>/doi-chieu/", reconciling.reconciliation, name="reconciliation"),
    path("viec-da-ghi/", recorded.recorded_facts, name="recorded_facts"),
    path("viec-da-ghi/moi/", recorded.fact_new, name="fact_new"),
    path("viec-da-ghi/<int:pk>/", recorded.recorded_fact, name="recorded_fact"),
    path("viec-da-ghi/<int:pk>/xac-nhan/", recorded.fact_accept, name="fact_accept"),
    path("viec-da-ghi/<int:pk>/tra-lai/", recorded.fact_refuse, name="fact_refuse"),
    path("viec-da-ghi/<int:pk>/rut/", recorded.fact_withdraw, name="fact_withdraw"),
]
