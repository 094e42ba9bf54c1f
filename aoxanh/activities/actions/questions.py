"""Setting the extra questions of an activity, and answering them later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from aoxanh.activities.actions.writing import locked, record, save
from aoxanh.activities.errors import QuestionsFixed
from aoxanh.activities.models import Activity, Pass
from aoxanh.activities.queries.questions import question_bank, questions_of, sensitive_topics
from aoxanh.activities.rules.questions import read_answers, read_questions
from aoxanh.activities.types import PENDING_STATES, Question
from aoxanh.activities.types.questions import QuestionsAnswered, QuestionsSet
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.codes import SHORT_LENGTH, new_code
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission


@transaction.atomic(savepoint=False)
def set_questions(
    *, by: Actor, activity_id: int, questions: Sequence[Question], now: datetime
) -> Activity:
    """Ask these of everybody who signs up from now on; a question without a code is new.

    What was answered to a question that stays is kept. Raises ``QuestionsFixed``, ``NotAllowed``, ``Missing``
    and what ``rules.questions.read_questions`` raises.
    """
    activity = locked(activity_id)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    if activity.state not in PENDING_STATES:
        raise QuestionsFixed
    read = read_questions(questions, sensitive_topics())

    known = {each.code for each in (*question_bank(), *questions_of(activity))}
    named = [
        each if each.code in known else replace(each, code=new_code(SHORT_LENGTH)) for each in read
    ]
    activity.questions = [each.stored() for each in named]
    save(activity, "questions")
    record(by=by, event=QuestionsSet(activity.pk, len(named)), activity=activity, now=now)
    return activity


@transaction.atomic
def answer_questions(
    *, by: Actor, token: str, answers: Mapping[str, Sequence[str]], now: datetime
) -> Pass:
    """Answer, or answer anew, as who holds the link of a pass.

    Raises ``Missing``, ``QuestionsFixed``, ``AnswersUnfit``.
    """
    rows = Pass.objects.select_for_update(of=("self",), no_key=True).select_related("activity")
    held = rows.filter(token=token, withdrawn_at__isnull=True).order_by("pk").first()
    if held is None:
        raise Missing
    if held.activity.state not in PENDING_STATES:
        raise QuestionsFixed
    held.answers = read_answers(questions_of(held.activity), answers)
    held.save(update_fields=["answers"])
    event = QuestionsAnswered(held.activity_id, held.pk)
    record(by=by, event=event, activity=held.activity, now=now)
    return held
