"""Looking at scans that were only kept: counting one after all, or setting it aside."""

from uuid import uuid4

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import Participation, Scan
from aoxanh.kernel.errors import NotAllowed
from tests.activities.world import refused


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path


@pytest.fixture
def kept(crowd):
    """The scan at 7:00 of somebody who had withdrawn."""
    held = crowd.sign_up()
    crowd.withdraw(held)
    crowd.scan(held)
    return Scan.objects.get()


def _decide(action, crowd, scan, *, by=None):
    return action(by=by or crowd.officer, scan_id=scan.pk, uuid=uuid4(), now=crowd.clock(8))


def _to_look_at(crowd):
    return list(queries.kept_scans(activity_id=crowd.activity.pk, actor=crowd.officer))


def test_a_kept_scan_counts_from_the_moment_it_was_made(crowd, kept):
    result = _decide(actions.admit_kept, crowd, kept)

    assert result.checked_in_at == crowd.clock(7)
    assert Participation.objects.get().method == "LIST"
    assert _to_look_at(crowd) == []


def test_what_is_set_aside_stays_stored_and_counts_for_nothing(crowd, kept):
    _decide(actions.set_aside_kept, crowd, kept)

    assert _to_look_at(crowd) == []
    assert Scan.objects.filter(pk=kept.pk).exists()
    assert not Participation.objects.exists()


def test_setting_aside_twice_is_refused(crowd, kept):
    _decide(actions.set_aside_kept, crowd, kept)

    with refused(errors.ScanAlreadyUndone):
        _decide(actions.set_aside_kept, crowd, kept)


def test_a_scan_that_names_nobody_cannot_count(crowd):
    crowd.scan(short_code="00000000")

    with refused(errors.ScanNotAdmissible):
        _decide(actions.admit_kept, crowd, Scan.objects.get())


def test_after_closing_a_kept_scan_cannot_count(crowd, kept):
    crowd.close()

    with refused(errors.DoorClosed):
        _decide(actions.admit_kept, crowd, kept)


def test_a_scan_that_counts_is_none_to_look_at(crowd):
    crowd.scan(crowd.sign_up())

    with refused(errors.ScanUnknown):
        _decide(actions.set_aside_kept, crowd, Scan.objects.get())


def test_a_neighbour_decides_nothing(crowd, kept):
    neighbour = crowd.world.officer(crowd.world.binh_lu)

    for action in (actions.admit_kept, actions.set_aside_kept):
        with refused(NotAllowed):
            _decide(action, crowd, kept, by=neighbour)
