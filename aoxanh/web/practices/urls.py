"""Paths of the registry of models, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.practices import (
    adopting,
    answering,
    handbooks,
    keeping,
    open_ideas,
    reviewing,
    rounds,
    spreading,
)
from aoxanh.web.practices import manage as pages
from aoxanh.web.practices import public as public_pages


public: list[URLPattern] = [
    path("", public_pages.library, name="library"),
    path("ton-vinh/", public_pages.honours, name="honours"),
    path("hop-noi-nao/", spreading.what_worked, name="what_worked"),
    path("cam-nang/", handbooks.handbook_list, name="handbooks"),
    path("cam-nang/<str:code>/", handbooks.handbook, name="handbook"),
    path("cam-nang/<str:code>/tai/", handbooks.handbook_file, name="handbook_file"),
    path("y-tuong/tra-loi/<str:code>/", open_ideas.idea_answer, name="idea_answer"),
    path("y-tuong/<str:code>/", open_ideas.idea_open, name="idea_open"),
    path("y-tuong/<str:code>/gui/", open_ideas.idea_send, name="idea_send"),
    path("<str:code>/", public_pages.practice, name="practice"),
    path("<str:code>/lam-theo/", spreading.adopters, name="adopters"),
]
manage: list[URLPattern] = [
    path("mo-hinh/", pages.practices, name="practices"),
    path("mo-hinh/moi/", pages.practice_new, name="practice_new"),
    path("mo-hinh/xem-lai/", reviewing.practices_review, name="practices_review"),
    path("mo-hinh/bang-tong-hop/", pages.practices_table, name="practices_table"),
    path("mo-hinh/lam-theo/", adopting.adoptions, name="adoptions"),
    path("mo-hinh/lam-theo/<int:pk>/", adopting.adoption_report, name="adoption_report"),
    path("mo-hinh/xet-chon/", rounds.rounds, name="rounds"),
    path("mo-hinh/xet-chon/moi/", rounds.round_new, name="round_new"),
    path("mo-hinh/xet-chon/de-cu/<int:pk>/", rounds.nomination, name="nomination"),
    path("mo-hinh/xet-chon/<int:year>/", rounds.round_, name="round"),
    path("mo-hinh/xet-chon/<int:year>/cong-bo/", rounds.round_announce, name="round_announce"),
    path("mo-hinh/kien-nghi/", answering.recommendations, name="recommendations"),
    path("mo-hinh/kien-nghi/<int:pk>/", answering.recommendation, name="recommendation"),
    path("mo-hinh/cam-nang/", handbooks.handbooks, name="handbooks"),
    path("mo-hinh/cam-nang/moi/", handbooks.handbook_new, name="handbook_new"),
    path("mo-hinh/cam-nang/<str:code>/", handbooks.handbook_edit, name="handbook_edit"),
    path(
        "mo-hinh/cam-nang/<str:code>/cong-bo/", handbooks.handbook_publish, name="handbook_publish"
    ),
    path("mo-hinh/<str:code>/", pages.practice, name="practice"),
    path("mo-hinh/<str:code>/sua/", pages.practice_edit, name="practice_edit"),
    path("mo-hinh/<str:code>/vao-kho/", pages.practice_list, name="practice_list"),
    path("mo-hinh/<str:code>/ngung/", pages.practice_retire, name="practice_retire"),
    path("mo-hinh/<str:code>/phan-loai/", pages.practice_classes, name="practice_classes"),
    path("mo-hinh/<str:code>/doi-tac/", pages.practice_partner, name="practice_partner"),
    path("mo-hinh/<str:code>/xem-xong/<int:pk>/", pages.practice_flag, name="practice_flag"),
    path("mo-hinh/<str:code>/lam-theo/", adopting.practice_adopt, name="practice_adopt"),
    path("mo-hinh/<str:code>/de-cu/", rounds.practice_nominate, name="practice_nominate"),
    path("mo-hinh/<str:code>/kien-nghi/", answering.practice_recommend, name="practice_recommend"),
    path("mo-hinh/<str:code>/kiem-tra/", keeping.practice_check, name="practice_check"),
    path("y-tuong/", answering.ideas, name="ideas"),
    path("y-tuong/moi/", answering.idea_new, name="idea_new"),
    path("y-tuong/<int:pk>/", answering.idea, name="idea"),
]
