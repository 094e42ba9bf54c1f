"""`aoxanh measures`: whether kept figures equal what the facts give, and making them so."""

import argparse

from django.utils.translation import gettext as _

from aoxanh.jobs import clock
from aoxanh.jobs.errors import FiguresDiffer
from aoxanh.jobs.speaking import say
from aoxanh.programmes import actions, queries


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    verbs.add_parser("check", help=_("so số liệu cộng dồn với số tính lại từ đầu"))
    verbs.add_parser("rebuild", help=_("tính lại toàn bộ số liệu cộng dồn"))


def run(options: argparse.Namespace) -> int:
    now = clock.read()
    by = clock.system(f"measures {options.verb}", now)
    if options.verb == "rebuild":
        cells = actions.rebuild(by=by, now=now)
        say(_("Đã tính lại %(cells)s ô số liệu.") % {"cells": cells})
        return 0
    while actions.follow(by=by, now=clock.read()):
        continue
    wrong = queries.mismatches()
    for one in wrong:
        key = ", ".join(str(part) for part in one.key)
        say(f"{one.measure} {one.table} ({key}): {one.stored} ≠ {one.rebuilt}")
    forged = queries.frozen_faults()
    for freeze, version in forged:
        say(
            _("Số đã chốt %(freeze)s, bản %(version)s: khác với dấu trong nhật ký.")
            % {"freeze": freeze, "version": version}
        )
    if wrong or forged:
        raise FiguresDiffer(count=len(wrong) + len(forged))
    say(_("Mọi số liệu khớp với số tính lại."))
    return 0
