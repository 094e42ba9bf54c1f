"""Models of work of a unit, and what pages of the registry are about besides."""

from datetime import date, datetime

from aoxanh.practices.models import (
    Adoption,
    Appraisal,
    Candidate,
    ContinuityCheck,
    Handbook,
    HandbookEntry,
    Idea,
    Practice,
    PracticeFlag,
    Recommendation,
    Round,
)
from aoxanh.units.models import Unit
from tests.activities.world import World


_TAKEN_UP_ON = date(2026, 10, 12)
CRITERIA = [{"code": "useful", "name": "Có ích thấy rõ", "points": 60}]


def models_of_work(world: World, unit: Unit) -> dict[str, object]:
    """A listed model with something to look at, a draft, and another unit's model that is taken up."""
    own, other, _draft = (
        Practice.objects.create(
            unit=keeper,
            title="Tủ áo ấm bản xa",
            year=2026,
            level="COMMUNE",
            replicability="YES",
            digest="",
            search_text="",
            sort_key="",
            state=state,
            listed_at=world.now,
            created_at=world.now,
        )
        for keeper, state in (
            (unit, "LISTED"),
            (world.province, "LISTED"),
            (unit, "DRAFT"),
        )
    )
    taken_up = Adoption.objects.create(
        practice=other,
        unit=unit,
        adaptation="Gom áo ở chợ phiên",
        started_on=_TAKEN_UP_ON,
        created_at=world.now,
    )
    flag = PracticeFlag.objects.create(practice=own, kind="PLAN_NOT_RESULT")
    made = {"practice": own, "flag": flag, "adoption": taken_up}
    return made | _asked_and_judged(unit, own, now=world.now)


def _asked_and_judged(unit: Unit, practice: Practice, *, now: datetime) -> dict[str, object]:
    """One of each; a nomination that was honoured, one that waits for a round.

    No two units have a round in the same year, so that the sibling's year is a foreign one.
    """
    of_year = Round.objects.create(
        unit=unit,
        year=2010 + Round.objects.count(),
        nominate_until=date(2026, 12, 31),
        criteria=CRITERIA,
        announced_at=now,
        created_at=now,
    )
    told = {"practice": practice, "unit": unit, "to_unit": unit, "created_at": now}
    nomination = Candidate.objects.create(
        **told, round=of_year, reason="Dễ làm theo", outcome="HONOURED"
    )
    Candidate.objects.create(**told, reason="Chờ đợt tới")
    Appraisal.objects.create(
        nomination=nomination, account_id=1, points={"useful": 50}, total=50, given_at=now
    )
    recommendation = Recommendation.objects.create(
        practice=practice, unit=unit, to_unit=unit, level="OTHER", text="Cần kinh phí", sent_at=now
    )
    idea = Idea.objects.create(
        unit=unit, to_unit=unit, kind="PROJECT", title="Tủ sách bản", text="Gom sách", sent_at=now
    )
    ContinuityCheck.objects.create(
        practice=practice, checked_on=date(2026, 11, 1), found="KEPT", created_at=now
    )
    handbook = Handbook.objects.create(
        unit=unit, title="Cẩm nang hè", published_at=now, created_at=now
    )
    HandbookEntry.objects.create(handbook=handbook, practice=practice, position=1)
    return {
        "round": of_year,
        "nomination": nomination,
        "recommendation": recommendation,
        "idea": idea,
        "open_idea": _of_a_visitor(unit, now),
        "handbook": handbook,
    }


def _of_a_visitor(unit: Unit, now: datetime) -> Idea:
    """An idea that somebody sent on the public page."""
    return Idea.objects.create(
        unit=unit, to_unit=unit, kind="PROJECT", title="Sân chơi", is_open=True, sent_at=now
    )
