"""A field for a day: one that somebody can mean."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.dates import YEARS


class DayField(forms.DateField):
    """A day of the years in which a day before and a day after are days, too."""

    default_error_messages = {
        "invalid": _("Hãy chọn ngày theo lịch."),
        "far": _("Hãy chọn ngày từ năm %(first)s đến năm %(last)s."),
    }

    def to_python(self, value: Any) -> date | None:  # noqa: ANN401  Django's own signature
        day = super().to_python(value)
        if day is not None and day.year not in YEARS:
            said = {"first": str(YEARS[0]), "last": str(YEARS[-1])}
            raise ValidationError(self.error_messages["far"], code="far", params=said)
        return day
