"""Paths of the pages about money of programmes."""

from django.urls import URLPattern, path

from aoxanh.web.programmes import budget as own
from aoxanh.web.programmes import budget_papers as papers
from aoxanh.web.programmes import budget_year as year


_OF_YEAR = "kinh-phi/<str:code>/<int:year>/"
_OF_BODY = f"{_OF_YEAR}don-vi/<int:body_id>/"

budget: list[URLPattern] = [
    path("kinh-phi/", own.budget, name="budget"),
    path("kinh-phi/tong-hop/", year.budget_year, name="budget_year"),
    path("kinh-phi/dong/<int:pk>/", own.budget_line, name="budget_line"),
    path("kinh-phi/dong/<int:pk>/bo/", own.budget_line_remove, name="budget_line_remove"),
    path("kinh-phi/khoan/<int:pk>/", own.budget_money, name="budget_money"),
    path("kinh-phi/<str:code>/long-ghep/", own.budget_scheme_new, name="budget_scheme_new"),
    path(f"{_OF_YEAR}dong/", own.budget_line_new, name="budget_line_new"),
    path(f"{_OF_YEAR}gui/", own.budget_send, name="budget_send"),
    path(f"{_OF_YEAR}khoan/<str:kind>/", own.budget_money_new, name="budget_money_new"),
    path(_OF_BODY, year.budget_body, name="budget_body"),
    path(f"{_OF_BODY}can-doi/", year.budget_weigh, name="budget_weigh"),
    path(f"{_OF_BODY}tra-lai/", year.budget_return, name="budget_return"),
    path(f"{_OF_YEAR}to-trinh.docx", year.budget_paper, name="budget_paper"),
    path(f"{_OF_YEAR}trinh/", papers.budget_submit, name="budget_submit"),
    path(f"{_OF_YEAR}bo-sung/", papers.budget_supplement, name="budget_supplement"),
    path(f"{_OF_YEAR}rut-lai/", papers.budget_reopen, name="budget_reopen"),
    path(f"{_OF_YEAR}de-xuat/", papers.budget_propose, name="budget_propose"),
    path(f"{_OF_YEAR}y-kien/", papers.budget_opinion, name="budget_opinion"),
    path(f"{_OF_YEAR}quyet-dinh/", papers.budget_decide, name="budget_decide"),
]
