"""Phone numbers and e-mail addresses as people type them, in one stored form each."""

import re

import phonenumbers

from aoxanh.kernel.text import nfc


_BESIDE = re.compile(r"[^\d+]")
_MOBILE = re.compile(r"^(?:\+?84|0)?([35789]\d{8})$")
_EMAIL = re.compile(r"^[^@\s]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$")


def read_phone(typed: str) -> str:
    """A Vietnamese number in any of its shapes (``0912 345 678``, ``+84…``, ``84…``, ``9…``) as ``+84…``.

    Raises ``ValueError`` when no subscriber can have it.
    """
    bare = _BESIDE.sub("", nfc(typed))
    mobile = _MOBILE.match(bare)
    if mobile is not None:
        return f"+84{mobile[1]}"
    try:
        number = phonenumbers.parse(bare, "VN")
    except phonenumbers.NumberParseException as fault:
        raise ValueError(typed) from fault
    if not phonenumbers.is_possible_number(number) or len(str(number.national_number)) < 9:
        raise ValueError(typed)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_email(typed: str) -> str:
    """An address in lower case. Raises ``ValueError``."""
    bare = nfc(typed).lower()
    if not _EMAIL.match(bare):
        raise ValueError(typed)
    return bare


def read_contact(typed: str) -> tuple[str, str]:
    """(phone, e-mail) of what was typed: one of them is empty. Raises ``ValueError``."""
    if "@" in typed:
        return "", read_email(typed)
    return read_phone(typed), ""


def spoken_phone(phone: str) -> str:
    """``+84912345678`` → ``0912 345 678``."""
    local = "0" + phone[3:] if phone.startswith("+84") else phone
    return f"{local[:4]} {local[4:7]} {local[7:]}" if len(local) == 10 else local
