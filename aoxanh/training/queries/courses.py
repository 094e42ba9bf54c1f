"""Courses within reach, who was at them, and what a person was trained in."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from aoxanh.activities import queries as activities
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.people import queries as people
from aoxanh.practices import queries as practices
from aoxanh.practices.types import PracticeKind
from aoxanh.training import rules
from aoxanh.training.models import AppliedModel, Course, Topic, Trainee
from aoxanh.training.models.course import CourseQuerySet
from aoxanh.training.models.trainee import TraineeQuerySet
from aoxanh.training.types import CourseState, TraineeShown
from aoxanh.units import queries as units


def topics() -> QuerySet[Topic]:
    return Topic.objects.order_by("position", "pk")


def courses(*, actor: Actor, unit_id: int | None = None) -> CourseQuerySet:
    """Courses within the actor's reach, or of one unit, latest first, each with how many ``completed`` it."""
    rows = Course.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    if unit_id is not None:
        rows = rows.filter(activity__unit=unit_id)
    counted = rows.annotate(
        completed=Count("trainees", filter=Q(trainees__completed=True), distinct=True)
    )
    return counted.select_related("activity", "topic").order_by("-activity__starts_on", "pk")


def course(pk: int, *, actor: Actor, unit_id: int) -> Course:
    """One course of the unit with its topic, models and trainers. Raises ``Missing``."""
    rows = courses(actor=actor, unit_id=unit_id).select_related("activity__place", "topic")
    found = rows.prefetch_related("practices", "trainers").filter(pk=pk).first()
    if found is None:
        raise Missing
    return found


def declarable(*, actor: Actor, unit_id: int) -> QuerySet[Any]:
    """The unit's activities of a kind of event that are no course yet, latest first."""
    known = Course.objects.filter(activity=OuterRef("pk"))
    rows = activities.activities(actor=actor, unit_id=unit_id)
    return rows.filter(kind__trains=True).filter(~Exists(known))


def coordination_models() -> QuerySet[Any]:
    """The listed models of managing and coordinating: what courses teach and activities apply."""
    return practices.registry().filter(kind=PracticeKind.COORDINATION)


def applied_model(activity_id: int, *, actor: Actor) -> AppliedModel | None:
    """The coordination model an activity within reach was run by."""
    rows = AppliedModel.objects.visible_to(actor, Permission.ACTIVITY_VIEW)
    return rows.select_related("practice").filter(pk=activity_id).first()


def without_model(*, campaign_id: int, unit_id: int, actor: Actor) -> QuerySet[Any]:
    """The activities of a campaign that the unit runs, or units below it at which one edits, and that name no model."""
    named = AppliedModel.objects.filter(pk=OuterRef("pk"))
    rows = activities.campaign_activities(campaign_id=campaign_id, actor=actor)
    below = units.subtree_ids(unit_id=unit_id, day=actor.day)
    edited = actor.among(Permission.ACTIVITY_EDIT, unit_ids=below)
    return rows.filter(~Exists(named), unit__in=edited)


def trainees(of: Course, *, actor: Actor) -> list[TraineeShown]:
    """Who is of a course, by given name: settled, or as the door and the signed lists say until now.

    Empty where the actor may not see persons.
    """
    if not actor.may(Permission.SIGNUP_VIEW, at=of.activity.unit_id):
        return []
    rows = Trainee.objects.filter(course=of).select_related("person")
    written = list(people.listed(rows, "shown_key", "pk"))
    shown = [
        TraineeShown(
            person_id=each.person_id,
            full_name=people.shown_name(each),
            unit_id=each.unit_id,
            attended=each.attended,
            by_hand=bool(each.paper),
            completed=each.completed or (of.state == CourseState.OPEN and bool(each.paper)),
        )
        for each in written
    ]
    if of.state == CourseState.FINISHED:
        return shown
    known = {each.person_id for each in written}
    sessions = len(activities.shifts_of(of.activity))
    return shown + [
        TraineeShown(
            person_id=each.person_id,
            full_name=each.full_name,
            unit_id=each.unit_id,
            attended=each.shifts,
            by_hand=False,
            completed=rules.has_completed(attended=each.shifts, sessions=sessions, share=of.share),
        )
        for each in activities.attended(activity_id=of.activity_id, actor=actor)
        if each.person_id not in known
    ]


def addable(of: Course, text: str, *, actor: Actor) -> QuerySet[Any]:
    """Persons the actor may see whose name has ``text`` in it and who are not of the course yet."""
    known = Trainee.objects.filter(course=of, person=OuterRef("pk"))
    return people.people(actor=actor, text=text).filter(~Exists(known))


def trainings_of(person_id: int) -> TraineeQuerySet:
    """The courses that a person completed, latest first; the caller has checked that the asker may read them."""
    rows = Trainee.objects.completed().filter(person__in=people.same_person_ids(person_id))
    return rows.select_related("course__activity", "course__topic").order_by("-valid_from", "pk")
