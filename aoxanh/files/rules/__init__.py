"""What bytes are, whatever their name says."""

from aoxanh.files.rules.names import safe_name
from aoxanh.files.rules.photos import reencoded, shrunk
from aoxanh.files.rules.sniffing import sniff
from aoxanh.files.rules.tables import in_unicode, opened, pasted, table_of
from aoxanh.files.rules.word_tables import docx
from aoxanh.files.rules.writing import csv_text, xlsx


__all__ = [
    "csv_text",
    "docx",
    "in_unicode",
    "opened",
    "pasted",
    "reencoded",
    "safe_name",
    "shrunk",
    "sniff",
    "table_of",
    "xlsx",
]
