"""The pages for what went wrong."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from aoxanh.web import errors


def test_the_page_of_a_server_error_asks_the_database_nothing():
    response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Máy chủ gặp lỗi" in response.content.decode()


@pytest.mark.django_db
def test_a_missing_page_says_so_and_leads_back():
    response = errors.not_found(RequestFactory().get("/x/"), Http404())

    page = response.content.decode()
    assert response.status_code == 404
    assert "Không có trang này" in page
    assert 'href="/"' in page
