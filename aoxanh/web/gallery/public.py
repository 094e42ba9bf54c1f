"""The page of all components."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from aoxanh.web.gallery.forms import RefusedForm, SampleForm
from aoxanh.web.guards import public
from aoxanh.web.request import Request
from aoxanh.web.templatetags.drawing import SCENES


SAMPLE = {
    "full_name": "Vàng A Sinh",
    "contact": "0900 00 12",
    "commune": "muong-than",
    "size": "small",
    "consent": "on",
}
TOKENS = (
    "bg surface sunken line edge ink ink-2 accent accent-strong on-accent accent-soft accent-ink"
    " accent-mid accent-band union union-2 on-union on-union-2 toast on-toast due on-due due-soft"
    " due-ink due-mark stop stop-soft on-stop ok ok-soft none map-1 map-2 map-3 map-4 map-5"
).split()
MONTHS = (382, 476, 1228, 552, 610, 1164, 1964, 871, 466, 502, 384)
ROWS_PER_PAGE = 20


@public(seconds=300)
def components(request: Request) -> HttpResponse:
    """Show every component in all its states, on light or dark ground."""
    return render(
        request,
        "gallery/components.html",
        {
            "dark": request.GET.get("nen") == "toi",
            "form": SampleForm(SAMPLE),
            "refused": RefusedForm({"title": "Áo ấm lên bản"}),
            "page": Paginator(range(46), ROWS_PER_PAGE).page(2),
            "code_parts": ["7K3M", "Q9TO", "2XVB", "84RH"],
            "years": ["done", "done", "done", "now", "ahead", "ahead", "missed"],
            "months": [
                (f"T{month}", number, month < len(MONTHS))
                for month, number in enumerate(MONTHS, start=1)
            ],
            "trend": [12, 18, 15, 24, 22, 31],
            "shares": [
                ("Quét mã tại chỗ", "34 giờ", 34, ""),
                ("Gọi tên theo danh sách", "8 giờ", 8, ""),
                ("Bổ sung sau", "4 giờ", 4, "Đoàn xã Bình Lư xác nhận, khác đơn vị tổ chức"),
            ],
            "saturday": date(2026, 11, 28),
            "sunday": date(2026, 11, 29),
            "scenes": sorted(SCENES),
            "tokens": TOKENS,
        },
    )
