"""Paths of the registry of models, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.practices import adopting, reviewing
from aoxanh.web.practices import manage as pages
from aoxanh.web.practices import public as public_pages


public: list[URLPattern] = [
    path("", public_pages.library, name="library"),
    path("<str:code>/", public_pages.practice, name="practice"),
]
manage: list[URLPattern] = [
    path("mo-hinh/", pages.practices, name="practices"),
    path("mo-hinh/moi/", pages.practice_new, name="practice_new"),
    path("mo-hinh/xem-lai/", reviewing.practices_review, name="practices_review"),
    path("mo-hinh/bang-tong-hop/", pages.practices_table, name="practices_table"),
    path("mo-hinh/lam-theo/", adopting.adoptions, name="adoptions"),
    path("mo-hinh/lam-theo/<int:pk>/", adopting.adoption_report, name="adoption_report"),
    path("mo-hinh/<str:code>/", pages.practice, name="practice"),
    path("mo-hinh/<str:code>/sua/", pages.practice_edit, name="practice_edit"),
    path("mo-hinh/<str:code>/vao-kho/", pages.practice_list, name="practice_list"),
    path("mo-hinh/<str:code>/ngung/", pages.practice_retire, name="practice_retire"),
    path("mo-hinh/<str:code>/phan-loai/", pages.practice_classes, name="practice_classes"),
    path("mo-hinh/<str:code>/xem-xong/<int:pk>/", pages.practice_flag, name="practice_flag"),
    path("mo-hinh/<str:code>/lam-theo/", adopting.practice_adopt, name="practice_adopt"),
]
