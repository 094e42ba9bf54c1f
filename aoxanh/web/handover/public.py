"""The successor's page: what is handed over, and the second signature."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aoxanh.access import actions as access
from aoxanh.access import queries as accounts
from aoxanh.kernel.dates import vn_date
from aoxanh.people import actions, queries
from aoxanh.people.errors import HandoverUnknown
from aoxanh.units import queries as units
from aoxanh.web.access.taking_up import Offered, closed, taken_up
from aoxanh.web.guards import bearer
from aoxanh.web.handover.open_work import as_lines, open_work
from aoxanh.web.request import Request


if TYPE_CHECKING:
    from aoxanh.access.models import Account
    from aoxanh.people.models import Handover


@require_http_methods(["GET", "POST"])
@bearer
def sign(request: Request, token: str) -> HttpResponse:
    """Read, then sign."""
    handover = queries.open_by_token(token)
    if handover is None:
        return closed(request, HandoverUnknown())
    unit = units.names_at({handover.unit_id}, request.actor.day)[handover.unit_id]
    said = {"unit": unit, "day": vn_date(handover.on)}
    offered = Offered(
        full_name=handover.full_name,
        contact=handover.phone or handover.email,
        lead=_("Bạn được mời nhận công việc của %(unit)s từ ngày %(day)s.") % said,
        answer=_("Ký nhận"),
        verb=_("Nhận bàn giao"),
        said=_("Bạn đã nhận bàn giao. Mọi việc đang dở nằm ở Việc cần làm."),
        take=partial(_signed, request, token, handover),
    )
    work = open_work(handover.unit_id, day=request.actor.day)
    return taken_up(request, offered, "handover/sign.html", {"work": work})


def _signed(request: Request, token: str, handover: "Handover", password: str) -> "Account":
    """The account that signed: the one at hand, else a new one."""
    work = as_lines(open_work(handover.unit_id, day=request.actor.day))
    now, by = timezone.now(), request.actor
    if request.user.is_authenticated:
        account: Account = request.user
    else:
        account = access.register(
            by=by,
            contact=handover.phone or handover.email,
            full_name=handover.full_name,
            password=password,
            now=now,
        )
        by = accounts.actor_of(account, day=by.day)
    actions.accept_handover(by=by, token=token, work=work, now=now)
    return account
