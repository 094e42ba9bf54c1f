"""Making, renewing and giving up the keys the instance signs with.

Not recorded in the trail: keys are files of the machine, renewed from its command line only.
"""

from datetime import datetime

from aoxanh.documents.errors import KeyUnknown
from aoxanh.documents.models import keyring


def ensure_keys() -> str:
    """Make the first key when there is none; the id of the key that signs."""
    return keyring.key_ring().name


def prepare_key() -> str:
    """A key to follow is published, so that whoever keeps our keys has it before it signs; its id."""
    return keyring.prepare_key().coming


def rotate_keys() -> str:
    """The prepared key, or a new one, signs from now on; what older keys signed stays valid. Its id."""
    return keyring.add_key().name


def give_up_key(*, name: str, since: datetime, now: datetime) -> str:
    """The key leaked: another signs from now on, and what it signed from ``since`` on is not believed.

    The id of the key that signs. Raises ``KeyUnknown``.
    """
    ring = keyring.key_ring()
    if name not in ring.keys or name == ring.coming:
        raise KeyUnknown
    if name == ring.name:
        keyring.add_key()
    return keyring.mark_leaked(name, since=since, now=now).name
