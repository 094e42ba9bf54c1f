"""The results of a course settled from who came, and opened again."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from aoxanh.activities import queries as activities
from aoxanh.activities.types import HELD_STATES
from aoxanh.audit import actions as audit
from aoxanh.kernel.actors import Actor
from aoxanh.people import queries as people
from aoxanh.training import rules
from aoxanh.training.actions.courses import locked, opened
from aoxanh.training.errors import CourseNotFinal, CourseNotHeld, NobodyCompleted
from aoxanh.training.models import AppliedModel, Course, Trainee
from aoxanh.training.types import CourseFinished, CourseReopened, CourseState


@transaction.atomic(savepoint=False)
def finish(*, by: Actor, course_id: int, now: datetime) -> Course:
    """Settle who completed the course: who came to enough sessions, and who stands on a signed list.

    It counts from the activity's last day, for the unit in which somebody was in post or a member that day.
    Raises ``Missing``, ``CourseFinal``, ``CourseNotHeld``, ``NobodyCompleted``, ``NotAllowed``.
    """
    course = opened(by=by, course_id=course_id)
    if course.activity.state not in HELD_STATES:
        raise CourseNotHeld
    came = activities.sessions_attended(course.activity_id)
    sessions = len(activities.shifts_of(course.activity))
    finished_on = course.activity.ends_on - timedelta(days=1)
    rows = _rows(course, came, sessions)
    done = [row for row in rows if row.completed]
    if not done:
        raise NobodyCompleted(share=course.share)

    _place(
        done, finished_on, rules.valid_until(completed_on=finished_on, months=course.valid_months)
    )
    Trainee.objects.filter(course=course).delete()
    Trainee.objects.bulk_create(rows)
    course.state, course.finished_on, course.finished_at = CourseState.FINISHED, finished_on, now
    course.save(update_fields=["state", "finished_on", "finished_at"])
    event = CourseFinished(course.pk, len(done))
    _record(course, finished_on, done, by=by, event=event, now=now)
    return course


@transaction.atomic(savepoint=False)
def reopen(*, by: Actor, course_id: int, now: datetime) -> Course:
    """Open a settled course again, for somebody was forgotten. Until it is settled anew nobody counts.

    Raises ``Missing``, ``CourseNotFinal``, ``NotAllowed``.
    """
    course = locked(by=by, course_id=course_id)
    if course.finished_on is None:
        raise CourseNotFinal

    finished_on = course.finished_on
    rows = Trainee.objects.filter(course=course)
    done = list(rows.completed().order_by("pk"))
    rows.filter(paper="").delete()
    rows.update(completed=False, valid_from=None, valid_to=None, unit=None)
    course.state, course.finished_on, course.finished_at = CourseState.OPEN, None, None
    course.save(update_fields=["state", "finished_on", "finished_at"])
    _record(course, finished_on, done, by=by, event=CourseReopened(course.pk), now=now)
    return course


def _rows(course: Course, came: dict[int, int], sessions: int) -> list[Trainee]:
    """Everybody of the course, unsaved: those on signed lists, and those who were at the door."""
    listed = {row.person_id: row for row in Trainee.objects.filter(course=course, paper__gt="")}
    return [
        Trainee(
            course=course,
            person_id=person_id,
            paper=listed[person_id].paper if person_id in listed else "",
            attended=sessions if person_id in listed else came[person_id],
            completed=person_id in listed
            or rules.has_completed(attended=came[person_id], sessions=sessions, share=course.share),
        )
        for person_id in sorted({*listed, *came})
    ]


def _place(rows: Collection[Trainee], day: date, until: date) -> None:
    """Set for whom each stands on ``day`` and until when it counts."""
    persons = [row.person_id for row in rows]
    posts = people.posts_held(persons, day)
    units = people.participant_units(persons, day)
    for row in rows:
        post = posts.get(row.person_id)
        row.unit_id = post.unit_id if post else units.get(row.person_id)
        row.is_officer, row.is_specialised = post is not None, bool(post and post.is_specialised)
        row.valid_from, row.valid_to = day, until


def _record(
    course: Course,
    day: date,
    rows: Collection[Trainee],
    *,
    by: Actor,
    event: CourseFinished | CourseReopened,
    now: datetime,
) -> None:
    """Tell every cell that changes: the organiser's, those of the trained, and of activities by a model taught."""
    audit.record(
        by=by,
        event=event,
        unit_id=course.activity.unit_id,
        touches=(
            (course.activity.unit_id, day),
            *((row.unit_id, day) for row in rows if row.unit_id),
            *_of_activities(course, day),
        ),
        subject=("course", course.pk),
        now=now,
    )


def _of_activities(course: Course, day: date) -> Iterator[tuple[int, date]]:
    """The cells of activities from ``day`` on that went by a model of the course."""
    applied = AppliedModel.objects.filter(
        practice__in=course.practices.order_by().values("pk"), activity__starts_on__gte=day
    )
    columns = applied.order_by("pk").values_list("activity__unit_id", "activity__starts_on")
    yield from columns.distinct()
