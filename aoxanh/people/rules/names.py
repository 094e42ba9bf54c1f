"""Names as people bear them, and the keys by which two sign-ups are one."""

import hashlib

from aoxanh.kernel.text import fold, nfc
from aoxanh.people.errors import NameUnreadable


LONGEST_NAME = 120
ERASED_NAME = "Người đã xóa dữ liệu"
"""What stands in place of a name that was erased."""
_BESIDE_LETTERS = frozenset(" '’ʼ`-‐.·")


def read_name(full_name: str) -> str:
    """The name as it is stored: composed, single spaces. One word is enough; raises ``NameUnreadable``."""
    name = nfc(full_name)
    letters = any(sign.isalpha() for sign in name)
    strange = any(not sign.isalpha() and sign not in _BESIDE_LETTERS for sign in name)
    if not letters or strange or len(name) > LONGEST_NAME:
        raise NameUnreadable
    return name


def contact_key(contact: str, full_name: str) -> str:
    """What makes two sign-ups one: the stored contact and the folded name, as a digest.

    A family may share a phone: the name keeps its members apart.
    """
    return hashlib.sha256(f"{contact}\n{fold(full_name)}".encode()).hexdigest()


def code_key(code: str) -> str:
    """The key of a person without any contact: nobody else's."""
    return hashlib.sha256(f"#{code}".encode()).hexdigest()
