"""Lists in pages whose filters stay in the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from aoxanh.kernel.dates import day_of
from aoxanh.kernel.keys import key_of
from aoxanh.web.request import Request


PAGE_SIZE = 50


def page_of(request: Request, rows: Any, *, size: int = PAGE_SIZE) -> Page[Any]:  # noqa: ANN401  rows of any model
    """The page that “trang” names; the nearest one for what cannot be."""
    return Paginator(rows, size).get_page(request.GET.get("trang"))


def query(filters: Mapping[str, object]) -> str:
    """The set filters as part of an address; those that are empty are left out."""
    return urlencode({name: value for name, value in filters.items() if value})


def asked_day(request: Request, name: str) -> date | None:
    """The day a filter names; None for what is no day."""
    return day_of(request.GET.get(name, ""))


def asked_number(request: Request, name: str) -> int | None:
    """The number a filter names; None for what is none."""
    return key_of(request.GET.get(name, ""))
