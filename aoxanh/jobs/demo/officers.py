"""Officers of the demo with their posts and terms, and the persons whom units name to be called."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from aoxanh.jobs.demo.folk import OFFICERS, Folk
from aoxanh.jobs.demo.signins import SignedIn
from aoxanh.jobs.demo.stage import Stage, dice, texts
from aoxanh.jobs.demo.tree import DemoUnit, Tree
from aoxanh.people import actions as people
from aoxanh.people.types import PostGiven


if TYPE_CHECKING:
    from aoxanh.people.models import Person


_TERM_YEARS = 5
_NAMING_SORTS = frozenset({"PROVINCE", "COMMUNE", "SECTOR", "COLLEGE", "SCHOOL"})
_PHONELESS = 0.15
"""So many units have not yet named whom to call."""


def appoint(stage: Stage, made: Tree, folk: Folk, signed_in: Mapping[str, SignedIn]) -> int:
    """Fill the posts and name the focal persons; gives the number of posts."""
    throws = dice("officers")
    posts = 0
    for account in signed_in.values():
        if account.title:
            _appoint_account(stage, account, throws.randint(20, 320))
            posts += 1
    headed = {each.unit.key for each in signed_in.values() if each.is_head}
    for unit in made.units.values():
        wanted = texts("officers").get(unit.sort, [])
        members = folk.of(unit.key)[:OFFICERS]
        for post, member in zip(wanted, members, strict=False):
            if post.get("head") and unit.key in headed:
                continue
            given = _post(unit, post, f"{throws.randint(20, 320)}-QĐ/TĐTN")
            people.appoint(
                by=stage.by,
                person_id=member.person.pk,
                unit_id=unit.unit_id,
                post=given,
                now=stage.now,
            )
            posts += 1
        if unit.sort in _NAMING_SORTS and members and throws.random() > _PHONELESS:
            _name_focal_point(stage, unit, members[min(1, len(members) - 1)].person)
    return posts


def _appoint_account(stage: Stage, account: SignedIn, number: int) -> None:
    post = {"title": account.title, "head": account.is_head, "charge": account.in_charge}
    people.appoint(
        by=stage.by,
        person_id=account.person.pk,
        unit_id=account.unit.unit_id,
        post=_post(account.unit, post, f"{number}-QĐ/TĐTN"),
        now=stage.now,
    )


def _post(unit: DemoUnit, post: Mapping[str, Any], decision: str) -> PostGiven:
    since = max(unit.founded_on, date(2022, 10, 15))
    until = min(unit.closed_on, since.replace(year=since.year + _TERM_YEARS))
    return PostGiven(
        title=post["title"].format(union=" ".join(unit.name.split()[:2])),
        valid_from=since,
        valid_to=until,
        is_head=bool(post.get("head")),
        is_full_time=bool(post.get("full_time")),
        is_specialised=bool(post.get("specialised")),
        in_charge_of_volunteering=bool(post.get("charge")),
        decision_number=decision,
    )


def _name_focal_point(stage: Stage, unit: DemoUnit, person: "Person") -> None:
    since = max(unit.founded_on, stage.day - timedelta(days=500))
    people.name_focal_point(
        by=stage.by,
        unit_id=unit.unit_id,
        person_id=person.pk,
        department="Thường trực " + unit.name,
        phone=person.phone,
        since=since,
        now=stage.now,
    )
