"""What people say: answers to extra questions before, two taps afterwards."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from random import Random

from aoxanh.activities import actions as activities
from aoxanh.activities import queries
from aoxanh.activities.errors import FeedbackOfPresent
from aoxanh.activities.types import ActivityState
from aoxanh.jobs.demo.past import Held
from aoxanh.jobs.demo.stage import Stage, dice, texts
from aoxanh.jobs.demo.world import World
from aoxanh.kernel.actors import Actor


_SILENT = 0.2
"""So many of those who signed up have not answered yet; whoever was there is as shy."""

_FRESH = timedelta(days=28)
_MIDDLE = 3
"""Above this a score is praise."""


def ask(world: World, coming: Sequence[Held]) -> None:
    """Questions of the commune's next open activity, answered by most who signed up."""
    wish, throws, stage = texts("voices"), dice("answers"), world.stage
    officer = world.actor(wish["by"])
    own = [
        each
        for each in coming
        if each.plan.unit.key == wish["unit"]
        and each.loaded.activity.state == ActivityState.OPEN
        and each.plan.first_day > stage.day
    ]
    for held in own[:1]:
        bank = {question.code: question for question in queries.question_bank()}
        chosen = [bank[code] for code in wish["answers"]]
        activities.set_questions(
            by=officer, activity_id=held.activity_id, questions=chosen, now=stage.now
        )
        signups = queries.signups(activity_id=held.activity_id, actor=officer)
        for token in dict.fromkeys(row.pass_held.token for row in signups):
            if throws.random() > _SILENT:
                answers = {code: [throws.choice(said)] for code, said in wish["answers"].items()}
                activities.answer_questions(
                    by=Actor.guest(day=stage.day), token=token, answers=answers, now=stage.now
                )


def judge(world: World, held: Sequence[Held]) -> None:
    """How it was, said by most who came to the last activities; the printed volunteer may still say it."""
    wish, throws, stage = texts("voices"), dice("feedback"), world.stage
    guest = Actor.guest(day=stage.day)
    mine = world.accounts["volunteer"].person.pk
    fresh = stage.day - _FRESH
    recent = [each for each in reversed(held) if each.plan.last_day > fresh]
    recent.sort(key=lambda each: each.plan.unit.key != wish["unit"])
    for each in recent[: wish["judged"]]:
        signups = queries.signups(activity_id=each.activity_id, actor=stage.by)
        for token in dict.fromkeys(s.pass_held.token for s in signups if s.person_id != mine):
            if throws.random() > _SILENT:
                _say(stage, guest, token, throws)


def _say(stage: Stage, guest: Actor, token: str, throws: Random) -> None:
    """Two taps; who was not there after all has nothing to say."""
    wish = texts("voices")
    score = throws.choice(wish["scores"])
    reason = throws.choice(wish["good" if score > _MIDDLE else "bad"])
    with suppress(FeedbackOfPresent):
        said = activities.give_feedback(by=guest, token=token, score=score, now=stage.now)
        activities.add_reasons(by=guest, code=said.code, reasons=[reason], now=stage.now)
