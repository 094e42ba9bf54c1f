"""Paths of “Bàn giao”."""

from django.urls import URLPattern, path

from aoxanh.web.handover import manage as pages
from aoxanh.web.handover import public as public_pages


public: list[URLPattern] = [path("<str:token>/", public_pages.sign, name="sign")]
manage: list[URLPattern] = [
    path("ban-giao/", pages.handovers, name="handovers"),
    path("ban-giao/moi/", pages.handover_new, name="handover_new"),
    path("ban-giao/<int:pk>/", pages.handover, name="handover"),
    path("ban-giao/<int:pk>/bien-ban.pdf", pages.handover_file, name="handover_file"),
    path("ban-giao/<int:pk>/rut/", pages.handover_withdraw, name="handover_withdraw"),
    path("tai-khoan/chua-co-nguoi/", pages.vacancies, name="vacancies"),
]
