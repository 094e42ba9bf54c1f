"""Making and renewing the keys the instance signs with."""

from aoxanh.documents.models.keyring import add_key, key_ring


def ensure_keys() -> str:
    """Make the first key when there is none; the id of the key that signs."""
    return key_ring().current.thumbprint()


def rotate_keys() -> str:
    """A new key signs from now on; what older keys signed stays valid. The id of the new key.

    Not recorded in the trail: keys are files of the machine, renewed from its command line only.
    """
    return add_key().current.thumbprint()
