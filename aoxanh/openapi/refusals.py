"""How refusals are answered: one shape, the product's own sentences, never a 500 for what a caller sent."""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from aoxanh.kernel.errors import DomainError, Missing, NotAllowed
from aoxanh.openapi import unfit
from aoxanh.openapi.shapes import Refused


_log = logging.getLogger(__name__)
REFUSALS: dict[int, Any] = dict.fromkeys((401, 404, 409, 422, 429), Refused)
_Said = tuple[int, Refused]


def _missing(fault: Exception) -> _Said:  # noqa: ARG001  one shape for all
    return 404, Refused(code="Missing", message=str(Missing()))


def _refused(fault: DomainError) -> _Said:
    # What is out of reach answers like what is not there (house decision 8).
    if isinstance(fault, (Missing, NotAllowed)):
        return _missing(fault)
    return 409, Refused(code=type(fault).__name__, message=str(fault), field=fault.field or "")


def _unknown(fault: AuthenticationError) -> _Said:  # noqa: ARG001  one shape for all
    sentence = _("Khóa không đúng, đã hết hạn hoặc đã thu hồi. Hãy xin đơn vị cấp khóa mới.")
    return 401, Refused(code="KeyNeeded", message=sentence)


def _unfit(fault: ValidationError) -> _Said:
    first = fault.errors[0]
    said = {"message": unfit.sentence(first), "field": unfit.place(first)}
    return 422, Refused(code="Unfit", **said)


def _other(fault: HttpError) -> _Said:
    if fault.status_code == 429:
        sentence = _("Hỏi nhiều quá. Hãy đợi một phút rồi hỏi lại.")
        return 429, Refused(code="TooMany", message=sentence)
    # Ninja raises nothing else but 400, for a body that is no JSON.
    sentence = _("Nội dung không phải JSON. Hãy kiểm tra rồi gửi lại.")
    return 422, Refused(code="Unreadable", message=sentence)


_ANSWERS: Mapping[type[Exception], Callable[[Any], _Said]] = {
    DomainError: _refused,
    Http404: _missing,
    AuthenticationError: _unknown,
    ValidationError: _unfit,
    HttpError: _other,
}


def answer_refusals(api: NinjaAPI) -> None:
    """Teach ``api`` how each kind of refusal is answered."""
    for kind, answer in _ANSWERS.items():
        api.add_exception_handler(kind, partial(_spoken, api, answer))


def _spoken(
    api: NinjaAPI, answer: Callable[[Any], _Said], request: HttpRequest, fault: Exception
) -> HttpResponse:
    """Say it as ``Accept-Language`` asks: paths of the interface name no language."""
    with override(get_language_from_request(request)):
        status, said = answer(fault)
    return api.create_response(request, said.dict(), status=status)


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
