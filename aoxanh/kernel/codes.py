"""Public codes: Crockford base 32, without the letters people misread."""

import hashlib
import secrets


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC_LENGTH = 10
CERTIFICATE_LENGTH = 16
SHORT_LENGTH = 8

_SIGNS = (ALPHABET * 8).encode()
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new_code(length: int = PUBLIC_LENGTH) -> str:
    """A random code of ``length`` signs (5 bits each)."""
    return secrets.token_bytes(length).translate(_SIGNS).decode()


def new_token() -> str:
    """A bearer secret of 128 bits, safe in a URL: 22 signs."""
    return secrets.token_urlsafe(16)


def read_code(typed: str) -> str:
    """What was typed, as a code: upper case, no spaces or dashes, misread letters mended."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())
    return bare.translate(_MISREAD)


_LONGEST_TYPED = 40
"""Signs of what somebody types for a code, with all their spaces and dashes; a signed code is much longer."""


def short_code_in(scanned: str) -> str:
    """The short code that was typed in place of a scan; empty when it is none."""
    if len(scanned) > _LONGEST_TYPED:
        return ""
    code = read_code(scanned)
    is_code = len(code) == SHORT_LENGTH and all(sign in ALPHABET for sign in code)
    return code if is_code else ""


def misread_letters(typed: str) -> tuple[str, ...]:
    """The letters in ``typed`` that no code contains, in order, each once."""
    seen: dict[str, None] = {}
    for sign in typed.upper():
        if sign.isalnum() and sign not in ALPHABET:
            seen[sign] = None
    return tuple(seen)


def grouped(code: str, size: int = 4, by: str = "-") -> str:
    """``7K3MQ9TD2XVB84RH`` → ``7K3M-Q9TD-2XVB-84RH``."""
    return by.join(code[start : start + size] for start in range(0, len(code), size))


def digest(token: str) -> str:
    """SHA-256 of a bearer secret in hexadecimal: what is stored of it. It has 128 random bits, so no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
