"""Who may do what, where, on which day."""

from collections.abc import Set
from datetime import date

import pytest

from aoxanh.kernel.actors import Actor, ActorKind, Anchors, Grant
from aoxanh.kernel.errors import NotAllowed
from aoxanh.kernel.lifecycles import Lifecycle, Stage
from aoxanh.kernel.periods import Period
from aoxanh.kernel.permissions import Permission, Reach


DAY = date(2026, 11, 23)
THIS_YEAR_ON = Period(date(2026, 1, 1))


class Below:
    """A tree in which unit 2 lies below unit 1."""

    def covered(self, anchors: Anchors, *, unit_ids: Set[int], day: date) -> frozenset[int]:  # noqa: ARG002  the protocol's own
        return frozenset({2} & unit_ids if 1 in anchors.subtree else ())


def _officer(reach=Reach.SUBTREE, valid=THIS_YEAR_ON, tree=None):
    grant = Grant("X", 1, valid, {Permission.ACTIVITY_VIEW: reach})
    return Actor(kind=ActorKind.ACCOUNT, day=DAY, grants=(grant,), tree=tree or Below())


def test_a_grant_holds_at_its_unit_and_as_far_as_it_reaches():
    officer = _officer()

    assert officer.may(Permission.ACTIVITY_VIEW, at=1)
    assert officer.may(Permission.ACTIVITY_VIEW, at=2)
    assert not officer.may(Permission.ACTIVITY_VIEW, at=3)
    assert officer.holds(Permission.ACTIVITY_VIEW)
    officer.require(Permission.ACTIVITY_VIEW, at=2)
    with pytest.raises(NotAllowed):
        officer.require(Permission.ACTIVITY_VIEW, at=3)


def test_a_permission_that_was_not_granted_is_refused():
    with pytest.raises(NotAllowed):
        _officer().require(Permission.ACTIVITY_EDIT, at=1)


def test_a_grant_ends_with_its_term():
    officer = _officer(valid=Period(date(2026, 1, 1), DAY))

    assert not officer.holds(Permission.ACTIVITY_VIEW)


@pytest.mark.parametrize("reach", list(Reach))
def test_anchors_are_kept_by_how_far_they_reach(reach):
    anchors = _officer(reach=reach).reach(Permission.ACTIVITY_VIEW)

    assert getattr(anchors, reach.lower()) == {1}
    assert anchors.units == {1}


def test_a_guest_may_nothing_and_the_system_everything():
    guest, system = Actor.guest(day=DAY), Actor.system(cause="x", day=DAY)

    assert not guest.may(Permission.ACTIVITY_VIEW, at=1)
    assert system.may(Permission.ACTIVITY_VIEW, at=1)
    system.require(Permission.ACTIVITY_EDIT, at=9)


def test_without_a_tree_a_grant_holds_at_its_own_unit_only():
    grant = Grant("X", 1, Period(date(2026, 1, 1)), {Permission.ACTIVITY_VIEW: Reach.SUBTREE})
    officer = Actor(kind=ActorKind.ACCOUNT, day=DAY, grants=(grant,))

    assert not officer.may(Permission.ACTIVITY_VIEW, at=2)


def test_a_lifecycle_is_read_from_its_file_form():
    raw = {
        "code": "short",
        "name": "Ngắn",
        "stages": [
            {"code": "do", "name": "Làm"},
            {"code": "close", "name": "Xong", "done": "Biên bản"},
        ],
    }
    lifecycle = Lifecycle.parse(raw)

    assert lifecycle.stages[1] == Stage("close", "Xong", "Biên bản")
    assert lifecycle.position("close") == 1
    with pytest.raises(KeyError):
        lifecycle.position("other")


def test_a_lifecycle_with_a_stage_twice_is_refused():
    with pytest.raises(ValueError, match="distinct"):
        Lifecycle("x", "X", (Stage("do", "Làm"), Stage("do", "Làm")))


class Noted:
    """A tree that notes what it is asked, and covers everything."""

    def __init__(self):
        self.asked = []

    def covered(self, anchors, *, unit_ids, day):
        self.asked.append((anchors, unit_ids, day))
        return frozenset(unit_ids)


def test_the_tree_is_asked_only_for_what_lies_further_and_on_the_actors_day():
    tree = Noted()
    officer = _officer(tree=tree)

    assert officer.among(Permission.ACTIVITY_VIEW, unit_ids={1}) == {1}
    assert officer.among(Permission.ACTIVITY_EDIT, unit_ids={1, 5}) == frozenset()
    assert tree.asked == []
    assert officer.among(Permission.ACTIVITY_VIEW, unit_ids={1, 5}) == {1, 5}
    assert tree.asked == [(Anchors(subtree=frozenset({1})), {5}, DAY)]


def test_actors_say_who_they_are():
    system, bearer = Actor.system(cause="x", day=DAY), Actor.guest(day=DAY, pass_id=3, person_id=4)

    assert (system.kind, system.cause, system.day) == (ActorKind.SYSTEM, "x", DAY)
    assert (bearer.kind, bearer.pass_id, bearer.person_id) == (ActorKind.GUEST, 3, 4)
    assert bearer.day == DAY
    assert (Actor.guest(day=DAY).pass_id, Actor.guest(day=DAY).person_id) == (None, None)
    assert system.holds(Permission.ACTIVITY_EDIT)
    assert not bearer.holds(Permission.ACTIVITY_EDIT)
    assert system.among(Permission.ACTIVITY_EDIT, unit_ids={1, 2}) == {1, 2}


def test_of_several_grants_each_adds_its_unit():
    grants = tuple(
        Grant("X", unit, THIS_YEAR_ON, {Permission.ACTIVITY_VIEW: reach})
        for unit, reach in ((1, Reach.OWN), (2, Reach.CHILDREN), (3, Reach.SUBTREE), (4, Reach.OWN))
    )
    officer = Actor(kind=ActorKind.ACCOUNT, day=DAY, grants=grants)

    found = officer.reach(Permission.ACTIVITY_VIEW)

    assert (found.own, found.children, found.subtree) == ({1, 4}, {2}, {3})
    assert officer.among(Permission.ACTIVITY_VIEW, unit_ids={1, 3, 9}) == {1, 3}
    assert officer.tree.covered(found, unit_ids={2, 9}, day=DAY) == {2}
