"""A course of a unit with somebody on its list, a training that is none yet, a work, for the access table."""

from aoxanh.activities.models import Activity, Work
from aoxanh.people.models import Person
from aoxanh.training.models import Course, Topic, Trainee
from aoxanh.units.models import Unit
from tests.activities.world import World


def a_course(world: World, unit: Unit, person: Person) -> dict[str, object]:
    topic, _is_new = Topic.objects.get_or_create(code="dieu_phoi", name="Điều phối", share=80)
    held, training = (
        world.opened("tap_huan_dieu_phoi", unit=unit, by=world.system, title=title)
        for title in ("Lớp điều phối", "Tập huấn chưa khai")
    )
    Activity.objects.filter(pk__in=(held.pk, training.pk)).update(
        state="CLOSED", opened_at=world.now, closed_at=world.now
    )
    course = Course.objects.create(
        activity=held,
        topic=topic,
        form="IN_PERSON",
        level="COMMUNE",
        audience="OFFICERS",
        share=80,
        created_at=world.now,
    )
    work = Work.objects.create(
        unit=unit,
        place=held.place,
        kind="WORK",
        name="Đường hoa thanh niên",
        started_on=held.starts_on.replace(year=2026, month=3),
        created_at=world.now,
    )
    return {
        "course": course,
        "training": training,
        "trainee": trainee(course, person),
        "work": work,
    }


def trainee(course: Course, person: Person) -> Trainee:
    return Trainee.objects.create(course=course, person=person, paper="Danh sách ký 16/11")
