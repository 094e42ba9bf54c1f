"""Paths of the pages about activities, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.activities import answering_receivers as receiver_pages
from aoxanh.web.activities import feedback as feedback_pages
from aoxanh.web.activities import listing, own_hours, pass_data, pictures
from aoxanh.web.activities import passes as bearer_pages
from aoxanh.web.activities import public as public_pages
from aoxanh.web.activities.urls_campaigns import campaign_pages, public_campaign_pages
from aoxanh.web.activities.urls_door import door_pages, offline_pages
from aoxanh.web.activities.urls_manage import activity_pages
from aoxanh.web.activities.urls_nominations import nomination_pages
from aoxanh.web.activities.urls_teams import team_pages


public: list[URLPattern] = [
    path("", listing.activity_list, name="list"),
    path("ban-do/", listing.activity_map, name="map"),
    path("ban-do/so-luong.json", listing.map_counts, name="map_counts"),
    path("gan-toi/", listing.near_me, name="near"),
    path("<str:code>/", public_pages.activity_detail, name="detail"),
    path("<str:code>/dang-ky/", public_pages.sign_up, name="sign_up"),
    path("<str:code>/the.png", pictures.preview_card, name="card"),
    path("<str:code>/anh-vuong.png", pictures.story, name="story"),
    path("<str:code>/anh/<str:file_code>-<int:width>.webp", pictures.photo, name="photo"),
    path("<str:code>/ap-phich.pdf", pictures.poster, name="poster"),
]
short: list[URLPattern] = [path("<str:code>/", pictures.short_link, name="activity")]
passes: list[URLPattern] = [
    path("<str:token>/", bearer_pages.pass_show, name="show"),
    path("<str:token>/tra-loi/", bearer_pages.pass_answer, name="answer"),
    path("<str:token>/gop-y/", feedback_pages.pass_feedback, name="feedback"),
    path("<str:token>/gio/", own_hours.pass_hours, name="hours"),
    path("<str:token>/du-lieu/", pass_data.pass_data, name="data"),
    path("<str:token>/du-lieu/dong-y/<int:pk>/rut/", pass_data.pass_consent, name="consent"),
    path("<str:token>/du-lieu.zip", pass_data.pass_data_copy, name="data_copy"),
    path("<str:token>/rut/", bearer_pages.pass_withdraw, name="withdraw"),
    path("<str:token>/lich.ics", bearer_pages.pass_calendar, name="calendar"),
    path("<str:token>/ma.png", bearer_pages.pass_picture, name="picture"),
]
mine: list[URLPattern] = [
    path("gio/hoat-dong/<str:code>/", own_hours.my_hours, name="activity_hours"),
]
receivers: list[URLPattern] = [
    path("<str:token>/", receiver_pages.receiver_answer, name="answer"),
]
door: list[URLPattern] = offline_pages
campaigns: list[URLPattern] = public_campaign_pages
manage: list[URLPattern] = [
    *activity_pages,
    *door_pages,
    *campaign_pages,
    *nomination_pages,
    *team_pages,
]
