"""Filters that write Vietnamese days, hours and numbers in templates."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from aoxanh.activities import queries as activities
from aoxanh.kernel import codes, contacts, dates, exports, imports, numbers
from aoxanh.people import queries as people
from aoxanh.programmes import queries as programmes


if TYPE_CHECKING:
    from aoxanh.activities.models import Activity, Pass
    from aoxanh.activities.types import Question
    from aoxanh.people.models import Person

register = template.Library()


_ITEM = re.compile(r"^\s*[-–•+*]\s+")
_YEAR = 365
_SWAPPED = str.maketrans(".,", ",.")


def _as_read(number: str) -> str:
    """A number as Vietnamese writes it, for readers of the page's language."""
    return number if get_language() == "vi" else number.translate(_SWAPPED)


@register.filter
def vn_date(day: date | datetime) -> str:
    """``29/11/2026``."""
    return dates.vn_date(_day_of(day))


def _day_of(day: date | datetime) -> date:
    return dates.local_day(day) if isinstance(day, datetime) else day


@register.filter
def vn_time(instant: datetime) -> str:
    """``7:05`` in the instance's zone."""
    return dates.vn_time(instant)


_WEEKDAYS = (
    (_("Thứ Hai"), _("T2")),
    (_("Thứ Ba"), _("T3")),
    (_("Thứ Tư"), _("T4")),
    (_("Thứ Năm"), _("T5")),
    (_("Thứ Sáu"), _("T6")),
    (_("Thứ Bảy"), _("T7")),
    (_("Chủ nhật"), _("CN")),
)


@register.filter
def weekday(day: date | datetime) -> str:
    return str(_WEEKDAYS[_day_of(day).weekday()][0])


@register.filter
def short_weekday(day: date | datetime) -> str:
    return str(_WEEKDAYS[_day_of(day).weekday()][1])


@register.filter
def hours(minutes: int) -> str:
    """Minutes written as hours."""
    return _as_read(numbers.hours(minutes))


