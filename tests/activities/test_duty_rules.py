"""A team is in one place at a time; stretches that touch do not clash."""

from datetime import UTC, datetime

import pytest

from aoxanh.activities.rules.duties import Stretch, clash, overlapping


def hours(begin, end, key=0):
    return Stretch(
        datetime(2027, 6, 28, begin, tzinfo=UTC), datetime(2027, 6, 28, end, tzinfo=UTC), key
    )


@pytest.mark.parametrize(
    ("wanted", "held", "found"),
    [
        ([hours(7, 9)], [], None),
        ([hours(7, 9)], [hours(9, 11, 1), hours(5, 7, 2)], None),
        ([hours(7, 9)], [hours(8, 10, 1)], 1),
        ([hours(7, 12)], [hours(8, 9, 1), hours(10, 11, 2)], 1),
        ([hours(13, 15), hours(7, 9)], [hours(14, 16, 1), hours(8, 10, 2)], 2),
    ],
)
def test_the_first_held_stretch_that_a_wanted_one_runs_into_is_told(wanted, held, found):
    clashing = clash(wanted, held)

    assert (clashing.key if clashing else None) == found


@pytest.mark.parametrize(
    ("held", "keys"),
    [
        ([hours(7, 9, 1), hours(9, 11, 2)], set()),
        ([hours(7, 12, 1), hours(8, 9, 2), hours(10, 11, 3), hours(13, 14, 4)], {1, 2, 3}),
    ],
)
def test_stretches_that_run_into_another_are_named(held, keys):
    assert overlapping(held) == keys
