"""Paths of the pages about what plans ask of units."""

from django.urls import URLPattern, path

from aoxanh.web.programmes import tasks as pages


tasks: list[URLPattern] = [
    path("nhiem-vu/", pages.tasks, name="tasks"),
    path("nhiem-vu/don-vi/", pages.task_units, name="task_units"),
    path("nhiem-vu/phan-cong/", pages.task_matrix, name="task_matrix"),
    path("nhiem-vu/phan-cong/<int:body_id>/", pages.task_body, name="task_body"),
    path("nhiem-vu/<int:task_id>/<int:year>/", pages.task, name="task"),
    path("nhiem-vu/<int:task_id>/<int:year>/xong/", pages.task_done, name="task_done"),
    path("nhiem-vu/<int:task_id>/<int:year>/mo-lai/", pages.task_reopen, name="task_reopen"),
]
