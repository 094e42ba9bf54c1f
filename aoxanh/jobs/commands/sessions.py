"""`aoxanh sessions`: signs an account out everywhere, or everybody, when something was lost or stolen."""

import argparse

from django.utils.translation import gettext as _

from aoxanh.access import actions, queries
from aoxanh.jobs import clock
from aoxanh.jobs.errors import AccountUnknown
from aoxanh.jobs.speaking import say
from aoxanh.kernel.contacts import read_contact


def declare(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"), title=_("việc"))
    end = verbs.add_parser("end", help=_("đăng xuất khỏi mọi máy"))
    whose = end.add_mutually_exclusive_group(required=True)
    whose.add_argument(
        "--account", metavar=_("LIÊN_HỆ"), help=_("số điện thoại hoặc e-mail của tài khoản")
    )
    whose.add_argument("--all", action="store_true", help=_("mọi tài khoản"))


def run(options: argparse.Namespace) -> int:
    """Raises ``AccountUnknown``."""
    now = clock.read()
    ended = actions.end_sessions(
        by=clock.system("sessions end", now),
        account_id=None if options.all else _account(options.account),
        now=now,
    )
    say(_("Đã đăng xuất %(n)d máy.") % {"n": ended})
    return 0


def _account(contact: str) -> int:
    try:
        phone, email = read_contact(contact)
    except ValueError as fault:
        raise AccountUnknown from fault
    account = queries.account_for_sign_in(phone or email)
    if account is None:
        raise AccountUnknown
    return account.pk
