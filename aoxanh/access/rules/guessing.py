"""Passwords that are guessed at once: frequent ones and what is built of them, words of this portal, oneself.

Loaded when the first password is set and not before: the lists of frequent ones take memory.
"""

from functools import cache
from pathlib import Path
from typing import Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn


TRIES = 10**8
"""Guesses that a password has to withstand."""

_LOOKED_AT = 72
"""Signs that are looked at: what is longer withstands by its length."""

_SHORTEST = 4
"""Letters from which on a word about somebody counts."""


class Holder(Protocol):
    """Whose password it is, as far as it is known."""

    phone: str | None
    email: str | None
    full_name: str


class Guessable:
    """Django asks it for every password that is set."""

    def validate(self, password: str, user: Holder | None = None) -> None:
        """Raise ``ValidationError`` for a password that is guessed at once."""
        known = [*words(), *(_about(user) if user else ())]
        if zxcvbn(password[:_LOOKED_AT], user_inputs=known)["guesses"] < TRIES:
            raise ValidationError(
                _("Mật khẩu này dễ đoán. Hãy dùng một câu ngắn chỉ mình bạn nhớ.")
            )

    def get_help_text(self) -> str:
        return _("Không dùng mật khẩu nhiều người dùng, tên, số điện thoại của mình.")


@cache
def words() -> tuple[str, ...]:
    """Words of this product and of those who use it, without accents; a line that begins with # is a remark."""
    lines = (Path(__file__).parents[1] / "reference" / "words.txt").read_text(encoding="utf-8")
    return tuple(line for line in lines.split("\n") if line and not line.startswith("#"))


def _about(user: Holder) -> list[str]:
    phone, email = user.phone or "", user.email or ""
    said = [
        phone,
        f"0{phone[3:]}",
        email,
        *email.split("@"),
        *user.full_name.split(),
        user.full_name,
    ]
    return [each.casefold() for each in said if len(each) >= _SHORTEST]
