"""The content security policy that goes with every answer."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


class Policy:
    """Puts the policy into words once; a view with words of its own is left to django-csp."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._usual = build_policy()
        self._own = CSPMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if any(name.startswith("_csp") for name in vars(response)):
            self._own.process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response
