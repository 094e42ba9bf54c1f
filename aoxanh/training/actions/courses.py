"""A course declared on an activity, described, and its people entered from signed lists."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from aoxanh.activities import queries as activities
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.events import Event
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold, nfc
from aoxanh.people import queries as people
from aoxanh.training import queries
from aoxanh.training.errors import (
    AlreadyCourse,
    AlreadyTrainee,
    CourseFinal,
    NobodyChosen,
    NotACoordinationModel,
    PaperMissing,
    TopicUnknown,
)
from aoxanh.training.models import Course, Topic, Trainee, Trainer
from aoxanh.training.types import (
    CourseDeclared,
    CourseEdited,
    CourseGiven,
    CourseState,
    TraineeDropped,
    TraineesAdded,
)


@transaction.atomic(savepoint=False)
def declare(*, by: Actor, activity_id: int, course: CourseGiven, now: datetime) -> Course:
    """Say that an activity is a course. Raises ``Missing``, ``AlreadyCourse``, ``TopicUnknown``,
    ``NotACoordinationModel``, ``NotAllowed``.
    """
    activity = activities.activity(activity_id=activity_id, actor=by)
    by.require(Permission.ACTIVITY_EDIT, at=activity.unit_id)
    topic = _topic(course.topic)
    made, is_new = Course.objects.get_or_create(
        activity=activity,
        defaults={
            "topic": topic,
            "form": course.form,
            "level": course.level,
            "audience": course.audience,
            "share": topic.share,
            "valid_months": topic.valid_months,
            "created_at": now,
        },
    )
    if not is_new:
        raise AlreadyCourse
    _describe(made, course)
    record(by=by, event=CourseDeclared(made.pk, topic.code), course=made, now=now)
    return made


@transaction.atomic(savepoint=False)
def edit(*, by: Actor, course_id: int, course: CourseGiven, now: datetime) -> Course:
    """Describe an open course anew. Raises ``Missing``, ``CourseFinal``, ``TopicUnknown``,
    ``NotACoordinationModel``, ``NotAllowed``.
    """
    kept = opened(by=by, course_id=course_id)
    topic = _topic(course.topic)

    kept.topic, kept.share, kept.valid_months = topic, topic.share, topic.valid_months
    kept.form, kept.level, kept.audience = course.form, course.level, course.audience
    kept.save(update_fields=["topic", "share", "valid_months", "form", "level", "audience"])
    kept.trainers.all().delete()
    _describe(kept, course)
    record(by=by, event=CourseEdited(kept.pk), course=kept, now=now)
    return kept


@transaction.atomic(savepoint=False)
def add_trainees(
    *, by: Actor, course_id: int, person_codes: Sequence[str], paper: str, now: datetime
) -> list[Trainee]:
    """Enter people from a signed list: they came to every session.

    Raises ``Missing``, ``CourseFinal``, ``NobodyChosen``, ``PaperMissing``, ``AlreadyTrainee``, ``NotAllowed``.
    """
    course = opened(by=by, course_id=course_id)
    if not person_codes:
        raise NobodyChosen
    if not nfc(paper):
        raise PaperMissing
    persons = list(people.people(actor=by).filter(code__in=person_codes))
    if len(persons) != len(set(person_codes)):
        raise Missing
    if Trainee.objects.filter(course=course, person__in=persons).exists():
        raise AlreadyTrainee

    rows = Trainee.objects.bulk_create(
        Trainee(course=course, person=person, paper=nfc(paper)[:200]) for person in persons
    )
    record(by=by, event=TraineesAdded(course.pk, len(rows)), course=course, now=now)
    return rows


@transaction.atomic(savepoint=False)
def drop_trainee(*, by: Actor, course_id: int, person_id: int, now: datetime) -> None:
    """Take somebody off who was entered by hand. Raises ``Missing``, ``CourseFinal``, ``NotAllowed``."""
    course = opened(by=by, course_id=course_id)
    gone, _rows = Trainee.objects.filter(course=course, person=person_id, paper__gt="").delete()
    if not gone:
        raise Missing
    record(by=by, event=TraineeDropped(course.pk), course=course, now=now)


def locked(*, by: Actor, course_id: int) -> Course:
    """The course, locked. Raises ``Missing`` outside the actor's reach, ``NotAllowed``."""
    rows = Course.objects.select_for_update(of=("self",), no_key=True).select_related("activity")
    found = rows.visible_to(by, Permission.ACTIVITY_VIEW).filter(pk=course_id).first()
    if found is None:
        raise Missing
    by.require(Permission.ACTIVITY_EDIT, at=found.activity.unit_id)
    return found


def opened(*, by: Actor, course_id: int) -> Course:
    """The course, locked, while its results are not settled. Raises ``CourseFinal`` besides."""
    found = locked(by=by, course_id=course_id)
    if found.state == CourseState.FINISHED:
        raise CourseFinal
    return found


def record(*, by: Actor, event: Event, course: Course, now: datetime) -> None:
    """Put ``event`` on the trail of the unit that holds the course."""
    audit.record(
        by=by,
        event=event,
        unit_id=course.activity.unit_id,
        subject=("course", course.pk),
        now=now,
    )


def _topic(code: str) -> Topic:
    found = Topic.objects.filter(pk=code).first()
    if found is None:
        raise TopicUnknown
    return found


def _describe(course: Course, given: CourseGiven) -> None:
    """Write who teaches and which models are taught."""
    codes = set(given.practice_codes)
    models = list(queries.coordination_models().filter(code__in=codes))
    if len(models) != len(codes):
        raise NotACoordinationModel
    course.practices.set(models)
    names = {fold(name): nfc(name)[:120] for name in given.trainers if fold(name)}
    Trainer.objects.bulk_create(
        Trainer(course=course, full_name=name, name_key=key[:120]) for key, name in names.items()
    )