@register.filter
def whole_hours(minutes: int) -> str:
    """Minutes written as whole hours, for figures read from afar."""
    return _as_read(numbers.number(minutes // 60))


@register.filter
def in_years(period: timedelta) -> str:
    """How long something is kept: whole years as years, else days."""
    years, rest = divmod(period.days, _YEAR)
    if years and not rest:
        return ngettext("%(count)s năm", "%(count)s năm", years) % {"count": years}
    return ngettext("%(count)s ngày", "%(count)s ngày", period.days) % {"count": period.days}


@register.filter
def vn_number(value: int) -> str:
    """``1.280``, in English ``1,280``."""
    return _as_read(numbers.number(value))


@register.filter
def vn_amount(value: Decimal) -> str:
    """``38,5``; whole numbers without decimals."""
    return numbers.amount(value)


_MONEY = {"tỷ đồng": _("tỷ đồng"), "triệu đồng": _("triệu đồng"), "đồng": _("đồng")}


@register.filter
def vn_money(value: int, is_about: bool = False) -> str:  # noqa: FBT001, FBT002  a filter's argument
    """``1,42 tỷ đồng``, ``1.234.567 đồng``: short only where nothing is lost."""
    told, unit = programmes.in_words(value).split(" ", 1)
    said = f"{_as_read(told)} {_MONEY[unit]}"
    return str(_("khoảng %(amount)s") % {"amount": said}) if is_about else said


_SCALES = ((10**9, _("tỷ")), (10**6, _("triệu")), (1, _("đồng")))


@register.filter
def vn_money_of(part: int, whole: int) -> str:
    """``115,75 / 245 triệu``: two amounts in one unit, short only where nothing is lost."""
    exact = (
        (scale, unit)
        for scale, unit in _SCALES
        if max(part, whole) >= scale and not (part % (scale / 100) or whole % (scale / 100))
    )
    scale, unit = next(exact, _SCALES[-1])
    said = [_as_read(numbers.amount(Decimal(each) / scale)) for each in (part, whole)]
    return f"{' / '.join(said)} {unit}"


@register.filter
def kilometres(distance: float) -> str:
    """``0.7`` → ``0,7 km``; ``11.3`` → ``11 km``: nobody walks by the metre."""
    return f"{numbers.number(distance, 1 if distance < 10 else 0)} km"


@register.filter
def grouped(code: str) -> str:
    """``7K3M-Q9TD-2XVB-84RH``."""
    return codes.grouped(code)


@register.filter
def at_key(found: Mapping[object, object], key: object) -> object:
    """``found[key]``, or nothing."""
    return found.get(key, "")


@register.filter
def told(words: str) -> SafeString:
    """What somebody wrote, as paragraphs; lines that begin with a dash or a dot become a list."""
    parts = groupby(words.splitlines(), key=_kind_of)
    return format_html_join("", "{}", ((_part(kind, list(part)),) for kind, part in parts if kind))


def _kind_of(line: str) -> str:
    if not line.strip():
        return ""
    return "ul" if _ITEM.match(line) else "p"


def _part(kind: str, lines: list[str]) -> SafeString:
    if kind == "ul":
        items = format_html_join("", "<li>{}</li>", ((_ITEM.sub("", line),) for line in lines))
        return format_html("<ul>{}</ul>", items)
    return format_html("<p>{}</p>", linebreaksbr("\n".join(lines)))


@register.filter
def phone(number: str) -> str:
    """``0912 345 678``."""
    return contacts.spoken_phone(number)


@register.filter
def zalo_address(number: str) -> str:
    """Where Zalo opens a talk with this phone: the only address that holds one, and none of ours."""
    return f"https://zalo.me/{number.removeprefix('+')}"


@register.simple_tag
def sms_address(number: str, words: str) -> str:
    """What opens the telephone's own messages with the words in place."""
    return f"sms:{number}?body={quote(words, safe='')}"


@register.filter
def shown_name(row: object, person: "Person | None" = None) -> str:
    """The name of a row in a list of an activity; none of who took consent back."""
    return people.shown_name(row, person)


@register.filter
def is_unnamed(row: object) -> bool:
    """Whether a row in a list of an activity shows neither name nor how to reach its person."""
    return people.is_unnamed(row)


@register.filter
def weekday_of(instant: datetime) -> str:
    """The weekday of an instant in the instance's zone."""
    return weekday(dates.local_day(instant))


_PRACTICE_FIELDS = {
    "title": _("Tên mô hình"),
    "level_text": _("Cấp thực hiện"),
    "scope": _("Phạm vi"),
    "purpose": _("Mục đích"),
    "content": _("Nội dung, cách làm"),
    "result": _("Kết quả"),
    "replicability_text": _("Khả năng nhân rộng"),
    "recommendation": _("Kiến nghị, đề xuất"),
}


@register.filter
def practice_field(column: str) -> str:
    """What a column of a model is called."""
    return str(_PRACTICE_FIELDS[column])


@register.filter
def as_json(value: object) -> str:
    """JSON for an attribute that a script reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.simple_tag(takes_context=True)
def in_language(context: Mapping[str, HttpRequest], code: str) -> str:
    """The address of this page in another language."""
    return translate_url(context["request"].get_full_path(), code)


@register.simple_tag
def identity_provider() -> str:
    """What the agencies' sign-in is called, empty when there is none."""
    return settings.OIDC_NAME if settings.OIDC_ADDRESS else ""


_JOBS = {
    "certificates.issue": _("Cấp giấy chứng nhận"),
    "data.forget": _("Xóa những gì hết thời hạn lưu"),
    "figures.check": _("Đối chiếu số liệu"),
    "files.sweep": _("Dọn tệp hết hạn"),
    "lists.apply": _("Nhập danh sách"),
    "lists.check": _("Kiểm tra danh sách"),
    "lists.export": _("Kết xuất danh sách"),
    "lists.undo": _("Hoàn tác một danh sách"),
    "notices.send": _("Gửi tin"),
    "access.terms": _("Nhắc vai trò sắp hết nhiệm kỳ"),
    "recognition.file": _("Lập hồ sơ khen thưởng"),
    "sessions.clear": _("Dọn phiên đăng nhập cũ"),
    "trail.follow": _("Cộng số liệu"),
    "quotas.release": _("Trả lại chỗ giữ cho đơn vị đã quá hạn cử"),
    "trail.seal": _("Niêm phong nhật ký"),
    "work.sweep": _("Dọn việc cũ"),
}


@register.filter
def job_name(kind: str) -> str:
    """What a kind of background job is called on pages."""
    return str(_JOBS.get(kind, _("Việc nền")))


@register.filter
def list_name(kind: str) -> str:
    """What a kind of list that is brought in or taken away is called on pages."""
    names = {each.code: each.title for each in exports.exports()}
    names |= {each.code: each.label for each in imports.kinds()}
    return str(names.get(kind, kind))


@register.filter
def answered(held: "Pass", activity: "Activity") -> "list[tuple[Question, str]]":
    """Each extra question of ``activity`` with what the holder of a pass answered."""
    return activities.answers_shown(activity, held)
