"""The WSGI application that granian serves, behind its gate."""

import json
import os

from csp.utils import build_policy
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import render_to_string
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from aoxanh.config.gate import BUSY, TOO_MUCH, UNREADABLE, Gate, Limits, Words


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
_inner = get_wsgi_application()
_HEADERS = {
    "Content-Security-Policy": build_policy(),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}
if settings.SECURE_HSTS_SECONDS:
    _HEADERS["Strict-Transport-Security"] = (
        f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
    )
get_resolver().url_patterns  # noqa: B018  read now: a process started anew is sent clients as soon as it listens


def _words(template: str, code: str, sentence: str) -> Words:
    """Drawn once: who is overrun has no time to draw, and a database may be what is missing."""
    page = render_to_string(template, {"limit": settings.REQUEST_LIMIT_BYTES // 1024**2})
    said = {"code": code, "message": sentence, "field": ""}
    return Words(page.encode(), json.dumps(said, ensure_ascii=False).encode())


with translation.override("vi"):
    application = Gate(
        _inner,
        Limits(
            at_once=settings.ANSWERED_AT_ONCE,
            reserve=settings.MORE_WHILE_SOME_TAKE_LONG,
            together=settings.PHONES_AT_ONCE,
            room=settings.ROOM_FOR_REQUESTS,
            body=settings.REQUEST_LIMIT_BYTES,
        ),
        {
            BUSY: _words(
                "errors/503.html", "Busy", _("Hệ thống đang bận. Hãy gửi lại sau ít giây.")
            ),
            TOO_MUCH: _words("errors/413.html", "TooMuch", _("Yêu cầu này quá lớn.")),
            UNREADABLE: _words(
                "errors/400.html", "Unreadable", _("Chỉ nhận nội dung viết bằng UTF-8.")
            ),
        },
        _HEADERS,
        together=[reverse("door:send")],
    )
