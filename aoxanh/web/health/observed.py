"""Counts and notes every answer by the name of its route: paths hold passes and codes, so no log ever sees one."""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from aoxanh.web.health import figures


_log = logging.getLogger("aoxanh.answers")
_HEADER = "X-Request-ID"
_LONGEST_ID = 64


class Observed:
    """The outermost middleware: a number for the request, its time, one line in the log at INFO."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        number = _number(request)
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        route = request.resolver_match.view_name if request.resolver_match else "none"
        method = request.method or ""
        figures.count(route=route, method=method, status=response.status_code, seconds=seconds)
        _log.info(
            "answered",
            extra={
                "route": route,
                "method": method,
                "status_code": response.status_code,
                "ms": round(seconds * 1000, 1),
                "request_id": number,
            },
        )
        if not getattr(
            response, "is_public", False
        ):  # those are the same for everyone, kept by caches
            response.headers.setdefault(_HEADER, number)
        return response


def _number(request: HttpRequest) -> str:
    """The number a proxy gave the request, else a new one."""
    given = request.headers.get(_HEADER, "")
    return given if given.isalnum() and len(given) <= _LONGEST_ID else uuid4().hex
