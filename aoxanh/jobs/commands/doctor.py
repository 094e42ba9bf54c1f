"""`aoxanh doctor`: what is wrong with this installation, and what to do."""

import argparse

from django.utils.translation import gettext as _

from aoxanh.jobs import clock, doctor
from aoxanh.jobs.speaking import say


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--thorough",
        action="store_true",
        help=_("kiểm tra cả niêm phong nhật ký và mọi ô số liệu (lâu)"),
    )


def run(options: argparse.Namespace) -> int:
    """Print every finding; 1 when one of them stops or harms work."""
    faults = 0
    for found in doctor.examine(now=clock.read(), thorough=options.thorough):
        mark = "✗" if found.is_fault else "!" if found.advice else "✓"
        say(f"{mark} {found.part}: {found.stands}")
        if found.advice:
            say(f"    → {found.advice}")
        faults += found.is_fault
    say()
    say(_("Không thấy lỗi.") if not faults else _("%(count)s lỗi cần sửa.") % {"count": faults})
    return 1 if faults else 0
