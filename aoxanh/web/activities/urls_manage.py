"""Paths of the officers' pages about activities, from the list to the results."""

from django.urls import URLPattern, path

from aoxanh.web.activities.manage import (
    asking,
    closing,
    declaring,
    detail,
    editing,
    events,
    hosting,
    links,
    listing,
    opening,
    opening_many,
    pack_years,
    papers,
    photos,
    recording,
    sharing,
    shifts,
    signals,
    steps,
)


ONE = "hoat-dong/<int:activity_id>/"

activity_pages: list[URLPattern] = [
    path("hoat-dong/", listing.activity_list, name="activities"),
    path("hoat-dong/moi/", opening.activity_new, name="activity_new"),
    path("hoat-dong/moi/nhieu/", opening_many.activity_new_many, name="activity_new_many"),
    path("hoat-dong/ghi-nhan/", recording.record_held, name="record_held"),
    path("so-nam/", pack_years.pack_year, name="pack_year"),
    path("su-kien/", events.events, name="events"),
    path("khai-tong-so/", declaring.declarations, name="declarations"),
    path(ONE, detail.activity_detail, name="activity"),
    path(f"{ONE}anh-cong-khai/", photos.photos, name="photos"),
    path(f"{ONE}chia-se/", sharing.activity_share, name="activity_share"),
    path(f"{ONE}sua/", editing.activity_edit, name="activity_edit"),
    path(f"{ONE}lien-ket/", links.activity_links, name="activity_links"),
    path(f"{ONE}cong-bo/", steps.activity_announce, name="activity_announce"),
    path(f"{ONE}mo-dang-ky/", steps.activity_publish, name="activity_publish"),
    path(f"{ONE}bat-dau/", steps.activity_start, name="activity_start"),
    path(f"{ONE}ket-thuc/", closing.activity_close, name="activity_close"),
    path(f"{ONE}huy/", steps.activity_cancel, name="activity_cancel"),
    path(f"{ONE}xoa/", steps.draft_delete, name="draft_delete"),
    path(f"{ONE}buoc/<str:code>/", steps.stage, name="stage"),
    path(f"{ONE}an-toan/", steps.safety, name="safety"),
    path(f"{ONE}an-toan/them/", steps.safety_add, name="safety_add"),
    path(f"{ONE}dia-ban/", hosting.hosting, name="hosting"),
    path(f"{ONE}dia-ban/hoi/", hosting.host_ask, name="host_ask"),
    path(f"{ONE}ca/moi/", shifts.shift_add, name="shift_add"),
    path(f"{ONE}ca/<int:shift_id>/", shifts.shift_edit, name="shift_edit"),
    path(f"{ONE}ca/<int:shift_id>/vai-tro/", shifts.slot_add, name="slot_add"),
    path(f"{ONE}giay-to/", papers.activity_papers, name="activity_papers"),
    path(f"{ONE}giay-to/<slug:code>.docx", papers.activity_paper_file, name="activity_paper_file"),
    path(
        f"{ONE}giay-to/<slug:code>/vao-so/",
        papers.activity_paper_issue,
        name="activity_paper_issue",
    ),
    path(f"{ONE}cau-hoi/", asking.questions, name="questions"),
    path(f"{ONE}minh-chung/", closing.evidence_add, name="evidence_add"),
    path(f"{ONE}minh-chung/<str:code>/", closing.evidence, name="evidence"),
    path("dau-hieu/", signals.signals, name="signals"),
    path("dau-hieu/<str:kind>/", signals.signal_rows, name="signal_rows"),
]
