"""Forms on pages without a referrer still prove where they come from."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory

from aoxanh.web.middleware import SameOriginForms


def _answer(request: HttpRequest) -> HttpResponse:
    refused = CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, _answer, (), {})
    return refused or HttpResponse("taken")


def _post(**headers: str) -> HttpRequest:
    first = RequestFactory().get("/")
    token = get_token(first)
    request = RequestFactory().post("/", {"csrfmiddlewaretoken": token}, headers=headers)
    request.META["CSRF_COOKIE"] = first.META["CSRF_COOKIE"]
    request.COOKIES["csrftoken"] = first.META["CSRF_COOKIE"]
    return request


def test_a_form_of_a_page_without_referrer_is_taken():
    request = _post(**{"Origin": "null", "Sec-Fetch-Site": "same-origin"})

    response = SameOriginForms(_answer)(request)

    assert response.content == b"taken"


@pytest.mark.django_db
@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_form_of_another_site_stays_refused(site):
    request = _post(**{"Origin": "null", "Sec-Fetch-Site": site})

    response = SameOriginForms(_answer)(request)

    assert response.status_code == 403
    assert "Chưa gửi được" in response.content.decode()
