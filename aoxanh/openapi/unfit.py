"""What is wrong with what was sent, in the reader's language: the place, and what to send instead."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


_DAY = gettext_lazy("hãy gửi một ngày có thật, dạng YYYY-MM-DD.")
_INSTANT = gettext_lazy("hãy gửi ngày giờ kèm múi giờ, ví dụ 2026-11-23T08:00:00+07:00.")
_LIST = gettext_lazy("hãy gửi một danh sách.")
_NUMBER = gettext_lazy("hãy gửi một số nguyên.")
_OBJECT = gettext_lazy("hãy gửi một đối tượng JSON.")
_TEXT = gettext_lazy("hãy gửi chữ.")
_TRUTH = gettext_lazy("hãy gửi true hoặc false.")
_UUID = gettext_lazy("hãy gửi một mã UUID.")

SENTENCES: Mapping[str, str | Promise] = {
    "missing": gettext_lazy("còn thiếu, hãy gửi thêm."),
    "extra_forbidden": gettext_lazy("giao diện không có mục này, hãy bỏ đi."),
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_long": gettext_lazy("dài quá, hãy gửi nhiều nhất %(max_length)s ký tự."),
    "string_too_short": gettext_lazy("ngắn quá, hãy gửi ít nhất %(min_length)s ký tự."),
    "string_pattern_mismatch": gettext_lazy("không đúng dạng, hãy gửi theo mẫu %(pattern)s."),
    "sign": gettext_lazy("có ký tự không dùng được, hãy bỏ đi."),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "int_from_float": _NUMBER,
    "greater_than_equal": gettext_lazy("hãy gửi số từ %(ge)s trở lên."),
    "less_than_equal": gettext_lazy("hãy gửi số không quá %(le)s."),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "literal_error": gettext_lazy("chỉ nhận %(expected)s."),
    "enum": gettext_lazy("chỉ nhận %(expected)s."),
    "too_short": gettext_lazy("hãy gửi ít nhất %(min_length)s mục."),
    "too_long": gettext_lazy("hãy gửi nhiều nhất %(max_length)s mục."),
    "list_type": _LIST,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dict_type": _OBJECT,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "datetime_type": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "datetime_object_invalid": _INSTANT,
    "timezone_aware": _INSTANT,
    "year": gettext_lazy("hãy gửi năm từ %(ge)s đến %(le)s."),
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
    "value_error": gettext_lazy("không dùng được, hãy xem mô tả của giao diện."),
}
"""What to do about each kind of fault that the reader of requests names."""


def sentence(fault: Mapping[str, Any]) -> str:
    """“slots.0: hãy gửi một số nguyên.”; kinds without words of their own send to the description."""
    said = SENTENCES.get(fault["type"], SENTENCES["value_error"])
    return f"{place(fault) or _('Nội dung')}: {said % fault.get('ctx', {})}"


def place(fault: Mapping[str, Any]) -> str:
    """Where the fault is, as the description names it; the name of a view's own argument is told to nobody."""
    parts = [str(part) for part in fault["loc"][1:]]
    return ".".join(parts[1:] if parts[:1] in _ARGUMENTS else parts)


_ARGUMENTS = (["asked"], ["signup"], ["scan"])
