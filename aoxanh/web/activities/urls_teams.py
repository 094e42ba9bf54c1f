"""Paths of the pages about teams."""

from django.urls import URLPattern, path

from aoxanh.web.activities.teams import manage


ONE = "doi-hinh/<int:team_id>/"

team_pages: list[URLPattern] = [
    path("doi-hinh/", manage.team_list, name="teams"),
    path("doi-hinh/moi/", manage.team_new, name="team_new"),
    path(ONE, manage.team_detail, name="team"),
    path(f"{ONE}sua/", manage.team_edit, name="team_edit"),
    path(f"{ONE}bo/", manage.team_drop, name="team_drop"),
    path(f"{ONE}nguoi/<int:member_id>/", manage.team_member, name="team_member"),
]
