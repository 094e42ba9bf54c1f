"""The pages for what went wrong."""

import errno

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError
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


def _raised(fault):
    raise fault


def _answer_to_a_missing_column():
    try:
        _raised(ProgrammingError("column does not exist"))
    except ProgrammingError:
        return errors.server_error(RequestFactory().get("/"))


@pytest.mark.parametrize(("is_current", "status"), [(False, 503), (True, 500)])
def test_what_a_database_older_than_the_code_lacks_comes_with_the_upgrade(
    monkeypatch, is_current, status
):
    monkeypatch.setattr(errors.versions, "is_current", lambda: is_current)

    assert _answer_to_a_missing_column().status_code == status


def test_a_database_that_cannot_tell_its_version_is_a_fault(monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(errors.versions, "is_current", away)

    assert _answer_to_a_missing_column().status_code == 500


@pytest.mark.django_db
def test_a_missing_page_says_so_and_leads_back():
    response = errors.not_found(RequestFactory().get("/x/"), Http404())

    page = response.content.decode()
    assert response.status_code == 404
    assert "Không có trang này" in page
    assert 'href="/"' in page
