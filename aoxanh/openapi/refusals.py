"""How refusals are answered: one shape, the product's own sentences, never a 500 for what a caller sent."""

import logging
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from aoxanh.kernel.errors import DomainError, Missing, NotAllowed
from aoxanh.openapi.shapes import Refused


_log = logging.getLogger(__name__)
REFUSALS: dict[int, Any] = dict.fromkeys((401, 404, 409, 422, 429), Refused)


def answer_refusals(api: NinjaAPI) -> None:
    """Teach ``api`` how each kind of refusal is answered."""

    def refuse(
        request: HttpRequest, status: int, code: str, message: str, field: str = ""
    ) -> HttpResponse:
        said = {"code": code, "message": message, "field": field}
        return api.create_response(request, said, status=status)

    @api.exception_handler(DomainError)
    def refused(request: HttpRequest, fault: DomainError) -> HttpResponse:
        # What is out of reach answers like what is not there (house decision 8).
        if isinstance(fault, (Missing, NotAllowed)):
            return refuse(request, 404, "Missing", str(Missing()))
        return refuse(request, 409, type(fault).__name__, str(fault), fault.field or "")

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, fault: Http404) -> HttpResponse:  # noqa: ARG001  Ninja's shape
        return refuse(request, 404, "Missing", str(Missing()))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:  # noqa: ARG001  Ninja's shape
        sentence = _("Khóa không đúng, đã hết hạn hoặc đã thu hồi. Hãy xin đơn vị cấp khóa mới.")
        return refuse(request, 401, "KeyNeeded", sentence)

    @api.exception_handler(ValidationError)
    def unfit(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        first = fault.errors[0]
        field = ".".join(str(part) for part in first["loc"][1:])
        return refuse(request, 422, "Unfit", str(first["msg"]), field)

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, fault: HttpError) -> HttpResponse:
        code = "TooMany" if fault.status_code == 429 else "Refused"
        return refuse(request, fault.status_code, code, str(fault))


def answer_faults(api: NinjaAPI) -> None:
    """Teach ``api`` what to say while the database is away or busy."""

    @api.exception_handler(OperationalError)
    def busy(request: HttpRequest, fault: OperationalError) -> HttpResponse:
        _log.error("database: %s", type(fault).__name__)
        sentence = _("Hệ thống đang bận. Hãy gửi lại sau ít giây.")
        said = {"code": "Busy", "message": sentence, "field": ""}
        answer = api.create_response(request, said, status=503)
        answer["Retry-After"] = "5"
        return answer
