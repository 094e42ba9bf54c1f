"""Paths of the pages about campaigns."""

from django.urls import URLPattern, path

from aoxanh.web.activities.campaigns import detail, opening, papers, public, rows


ONE = "chien-dich/<int:campaign_id>/"

public_campaign_pages: list[URLPattern] = [
    path("", public.campaign_list, name="list"),
    path("<str:code>/", public.campaign_detail, name="detail"),
]
campaign_pages: list[URLPattern] = [
    path("chien-dich/", detail.campaign_list, name="campaigns"),
    path("chien-dich/moi/", opening.campaign_new, name="campaign_new"),
    path(ONE, detail.campaign_detail, name="campaign"),
    path(f"{ONE}sua/", opening.campaign_edit, name="campaign_edit"),
    path(f"{ONE}buoc/<str:step>/", opening.campaign_step, name="campaign_step"),
    path(f"{ONE}xoa/", opening.campaign_drop, name="campaign_drop"),
    path(f"{ONE}chi-tieu/", rows.campaign_targets, name="campaign_targets"),
    path(f"{ONE}hoat-dong/", rows.campaign_attach, name="campaign_attach"),
    path(f"{ONE}ket-qua/", detail.campaign_rows, name="campaign_rows"),
    path(f"{ONE}giay-to/", papers.campaign_papers, name="campaign_papers"),
    path(f"{ONE}giay-to/<slug:code>.docx", papers.campaign_paper_file, name="campaign_paper_file"),
    path(
        f"{ONE}giay-to/<slug:code>/vao-so/",
        papers.campaign_paper_issue,
        name="campaign_paper_issue",
    ),
    path(
        "hoat-dong/<int:activity_id>/chien-dich/",
        rows.activity_campaigns,
        name="activity_campaigns",
    ),
]
