"""Paths of the pages about lists that are brought in."""

from django.urls import URLPattern, path

from aoxanh.web.lists import manage as pages
from aoxanh.web.lists import manage_list as list_pages


manage: list[URLPattern] = [
    path("nhap-danh-sach/", pages.lists, name="lists"),
    path("nhap-danh-sach/moi/<str:kind>/", pages.list_new, name="list_new"),
    path("nhap-danh-sach/mau/<str:kind>.xlsx", pages.list_template, name="list_template"),
    path("nhap-danh-sach/<str:code>/", list_pages.batch, name="list"),
    path("nhap-danh-sach/<str:code>/ghep-cot/", list_pages.list_map, name="list_map"),
    path("nhap-danh-sach/<str:code>/nhap/", list_pages.list_apply, name="list_apply"),
    path("nhap-danh-sach/<str:code>/hoan-tac/", list_pages.list_undo, name="list_undo"),
    path("nhap-danh-sach/<str:code>/bo/", list_pages.list_discard, name="list_discard"),
    path("nhap-danh-sach/<str:code>/dong-can-sua.xlsx", list_pages.list_faults, name="list_faults"),
    path("nhap-danh-sach/<str:code>/dong/<int:line>/", list_pages.list_mend, name="list_mend"),
]
