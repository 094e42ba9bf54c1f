"""Backups: one file with database, stored files and checksums; keys, and files where asked, apart from it."""

from aoxanh.jobs.backups.keys import has_keys, put_keys, read_keys, restore_keys, write_keys
from aoxanh.jobs.backups.restoring import restore
from aoxanh.jobs.backups.store import bring_back, forget, keep_files
from aoxanh.jobs.backups.writing import write


__all__ = [
    "bring_back",
    "forget",
    "has_keys",
    "keep_files",
    "put_keys",
    "read_keys",
    "restore",
    "restore_keys",
    "write",
    "write_keys",
]
