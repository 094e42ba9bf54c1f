"""Paths of the officers' pages about numbers given to units and the lists they send."""

from django.urls import URLPattern, path

from aoxanh.web.activities.nominations import giving, sending


_AT = "hoat-dong/<int:activity_id>"

nomination_pages: list[URLPattern] = [
    path(f"{_AT}/chi-tieu/", giving.quotas, name="quotas"),
    path(f"{_AT}/chi-tieu/giao/", giving.quotas_give, name="quotas_give"),
    path(f"{_AT}/chi-tieu/nhac/", giving.quotas_remind, name="quotas_remind"),
    path(f"{_AT}/chi-tieu/nhan/", giving.quotas_accept, name="quotas_accept"),
    path(f"{_AT}/cu-nguoi/", sending.nominate, name="nominate"),
    path(f"{_AT}/cu-nguoi/rut/", sending.nominees_withdraw, name="nominees_withdraw"),
]
