"""Courses of Tả Lèng with officers and volunteers who come, for the tests of training."""

from dataclasses import dataclass
from datetime import date

from aoxanh.activities.models import Activity, Participation, Shift
from aoxanh.kernel.actors import Actor
from aoxanh.people import actions as people
from aoxanh.people.models import Person
from aoxanh.people.types import EnrolmentRow, MembershipGiven, PersonGiven, PostGiven
from aoxanh.practices.models import Practice
from aoxanh.training import actions
from aoxanh.training.models import Course
from aoxanh.training.types import CourseGiven
from tests.activities.world import World


SINCE = date(2025, 1, 1)


@dataclass
class School:
    """Makes courses, and people who come to them."""

    world: World

    @property
    def officer(self) -> Actor:
        return self.world.officer(self.world.ta_leng)

    @property
    def superior(self) -> Actor:
        return self.world.officer(self.world.province, "PROVINCE_OFFICER")

    def model(self, *, kind="COORDINATION", state="LISTED", title="Ba tầng điều phối") -> Practice:
        return Practice.objects.create(
            unit=self.world.province,
            title=title,
            kind=kind,
            year=2026,
            level="PROVINCE",
            replicability="YES",
            digest="",
            search_text="",
            sort_key="",
            state=state,
            listed_at=self.world.now,
            created_at=self.world.now,
        )

    def person(self, name="Lò Thị Mai", unit=None) -> Person:
        unit = unit or self.world.ta_leng
        membership = MembershipGiven(kind="MEMBER", valid_from=SINCE)
        row = EnrolmentRow(line=1, person=PersonGiven(full_name=name), membership=membership)
        (person,) = people.enrol_many(
            by=self.world.system, unit_id=unit.pk, rows=[row], now=self.world.now
        )
        return person

    def in_post(self, name="Vàng A Sính", *, unit=None, is_specialised=True, since=SINCE) -> Person:
        """An officer of the unit."""
        unit = unit or self.world.ta_leng
        person = self.person(name, unit)
        post = PostGiven(title="Phó Bí thư", valid_from=since, is_specialised=is_specialised)
        people.appoint(
            by=self.world.system,
            person_id=person.pk,
            unit_id=unit.pk,
            post=post,
            now=self.world.now,
        )
        return person

    def activity(self, *, day=date(2026, 11, 16), sessions=1, **columns) -> Activity:
        """A training that was held on ``day``, in so many sessions."""
        made = self.world.opened(
            "tap_huan_dieu_phoi", by=self.world.system, title="Tập huấn điều phối"
        )
        columns = {"starts_on": day, "ends_on": date.fromordinal(day.toordinal() + 1)} | columns
        held = {"state": "CLOSED", "closed_at": self.world.now, "opened_at": self.world.now}
        Activity.objects.filter(pk=made.pk).update(**(held | columns))
        made.refresh_from_db()
        (shift,) = Shift.objects.filter(activity=made)
        slot = shift.slots.get()
        for number in range(1, sessions):
            shift.pk, slot.pk = None, None
            shift.name = f"Buổi {number + 1}"
            shift.save()
            slot.shift = shift
            slot.save()
        return made

    def declare(self, activity=None, *, by=None, topic="quan_ly_dieu_phoi", **given) -> Course:
        return actions.declare(
            by=by or self.officer,
            activity_id=(activity or self.activity()).pk,
            course=CourseGiven(topic=topic, **given),
            now=self.world.now,
        )

    def came(self, course: Course, *persons: Person, sessions=1) -> None:
        """They were at the door of the first sessions."""
        shifts = Shift.objects.filter(activity=course.activity_id).order_by("pk")[:sessions]
        Participation.objects.bulk_create(
            Participation(
                shift=shift,
                activity=course.activity,
                person=person,
                organiser_unit_id=course.activity.unit_id,
                place_id=course.activity.place_id,
                day=course.activity.starts_on,
                method="LIST",
                checked_in_at=self.world.now,
            )
            for shift in shifts
            for person in persons
        )

    def finish(self, course: Course, *, by=None) -> Course:
        return actions.finish(by=by or self.officer, course_id=course.pk, now=self.world.now)

    def finished(self, *persons: Person, day=date(2026, 11, 16), **given) -> Course:
        """A settled course to which these came."""
        course = self.declare(self.activity(day=day), **given)
        self.came(course, *persons)
        return self.finish(course)
