"""What keeps an opened pass on the device."""

from functools import cache
from pathlib import Path

from django.http import HttpResponse

from aoxanh.web.guards import public
from aoxanh.web.request import Request


_SCRIPT = Path(__file__).resolve().parents[1] / "static/dist/service_worker.js"


@cache
def _script() -> bytes:
    return _SCRIPT.read_bytes()


@public(seconds=60)
def service_worker(request: Request) -> HttpResponse:  # noqa: ARG001  a view
    """Answer at the root, because a worker sees only the paths beside and below its own."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
