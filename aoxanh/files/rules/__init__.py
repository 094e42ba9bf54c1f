"""What bytes are, whatever their name says."""

from aoxanh.files.rules.names import safe_name
from aoxanh.files.rules.photos import reencoded
from aoxanh.files.rules.sniffing import sniff


__all__ = ["reencoded", "safe_name", "sniff"]
