"""Paths of the pages about long work, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.work import manage as pages


manage: list[URLPattern] = [
    path("viec-nen/", pages.jobs, name="jobs"),
    path("viec-nen/<str:code>/", pages.job, name="job"),
    path("viec-nen/<str:code>/dung/", pages.job_cancel, name="job_cancel"),
]
