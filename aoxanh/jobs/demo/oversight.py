"""Courses with who completed them, inspections with remedies, uses of IT, youth works of the demo; invented."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from aoxanh.activities import actions as activities
from aoxanh.activities.types import HeldGiven
from aoxanh.activities.types.works import WorkGiven, WorkKind
from aoxanh.inspections import actions as inspections
from aoxanh.inspections import queries as inspected
from aoxanh.inspections.types import Mark, VisitGiven
from aoxanh.jobs.demo.stage import dice, texts
from aoxanh.jobs.demo.tree import DemoUnit
from aoxanh.jobs.demo.world import World
from aoxanh.people import queries as people
from aoxanh.practices import actions as practices
from aoxanh.practices.types import PracticeField, PracticeGiven, PracticeKind
from aoxanh.training import actions as training
from aoxanh.training.types import Audience, CourseGiven, CourseLevel
from aoxanh.units import queries as units


if TYPE_CHECKING:
    from aoxanh.inspections.models import Visit

_CHECKLIST = "trien_khai_ke_hoach"


def fill(world: World) -> int:
    """Everything of it; gives how many people completed a course."""
    (province,) = world.tree.of_sort("PROVINCE")
    communes = [unit for unit in world.tree.of_sort("COMMUNE") if unit.lives_on(world.stage.day)]
    model = _model(world, province)
    trained = sum(_course(world, province, model, row) for row in texts("courses"))
    _inspect(world, province, communes)
    _declare(world, province, communes)
    _build(world, communes)
    return trained


def _model(world: World, province: DemoUnit) -> str:
    """A listed model of coordination; gives its code."""
    stage, told = world.stage, texts("coordination")
    fields = {PracticeField(name): text for name, text in told["fields"].items()}
    made = practices.write(
        by=stage.by,
        unit_id=province.unit_id,
        practice=PracticeGiven(
            texts=fields,
            year=stage.day.year - 1,
            kind=PracticeKind.COORDINATION,
            summary=told["summary"],
        ),
        now=stage.now,
    )
    practices.put_into_registry(by=stage.by, practice_id=made.pk, now=stage.now)
    return made.code


def _course(world: World, province: DemoUnit, model: str, row: dict[str, Any]) -> int:
    """One course of the province: officers in post then, so many of a hundred; gives how many."""
    stage, throws = world.stage, dice(f"course {row['title']}")
    day = stage.day - timedelta(days=row["days_ago"])
    posts = people.officers_below(unit_id=province.unit_id, day=day, actor=stage.by)
    chosen = posts.filter(in_charge_of_volunteering=True).values_list("person__code", flat=True)
    codes = sorted({code for code in chosen if throws.random() * 100 < row["share"]})
    held = HeldGiven(
        title=row["title"],
        kind_code="tap_huan",
        field_code="mang_luoi",
        first_day=day,
        last_day=day,
        place_id=_place(province, day),
        turns=len(codes),
        persons=len(codes),
        paper=f"Kế hoạch {throws.randint(10, 90)}-KH/TĐTN",
    )
    activity = activities.record_held(
        by=stage.by, unit_id=province.unit_id, held=held, now=stage.now
    )
    course = training.declare(
        by=stage.by,
        activity_id=activity.pk,
        course=CourseGiven(
            topic=row["topic"],
            level=CourseLevel.PROVINCE,
            audience=Audience.BOTH,
            practice_codes=(model,) if row["topic"] == "quan_ly_dieu_phoi" else (),
            trainers=tuple(row["trainers"]),
        ),
        now=stage.now,
    )
    training.add_trainees(
        by=stage.by,
        course_id=course.pk,
        person_codes=codes,
        paper=f"Danh sách ký tên ngày {day:%d/%m/%Y}",
        now=stage.now,
    )
    training.finish(by=stage.by, course_id=course.pk, now=stage.now)
    return len(codes)


def _place(unit: DemoUnit, day: date) -> int:
    return units.version_at(unit_id=unit.unit_id, day=day).place_id or 0


def _inspect(world: World, province: DemoUnit, communes: list[DemoUnit]) -> None:
    """A plan of a third of the communes, two drawn by lot; most were visited, some have something to mend."""
    stage, throws = world.stage, dice("inspections")
    chosen = throws.sample(communes, 12)
    common: dict[str, Any] = {"by": stage.by, "unit_id": province.unit_id, "year": stage.day.year}
    made = inspections.plan_visits(
        **common,
        unit_ids=[unit.unit_id for unit in chosen],
        checklist=_CHECKLIST,
        now=stage.now,
    )
    inspections.draw_visits(
        **common,
        pool_ids=[unit.unit_id for unit in communes],
        seed="XSMB 20/11: 81457",
        count=2,
        checklist="mo_hinh_ho_tro",
        now=stage.now,
    )
    for number, visit in enumerate(made[:8]):
        _visit(world, visit, number)


def _visit(world: World, visit: "Visit", number: int) -> None:
    stage, told = world.stage, texts("remedies")
    lacking = number % 3 == 1
    marks = {item["code"]: Mark.GOOD for item in visit.items}
    if lacking:
        marks[visit.items[number % len(visit.items)]["code"]] = Mark.LACKING
    held_on = stage.day - timedelta(days=20 + 9 * number)
    found = VisitGiven(
        held_on=held_on,
        team="Ban Kiểm tra Tỉnh đoàn, Sở Nội vụ",
        conclusion=told["lacking"] if lacking else told["good"],
        marks=marks,
    )
    inspections.conclude(by=stage.by, visit_id=visit.pk, visit=found, now=stage.now)
    if lacking:
        row = told["rows"][number % len(told["rows"])]
        inspections.ask_remedy(
            by=stage.by,
            visit_id=visit.pk,
            finding=row["finding"],
            remedy=row["remedy"],
            due_on=max(held_on + timedelta(days=30), stage.day - timedelta(days=3)),
            now=stage.now,
        )


def _declare(world: World, province: DemoUnit, communes: list[DemoUnit]) -> None:
    """Most communes declared how they use IT; the province accepted most of it."""
    stage = world.stage
    for number, unit in enumerate(communes[:26]):
        proposed = inspected.proposed_uses(actor=stage.by, unit_id=unit.unit_id)
        uses = [each.code for each in proposed if each.seen] + ["mang_xa_hoi"]
        made = inspections.declare_use(
            by=stage.by,
            unit_id=unit.unit_id,
            uses=uses,
            evidence=f"Nhóm Zalo “{unit.name}”, trang Facebook của đơn vị",
            now=stage.now,
        )
        if number % 5 != 4:
            inspections.decide_use(
                by=stage.by,
                unit_id=province.unit_id,
                declaration_id=made.pk,
                accepted=True,
                now=stage.now,
            )


def _build(world: World, communes: list[DemoUnit]) -> None:
    """Works of this year in communes: running, finished, handed over."""
    stage, throws = world.stage, dice("works")
    for number, row in enumerate(texts("works")):
        unit = throws.choice(communes)
        started = stage.day - timedelta(days=throws.randint(60, 240))
        work = activities.take_on(
            by=stage.by,
            unit_id=unit.unit_id,
            work=WorkGiven(
                name=row["name"],
                kind=WorkKind(row["kind"]),
                place_id=_place(unit, stage.day),
                started_on=started,
                criterion=row.get("criterion", ""),
                amount=str(row["amount"]),
                unit_name=row["unit"],
                value_vnd=row["value"],
                sources=row["sources"],
            ),
            now=stage.now,
        )
        if number % 4 == 3:
            continue
        finished = started + timedelta(days=throws.randint(10, 50))
        activities.finish_work(by=stage.by, work_id=work.pk, day=finished, now=stage.now)
        if number % 2 == 0:
            activities.hand_over_work(
                by=stage.by,
                work_id=work.pk,
                day=finished + timedelta(days=5),
                receiver=f"Bản nơi có công trình, {unit.name}",
                paper=f"Biên bản {number + 3}/BB-ĐTN",
                now=stage.now,
            )
