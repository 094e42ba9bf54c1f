"""Paths of the pages of training."""

from django.urls import URLPattern, path

from aoxanh.web.training import manage as pages
from aoxanh.web.training import manage_officers as officers


manage: list[URLPattern] = [
    path("tap-huan/", pages.courses, name="courses"),
    path("tap-huan/can-bo/", officers.trained_officers, name="trained_officers"),
    path("tap-huan/moi/<int:activity_id>/", pages.course_new, name="course_new"),
    path("tap-huan/<int:pk>/", pages.course, name="course"),
    path("tap-huan/<int:pk>/sua/", pages.course_edit, name="course_edit"),
    path("tap-huan/<int:pk>/chot/", pages.course_finish, name="course_finish"),
    path("tap-huan/<int:pk>/mo-lai/", pages.course_reopen, name="course_reopen"),
    path("tap-huan/<int:pk>/them/", pages.trainee_add, name="trainee_add"),
    path("tap-huan/<int:pk>/bo/<int:person_id>/", pages.trainee_drop, name="trainee_drop"),
    path(
        "hoat-dong/<int:activity_id>/mo-hinh-dieu-phoi/",
        officers.activity_model,
        name="activity_model",
    ),
    path(
        "chien-dich/<int:campaign_id>/mo-hinh-dieu-phoi/",
        officers.campaign_model,
        name="campaign_model",
    ),
]
