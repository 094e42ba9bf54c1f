"""What the command line says: results on standard output, refusals on standard error."""

import sys

from django.utils.functional import Promise


def say(line: str | Promise = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(sentence: str | Promise) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
