"""A check-out and its check-in written by two devices in the same moment, and in the midst of looking again."""

import pytest

from aoxanh.activities.actions import deriving, overlapping
from aoxanh.activities.models import Participation, Scan
from tests.activities.crowd import Crowd


pytestmark = pytest.mark.django_db


def test_a_check_in_written_while_somebody_looks_for_it_is_no_fault(world, monkeypatch):
    """The presences are read before the check-in is written, the scans after it: so may L5 have ended once."""
    crowd = Crowd.at(world)
    held = crowd.sign_up("Giàng A Páo")
    really, before = deriving._there, [{}]
    monkeypatch.setattr(overlapping, "let_pass", lambda _activity_id: crowd.scan(held))
    monkeypatch.setattr(
        deriving, "_there", lambda *given: before.pop() if before else really(*given)
    )

    told = crowd.leave(held)

    presence = Participation.objects.get()
    assert (before, told.outcome) == ([], "ACCEPTED")
    assert Scan.objects.count() == 2
    assert (presence.checked_in_at, presence.checked_out_at) == (crowd.clock(7), crowd.clock(11))
