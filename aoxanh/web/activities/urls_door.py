"""Paths of the officers' pages at the door."""

from django.urls import URLPattern, path

from aoxanh.web.activities.door import (
    checkin,
    confirming,
    devices,
    hours,
    late,
    objections,
    offline,
    papers,
    receivers,
    scans,
    sheets,
    signups,
    tally,
    telling,
    walkins,
)


_AT = "hoat-dong/<int:activity_id>"

door_pages: list[URLPattern] = [
    path(f"{_AT}/dang-ky/", signups.signup_list, name="signups"),
    path(f"{_AT}/dang-ky/quyet-dinh/", signups.signups_decide, name="signups_decide"),
    path(f"{_AT}/bao-tin/", telling.activity_tell, name="activity_tell"),
    path(f"{_AT}/bao-tin/da-bao/", telling.activity_told, name="activity_told"),
    path(f"{_AT}/bao-tin/hoan-tac/", telling.activity_untell, name="activity_untell"),
    path(f"{_AT}/in/", sheets.sheets, name="sheets"),
    path(f"{_AT}/in/danh-sach.xlsx", sheets.participants_file, name="participants_file"),
    path(f"{_AT}/in/<str:code>.pdf", sheets.sheet_file, name="sheet_file"),
    path(f"{_AT}/diem-danh/", checkin.check_in, name="checkin"),
    path(f"{_AT}/diem-danh/quet/", scans.scan, name="scan"),
    path(f"{_AT}/diem-danh/may/", devices.devices, name="door_devices"),
    path(f"{_AT}/diem-danh/may/chuan-bi/", devices.device_give, name="door_device_give"),
    path(
        f"{_AT}/diem-danh/may/<int:device_id>/thu-hoi/",
        devices.device_revoke,
        name="door_device_revoke",
    ),
    path(f"{_AT}/diem-danh/tai-cho/", walkins.walk_in, name="walk_in"),
    path(f"{_AT}/diem-danh/tren-giay/", papers.paper_roll, name="paper_roll"),
    path(f"{_AT}/diem-danh/giu-lai/", walkins.kept_scans, name="kept_scans"),
    path(f"{_AT}/diem-danh/giu-lai/<int:scan_id>/", walkins.kept_decide, name="kept_decide"),
    path(f"{_AT}/diem-danh/<int:scan_id>/bo/", checkin.scan_undo, name="scan_undo"),
    path(f"{_AT}/dem/", tally.tally, name="tally"),
    path(f"{_AT}/dem/gui/", tally.tally_send, name="tally_send"),
    path(f"{_AT}/gio/", hours.hours, name="hours"),
    path(f"{_AT}/gio/<int:entry_id>/", hours.hours_correct, name="hours_correct"),
    path(f"{_AT}/bo-sung/", late.late_entries, name="late_entries"),
    path(f"{_AT}/bo-sung/de-nghi/", late.late_ask, name="late_ask"),
    path(f"{_AT}/bo-sung/noi-nhan/", receivers.receiver_ask, name="receiver_ask"),
    path(
        f"{_AT}/bo-sung/noi-nhan/<int:link_id>/thu-hoi/",
        receivers.receiver_revoke,
        name="receiver_revoke",
    ),
    path("y-kien-ve-gio/", objections.objections, name="objections"),
    path("y-kien-ve-gio/<int:objection_id>/", objections.objection, name="objection"),
    path("gio-bo-sung/", confirming.late_confirm, name="late_confirm"),
    path("gio-bo-sung/quyet-dinh/", confirming.late_decide, name="late_decide"),
]

offline_pages: list[URLPattern] = [
    path("", offline.app, name="app"),
    path("gui/", offline.send, name="send"),
]
