"""Distances between points of the map."""

import pytest

from aoxanh.activities.rules.distances import kilometres


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((22.39, 103.5), (22.39, 103.5), 0),
        ((22.0, 103.5), (23.0, 103.5), 111.2),
        ((21.03, 105.85), (10.78, 106.7), 1143.5),
    ],
)
def test_a_distance_is_that_along_the_surface(one, other, expected):
    assert kilometres(one, other) == pytest.approx(expected, abs=0.5)
    assert kilometres(other, one) == pytest.approx(kilometres(one, other))
