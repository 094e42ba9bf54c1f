"""The pages for what went wrong."""

import errno

import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import RequestFactory

from aoxanh.web import errors


def test_the_page_of_a_server_error_asks_the_database_nothing():
    response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Máy chủ gặp lỗi" in response.content.decode()


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OperationalError("the database is away"), 503),
        (OSError(errno.ENOSPC, "No space left on device"), 503),
        (PermissionError(errno.EACCES, "Permission denied"), 500),
        (ValueError(), 500),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_passes_by_itself_says_when_to_come_back(fault, status):
    try:
        raise fault
    except (OperationalError, OSError, ValueError):
        response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == status
    assert ("Retry-After" in response) is (status == 503)


@pytest.mark.django_db
def test_a_missing_page_says_so_and_leads_back():
    response = errors.not_found(RequestFactory().get("/x/"), Http404())

    page = response.content.decode()
    assert response.status_code == 404
    assert "Không có trang này" in page
    assert 'href="/"' in page
