"""Ideas of visitors: into the box of the unit they chose, nothing about them kept, floods refused (ACT-19)."""

from datetime import date

import pytest

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.practices import actions, queries
from aoxanh.practices.actions import opening
from aoxanh.practices.errors import IdeaBoxFull, IdeaIncomplete
from aoxanh.practices.types import IdeaGiven, IdeaKind
from tests.activities.world import World, refused


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


def _send(world, *, code=None, title="Tủ sách bản", text="Mỗi bản một tủ sách."):
    return actions.send_open_idea(
        by=Actor.guest(day=date(2026, 1, 5)),
        unit_code=code or world.ta_leng.code,
        idea=IdeaGiven(kind=IdeaKind.PROJECT, title=title, text=text),
        now=world.now,
    )


def test_a_visitors_idea_lies_in_the_box_of_the_unit_and_names_nobody(world):
    made = _send(world)

    box = list(queries.ideas(actor=world.officer(world.ta_leng), unit_id=world.ta_leng.pk))

    assert [(each.title, each.is_open, each.account_id) for each in box] == [
        ("Tủ sách bản", True, None)
    ]
    assert queries.open_idea(made.code) == made


def test_the_link_opens_ideas_of_visitors_only(world, system):
    own = actions.send_idea(
        by=system,
        unit_id=world.ta_leng.pk,
        idea=IdeaGiven(kind=IdeaKind.SOLUTION, title="Bớt giấy", text="Gộp hai sổ."),
        now=world.now,
    )

    with pytest.raises(Missing):
        queries.open_idea(own.code)


def test_an_empty_or_endless_idea_and_an_unknown_unit_are_refused(world):
    for given in ({"title": " "}, {"text": ""}, {"title": "a" * 201}, {"text": "a" * 4001}):
        with refused(IdeaIncomplete):
            _send(world, **given)
    with refused(Missing):
        _send(world, code="KHONGCOMA0")


def test_a_flood_of_ideas_is_stopped_and_other_boxes_stay_open(world, monkeypatch):
    monkeypatch.setattr(opening, "MOST_WAITING", 1)
    _send(world)

    with refused(IdeaBoxFull):
        _send(world)
    assert _send(world, code=world.binh_lu.code).to_unit_id == world.binh_lu.pk
