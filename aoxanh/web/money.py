"""A field for money as officers write it: “45,8 triệu”, “khoảng 1,2 tỷ”, “45.800.000”."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.numbers import amount, parse_number, says_about
from aoxanh.kernel.text import nfc


@dataclass(frozen=True, slots=True)
class Money:
    """Whole đồng, and whether it was said to be about so much."""

    amount: int
    is_about: bool


def written(money: int, *, is_about: bool = False) -> str:
    """An amount as the field shows it again: exact, with the word that makes it approximate."""
    said = amount(money)
    return str(_("khoảng %(amount)s") % {"amount": said}) if is_about else said


class MoneyField(forms.CharField):
    """Whole đồng of a text; a minus sign is kept, so that the refusal can say what is wrong."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  Django's own arguments
        widget = forms.TextInput(attrs={"placeholder": _("ví dụ 45,8 triệu"), "inputmode": "text"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def clean(self, value: str | None) -> Money | None:
        typed = nfc(super().clean(value) or "").strip()
        if not typed:
            return None
        sign = -1 if typed.startswith("-") else 1
        try:
            found = parse_number(typed.removeprefix("-")) * sign
        except ValueError as fault:
            raise ValidationError(
                _("Chưa đọc được số tiền. Hãy ghi như 45,8 triệu hoặc 45.800.000.")
            ) from fault
        return Money(int(found), says_about(typed))
