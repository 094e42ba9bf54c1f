"""Filters that write Vietnamese days, hours and numbers in templates."""

from datetime import date, datetime

from django import template

from aoxanh.kernel import codes, dates, numbers


register = template.Library()


@register.filter
def vn_date(day: date | datetime) -> str:
    """``29/11/2026``."""
    return dates.vn_date(dates.local_day(day) if isinstance(day, datetime) else day)


@register.filter
def vn_time(instant: datetime) -> str:
    """``7:05`` in the instance's zone."""
    return dates.vn_time(instant)


@register.filter
def weekday(day: date) -> str:
    return dates.weekday(day)


@register.filter
def short_weekday(day: date) -> str:
    return dates.short_weekday(day)


@register.filter
def hours(minutes: int) -> str:
    """Minutes written as hours."""
    return numbers.hours(minutes)


@register.filter
def vn_number(value: int) -> str:
    """``1.280``."""
    return numbers.number(value)


@register.filter
def grouped(code: str) -> str:
    """``7K3M-Q9TD-2XVB-84RH``."""
    return codes.grouped(code)
