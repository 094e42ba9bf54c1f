"""Paths of the pages about teams."""

from django.urls import URLPattern, path

from aoxanh.web.activities.teams import duties, manage


ONE = "doi-hinh/<int:team_id>/"
SITE = "hoat-dong/<int:activity_id>/doi-hinh/"

team_pages: list[URLPattern] = [
    path("doi-hinh/", manage.team_list, name="teams"),
    path("doi-hinh/moi/", manage.team_new, name="team_new"),
    path(ONE, manage.team_detail, name="team"),
    path(f"{ONE}sua/", manage.team_edit, name="team_edit"),
    path(f"{ONE}bo/", manage.team_drop, name="team_drop"),
    path("chien-dich/<int:campaign_id>/ca/", duties.campaign_duties, name="campaign_duties"),
    path(
        "chien-dich/<int:campaign_id>/ca/phan-ca.pdf",
        duties.campaign_roster,
        name="campaign_roster",
    ),
    path(SITE, duties.activity_duties, name="activity_duties"),
    path(f"{SITE}phan-ca.pdf", duties.activity_roster, name="activity_roster"),
    path(f"{SITE}<int:duty_id>/bo/", duties.duty_drop, name="duty_drop"),
    path(f"{SITE}<int:duty_id>/ghi-ten/", duties.duty_enlist, name="duty_enlist"),
    path(f"{ONE}nguoi/<int:member_id>/", manage.team_member, name="team_member"),
]
