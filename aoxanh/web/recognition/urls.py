"""Paths of the pages about recognition, by audience."""

from django.urls import URLPattern, path

from aoxanh.web.recognition import credentials as proofs
from aoxanh.web.recognition import manage as pages
from aoxanh.web.recognition import manage_commendations as praise
from aoxanh.web.recognition import manage_earning as earning
from aoxanh.web.recognition import manage_file as files
from aoxanh.web.recognition import manage_issuing as issuing
from aoxanh.web.recognition import manage_service as service
from aoxanh.web.recognition import mine as own_pages
from aoxanh.web.recognition import mine_service as own_service
from aoxanh.web.recognition import public as public_pages
from aoxanh.web.recognition import public_praise


public: list[URLPattern] = [
    path("", public_pages.lookup, name="lookup"),
    path("khen-thuong/", public_praise.commendation, name="commendation"),
    path("khen-thuong/doi-chieu/", public_praise.commendation_match, name="commendation_match"),
    path("<str:code>/", public_pages.show, name="show"),
    path("<str:code>/doi-chieu/", public_pages.match, name="match"),
]
credentials: list[URLPattern] = [
    path("", proofs.achievements, name="list"),
    path("khoa.json", proofs.keys, name="keys"),
    path("khoa/<str:name>.json", proofs.key, name="key"),
    path("goi-kiem-tra.json", proofs.bundle, name="bundle"),
    path("don-vi/<str:code>.json", proofs.issuer, name="issuer"),
    path("don-vi/<str:code>/<int:year>-<str:series>.jwt", proofs.status_list, name="status_list"),
    path("<str:code>.json", proofs.achievement_document, name="achievement_document"),
    path("<str:code>/", proofs.achievement, name="achievement"),
    path("<str:code>/huy-hieu.png", proofs.badge, name="badge"),
    path("<str:code>/huy-hieu/<str:unit>.png", proofs.badge, name="unit_badge"),
]
mine: list[URLPattern] = [
    path("chung-nhan/", own_pages.certificates, name="certificates"),
    path("chung-nhan/<int:pk>.pdf", own_pages.certificate_file, name="certificate_file"),
    path("chung-nhan/<int:pk>.jwt", own_pages.credential, name="credential"),
    path("chung-nhan/<int:pk>/hien-ten/", own_pages.disclose, name="disclose"),
    path("ngay-tinh-nguyen/", own_service.service, name="service"),
    path("ngay-tinh-nguyen.pdf", own_service.service_proof, name="service_proof"),
    path(
        "ngay-tinh-nguyen/<int:pk>/rut/",
        own_service.elsewhere_take_back,
        name="elsewhere_take_back",
    ),
]
manage: list[URLPattern] = [
    path("chung-nhan/", pages.certificates, name="certificates"),
    path("chung-nhan/cap/", issuing.certificates_issue, name="certificates_issue"),
    path("chung-nhan/ghi-nhan/", earning.certificate_rules, name="certificate_rules"),
    path("chung-nhan/ghi-nhan/<str:code>/", earning.certificate_rule, name="certificate_rule"),
    path("chung-nhan/<int:pk>/", pages.certificate, name="certificate"),
    path("chung-nhan/<int:pk>.pdf", pages.certificate_file, name="certificate_file"),
    path("chung-nhan/<int:pk>/thu-hoi/", pages.certificate_revoke, name="certificate_revoke"),
    path("chung-nhan/<int:pk>/cap-lai/", pages.certificate_replace, name="certificate_replace"),
    path(
        "hoat-dong/<int:activity_id>/ho-so-khen-thuong/",
        files.activity_file,
        name="activity_file",
    ),
    path("khen-thuong/", praise.commendations, name="commendations"),
    path("khen-thuong/de-nghi/", praise.commendation_propose, name="commendation_propose"),
    path("khen-thuong/<int:pk>/", praise.commendation, name="commendation"),
    path("khen-thuong/<int:pk>/ket-qua/", praise.commendation_decide, name="commendation_decide"),
    path(
        "khen-thuong/<int:pk>/khong-khen/", praise.commendation_decline, name="commendation_decline"
    ),
    path("ngay-tinh-nguyen/", service.service, name="service"),
    path("ngay-tinh-nguyen.xlsx", service.service_sheet, name="service_sheet"),
    path("ngay-tinh-nguyen/quy-dinh/", service.service_rule, name="service_rule"),
    path("ngay-tinh-nguyen/noi-khac/", service.elsewhere, name="elsewhere"),
    path("ngay-tinh-nguyen/noi-khac/<int:pk>/tep/", service.elsewhere_file, name="elsewhere_file"),
    path(
        "ngay-tinh-nguyen/noi-khac/<int:pk>/",
        service.elsewhere_decide,
        name="elsewhere_decide",
    ),
    path("ngay-tinh-nguyen/<str:code>.pdf", service.service_proof, name="service_proof"),
]
