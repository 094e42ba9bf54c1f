"""What a pass says beside its code."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from aoxanh.kernel.dates import local_day, vn_date, vn_time, weekday


def pass_terms(
    *, name: str, shifts: Iterable[tuple[datetime, datetime]], where: str, meet: str
) -> list[tuple[str, str]]:
    """(label, words): who comes, when, where."""
    terms = [(_("Người tham gia"), name)]
    for begins, ends in shifts:
        day = local_day(begins)
        hours = f"{vn_time(begins)}–{vn_time(ends)}"
        terms.append((weekday(day), f"{vn_date(day)}, {hours}"))
    terms.append((_("Địa điểm"), where))
    if meet:
        terms.append((_("Tập trung"), meet))
    return terms
