"""Paths of the pages about people, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.people import manage as pages
from aoxanh.web.people import manage_consents as consents
from aoxanh.web.people import manage_erasing as erasing
from aoxanh.web.people import manage_kept as kept_pages
from aoxanh.web.people import manage_merging as merging
from aoxanh.web.people import manage_person as person_pages
from aoxanh.web.people import manage_proposals as proposals
from aoxanh.web.people import manage_steps as steps
from aoxanh.web.people import mine as own_pages
from aoxanh.web.people import own_data as data_pages


mine: list[URLPattern] = [
    path("", own_pages.home, name="home"),
    path("gio/", own_pages.hours, name="hours"),
    path("gio/<int:year>.pdf", own_pages.record_pdf, name="record_pdf"),
    path("ho-so/", own_pages.profile, name="profile"),
    path("ho-so/ngung/", own_pages.end, name="end"),
    path("du-lieu/", data_pages.data, name="data"),
    path("du-lieu/ban-sao.zip", data_pages.data_copy, name="data_copy"),
    path("du-lieu/dong-y/<int:pk>/rut/", data_pages.consent_withdraw, name="consent_withdraw"),
    path("du-lieu/dong-y/<int:pk>/lai/", data_pages.consent_give, name="consent_give"),
    path("du-lieu/xoa/", data_pages.data_erase, name="data_erase"),
    path("nhan-ma/<str:token>/", own_pages.claim, name="claim"),
]
manage: list[URLPattern] = [
    path("nguoi/", pages.people, name="people"),
    path("nguoi/co-the-trung/", pages.people_duplicates, name="people_duplicates"),
    path("nguoi/hoi-don-vi/", proposals.merge_proposals, name="merge_proposals"),
    path("nguoi/hoi-don-vi/<int:pk>/", proposals.merge_proposal, name="merge_proposal"),
    path(
        "nguoi/hoi-don-vi/<int:pk>/khong/",
        proposals.merge_proposal_decline,
        name="merge_proposal_decline",
    ),
    path(
        "nguoi/hoi-don-vi/<int:pk>/rut/",
        proposals.merge_proposal_withdraw,
        name="merge_proposal_withdraw",
    ),
    path("nguoi/giu-den-bao-gio/", kept_pages.kept, name="kept"),
    path("nguoi/giu-den-bao-gio/<slug:holding>/", kept_pages.kept_lines, name="kept_lines"),
    path("nguoi/moi/", pages.person_new, name="person_new"),
    path("nguoi/<str:code>/", person_pages.person, name="person"),
    path("nguoi/<str:code>/sua/", person_pages.person_edit, name="person_edit"),
    path("nguoi/<str:code>/xoa/", erasing.person_erase, name="person_erase"),
    path("nguoi/<str:code>/xac-nhan/", steps.person_verify, name="person_verify"),
    path("nguoi/<str:code>/hoi-don-vi/", proposals.merge_propose, name="merge_propose"),
    path("nguoi/<str:code>/gop/<str:into>/", merging.person_merge, name="person_merge"),
    path("nguoi/<str:code>/tach/<int:pk>/", steps.person_apart, name="person_apart"),
    path("nguoi/<str:code>/vao-don-vi/", person_pages.person_join, name="person_join"),
    path("nguoi/<str:code>/chuc-danh/", person_pages.person_appoint, name="person_appoint"),
    path("nguoi/<str:code>/roi/<int:pk>/", steps.membership_end, name="membership_end"),
    path("nguoi/<str:code>/thoi/<int:pk>/", steps.post_end, name="post_end"),
    path("nguoi/<str:code>/giam-ho/", consents.guardian, name="guardian"),
    path("nguoi/<str:code>/giam-ho/<int:pk>/", consents.guardian, name="guardian_edit"),
    path("nguoi/<str:code>/dong-y/", consents.consent, name="consent"),
    path("nguoi/<str:code>/dong-y/<int:pk>/rut/", consents.consent_end, name="consent_end"),
    path("don-vi/<int:pk>/dau-moi/", pages.focal_point, name="focal_point"),
]
