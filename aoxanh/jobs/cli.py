"""The command line: `aoxanh`, with Vietnamese help."""

import os
import sys

import django
from django.core.management import execute_from_command_line


def main() -> int:
    """Run the command named in the arguments. Exit status 0 only on success."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aoxanh.config.settings")
    django.setup()
    if sys.argv[1:2] == ["django"]:
        execute_from_command_line(["aoxanh django", *sys.argv[2:]])
        return 0
    return 2
