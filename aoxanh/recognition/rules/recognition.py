"""Weighing service of a person or a unit by a rule of recognition, and the rule in words."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Final

from django.utils.translation import gettext as _

from aoxanh.kernel.measures import Attribution
from aoxanh.kernel.periods import Period
from aoxanh.recognition.rules.service import amount_in_words
from aoxanh.recognition.types import (
    Collectives,
    Measured,
    Met,
    Part,
    RecognitionRule,
    ServedAt,
    Weighed,
)


_YEAR: Final = 12
_CENT: Final = Decimal("0.01")


def period_until(rule: RecognitionRule, last_day: date) -> Period:
    """The days whose service counts when ``last_day`` is the last of them."""
    end = last_day + timedelta(days=1)
    year, month = divmod(end.year * _YEAR + end.month - 1 - rule.months, _YEAR)
    day = min(end.day, calendar.monthrange(year, month + 1)[1])
    return Period(date(year, month + 1, day), end)


def months_long(starts_on: date, ends_on: date) -> int:
    """Whole months of ``[starts_on, ends_on)``."""
    months = (ends_on.year - starts_on.year) * _YEAR + ends_on.month - starts_on.month
    return months - (ends_on.day < starts_on.day)


def is_of_kind(rule: RecognitionRule, starts_on: date, ends_on: date) -> bool:
    """Whether service at an activity of these days is of the kind the rule speaks of."""
    months = months_long(starts_on, ends_on)
    return months >= rule.lasts_from and (rule.lasts_under is None or months < rule.lasts_under)


def weigh(rule: RecognitionRule, served: Iterable[ServedAt]) -> Weighed:
    """What of the service counts, what does not, and what each need of the rule comes to.

    Presences taken back count nothing.
    """
    fitting: list[ServedAt] = []
    other: list[ServedAt] = []
    for each in served:
        if each.minutes > 0:
            fits = is_of_kind(rule, each.starts_on, each.ends_on)
            (fitting if fits else other).append(each)
    amounts = _amounts(fitting)
    return Weighed(
        counted=_parts(fitting),
        left_out=_parts(other),
        needs=tuple(
            Met(what=need.what, amount=amounts[need.what], at_least=need.at_least)
            for need in rule.needs
        ),
    )


def _amounts(served: Sequence[ServedAt]) -> dict[Measured, Decimal]:
    minutes = Decimal(sum(each.minutes for each in served))
    return {
        Measured.HOURS: (minutes / 60).quantize(_CENT, rounding=ROUND_DOWN),
        Measured.DAYS: Decimal(len({each.day for each in served})),
        Measured.ACTIVITIES: Decimal(len({each.activity_id for each in served})),
        Measured.MONTHS: Decimal(len({(each.day.year, each.day.month) for each in served})),
        Measured.PEOPLE: Decimal(len({each.person_id for each in served})),
    }


def _parts(served: Iterable[ServedAt]) -> tuple[Part, ...]:
    """Per activity, in the order in which one came to them."""
    by_activity: dict[int, list[ServedAt]] = defaultdict(list)
    for each in sorted(served, key=lambda each: (each.day, each.activity_id)):
        by_activity[each.activity_id].append(each)
    return tuple(
        Part(
            activity_id=activity_id,
            title=own[0].title,
            minutes=sum(each.minutes for each in own),
            days=len({each.day for each in own}),
            people=len({each.person_id for each in own}),
        )
        for activity_id, own in by_activity.items()
    )


def met_in_words(weighed: Weighed) -> str:
    """``24/20 giờ · 5/4 ngày``."""
    return " · ".join(
        f"{amount_in_words(each.amount)}/{amount_in_words(each.at_least)} {each.what.label}"
        for each in weighed.needs
    )


def missing_in_words(weighed: Weighed, lacks: str = "") -> str:
    """``4 giờ, 1 hoạt động``, and the paper one has to hold before; empty when nothing is missing."""
    told = [
        f"{amount_in_words(each.missing)} {each.what.label}"
        for each in weighed.needs
        if each.missing
    ]
    if lacks:
        told.append(_("giấy phải có trước: %(name)s") % {"name": lacks})
    return ", ".join(told)


def recognition_in_words(rule: RecognitionRule, *, after: str = "") -> list[str]:
    """The rule as a list of short sentences; ``after`` names the paper one has to hold before."""
    needs = ", ".join(f"{amount_in_words(need.at_least)} {need.what.label}" for need in rule.needs)
    told = [
        _("Cần ít nhất %(needs)s.") % {"needs": needs},
        _("Tính %(months)s tháng gần nhất, giờ đã xác nhận.") % {"months": rule.months},
        _kind_in_words(rule),
    ]
    if after:
        told.append(_("Đã có %(name)s.") % {"name": after})
    if rule.collectives is not None:
        told += _collectives_in_words(rule.collectives)
    told.append(_once_in_words(rule))
    return told


def _once_in_words(rule: RecognitionRule) -> str:
    if not rule.once:
        return _("Mỗi khoảng thời gian cấp một lần.")
    return _("Mỗi đơn vị một lần.") if rule.is_collective else _("Mỗi người một lần.")


def _collectives_in_words(wanted: Collectives) -> list[str]:
    """Which units, and what is theirs."""
    families = "; ".join(str(family.label) for family in wanted.families)
    told = _("Dành cho đơn vị: %(families)s.") % {"families": families}
    if wanted.levels:
        levels = "; ".join(str(level.label) for level in wanted.levels)
        told += " " + _("Cấp: %(levels)s.") % {"levels": levels}
    if wanted.counts == Attribution.ORGANISER:
        return [told, _("Tính hoạt động do đơn vị và các đơn vị trong đó tổ chức.")]
    return [told, _("Tính hoạt động có người của đơn vị tham gia.")]


def _kind_in_words(rule: RecognitionRule) -> str:
    if rule.lasts_under is None:
        told = _("Chỉ tính hoạt động kéo dài từ %(months)s tháng.")
        return told % {"months": rule.lasts_from}
    if rule.lasts_from:
        told = _("Chỉ tính hoạt động kéo dài từ %(first)s đến dưới %(months)s tháng.")
        return told % {"first": rule.lasts_from, "months": rule.lasts_under}
    return _("Chỉ tính hoạt động kéo dài dưới %(months)s tháng.") % {"months": rule.lasts_under}
