"""Tasks of plans: who owes them when, what proves that they are done, who is reminded."""

from dataclasses import replace
from datetime import date

import pytest

from aoxanh.access.models import Account, RoleGrant
from aoxanh.activities.models import Activity
from aoxanh.files.errors import FileTypeUnknown
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.notices.models import Notice
from aoxanh.programmes import actions, queries
from aoxanh.programmes.errors import (
    BodyUnitOutside,
    DoneInFuture,
    EvidenceNeeded,
    ProgrammeIsClosed,
    TaskAlreadyDone,
    TaskNotOwed,
)
from aoxanh.programmes.models import Body, BodyUnit, Programme, Task, TaskBody, TaskReport
from aoxanh.programmes.types.duties import DoneGiven
from tests.activities.world import World, refused


PAPER = DoneGiven(done_on=date(2026, 3, 2), paper="Báo cáo 12-BC/ĐTN")


class Plans:
    """A plan of the province with a task of every commune, which the province helps with."""

    def __init__(self, world, now):
        self.world, self.now, self.system = world, now, world.system
        self.programme = Programme.objects.create(
            unit=world.province,
            code="KH-2026",
            name="Kế hoạch tình nguyện",
            valid_from=date(2025, 1, 1),
            valid_to=date(2028, 1, 1),
        )
        self.communes = self.body("doan_xa", kinds=["doan_xa"])
        self.above = self.body("tinh_doan", kinds=["tinh_doan"])
        self.task = self.tasked("NV-1", lead=self.communes, helps=self.above)

    def body(self, code, kinds=()):
        position = Body.objects.count() + 1
        return Body.objects.create(
            programme=self.programme, code=code, name=code, kinds=list(kinds), position=position
        )

    def tasked(self, code, *, lead, helps=None, every="year", deadline=None):
        task = Task.objects.create(
            programme=self.programme,
            code=code,
            clause="III.1",
            text=f"Việc {code}",
            position=Task.objects.count() + 1,
            every=every,
            deadline={"before": "20/03"} if deadline is None else deadline,
        )
        TaskBody.objects.create(task=task, body=lead, role="LEAD")
        if helps:
            TaskBody.objects.create(task=task, body=helps, role="COORDINATE")
        return task

    def report(self, given=PAPER, *, unit=None, task=None, year=2026, by=None):
        return actions.report_task(
            by=by or self.system,
            unit_id=(unit or self.world.ta_leng).pk,
            task_id=(task or self.task).pk,
            year=year,
            given=given,
            now=self.now,
        )

    def owed(self, unit, year=2026, by=None):
        return queries.duties(unit.pk, actor=by or self.system, year=year)

    def remind(self, day):
        by = replace(self.system, day=day)
        return actions.remind_of_tasks(by=by, now=self.now + (day - self.system.day))

    def officer(self, unit, role):
        account = Account.objects.create(
            phone=f"+849130{unit.pk:05d}", full_name="Lò Thị Mai", created_at=self.now
        )
        RoleGrant.objects.create(account=account, unit=unit, role=role, valid_from=date(2024, 1, 1))
        return account


@pytest.fixture
def plans(db, system, today, now):
    return Plans(World(system=system, day=today, now=now).build(), now)


def test_every_unit_of_the_kind_owes_the_task_and_the_other_body_helps(plans):
    (own,) = plans.owed(plans.world.ta_leng)
    (helped,) = plans.owed(plans.world.province)

    assert (own.role, own.state, own.term.until) == ("LEAD", "OVERDUE", date(2026, 3, 20))
    assert helped.role == "COORDINATE"


def test_a_unit_named_for_a_body_owes_it_alone(plans):
    BodyUnit.objects.create(body=plans.communes, unit=plans.world.binh_lu)

    assert plans.owed(plans.world.ta_leng) == []
    assert len(plans.owed(plans.world.binh_lu)) == 1


def test_a_plan_of_another_branch_asks_nothing(plans):
    Programme.objects.update(unit=plans.world.binh_lu)

    assert plans.owed(plans.world.ta_leng) == []


def test_a_task_that_an_edition_left_out_is_owed_no_more(plans):
    Task.objects.update(withdrawn_on=date(2026, 1, 5))

    assert plans.owed(plans.world.ta_leng) == []


def test_after_its_programme_was_closed_nothing_new_falls_due(plans):
    Programme.objects.update(closed_on=date(2026, 1, 1))

    assert plans.owed(plans.world.ta_leng) == []
    assert len(plans.owed(plans.world.ta_leng, 2025)) == 1


def test_a_closed_programme_takes_no_report(plans):
    Programme.objects.update(closed_on=date(2026, 11, 1))

    with refused(ProgrammeIsClosed):
        plans.report()


def test_a_paper_proves_a_task_and_the_next_year_is_owed_again(plans):
    plans.report()

    (done,) = plans.owed(plans.world.ta_leng)
    (ahead,) = plans.owed(plans.world.ta_leng, 2027)
    assert (done.state, done.done.paper) == ("DONE", "Báo cáo 12-BC/ĐTN")
    assert ahead.done is None


def test_a_file_and_own_activities_prove_a_task(plans):
    activity = plans.world.opened(unit=plans.world.ta_leng, by=plans.system, title="Tập huấn")
    given = DoneGiven(
        done_on=date(2026, 3, 2), file=("a.pdf", b"%PDF-1.4\n%%EOF\n"), activity_ids=(activity.pk,)
    )

    report = plans.report(given)

    (done,) = plans.owed(plans.world.ta_leng)
    assert (done.done.file_name, done.done.activities) == ("a.pdf", 1)
    found = queries.activities_of_report(report.pk, actor=plans.system)
    assert found == list(Activity.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (DoneGiven(done_on=date(2026, 3, 2), paper="  "), EvidenceNeeded),
        (DoneGiven(done_on=date(2026, 11, 24), paper="BC"), DoneInFuture),
        (DoneGiven(done_on=date(2026, 3, 2), activity_ids=(999,)), Missing),
        (DoneGiven(done_on=date(2026, 3, 2), file=("a.exe", b"MZ\x00")), FileTypeUnknown),
    ],
)
def test_a_report_that_proves_nothing_is_refused(plans, given, error):
    with refused(error):
        plans.report(given)

    assert not TaskReport.objects.exists()


def test_another_units_activity_proves_nothing(plans):
    activity = plans.world.opened(unit=plans.world.binh_lu, by=plans.system, title="Nơi khác")

    with refused(Missing):
        plans.report(DoneGiven(done_on=date(2026, 3, 2), activity_ids=(activity.pk,)))


def test_a_task_is_reported_once_by_who_leads_it_in_years_it_is_due(plans):
    plans.report()

    with refused(TaskAlreadyDone):
        plans.report()
    with refused(TaskNotOwed):
        plans.report(unit=plans.world.province)
    with refused(TaskNotOwed):
        plans.report(year=2028)
    with refused(Missing):
        plans.report(task=Task(pk=0))


def test_a_task_can_be_opened_again_and_the_report_stays(plans):
    first = plans.report()

    actions.reopen_task(by=plans.system, report_id=first.pk, now=plans.now)

    (again,) = plans.owed(plans.world.ta_leng)
    assert again.done is None
    plans.report()
    assert TaskReport.objects.count() == 2
    with refused(Missing):
        actions.reopen_task(by=plans.system, report_id=first.pk, now=plans.now)


def test_nobody_reports_for_a_unit_that_is_not_theirs(plans):
    stranger = plans.world.officer(plans.world.binh_lu)
    report = plans.report()

    with refused(NotAllowed):
        plans.report(by=stranger, year=2027)
    with refused(Missing):
        actions.reopen_task(by=stranger, report_id=report.pk, now=plans.now)
    with refused(NotAllowed):
        actions.reopen_task(
            by=plans.world.officer(plans.world.province), report_id=report.pk, now=plans.now
        )


def test_the_owner_says_which_unit_a_body_is(plans):
    agency = plans.body("so_tai_chinh")
    home = plans.world.found("Sở Tài chính", parent=plans.world.province, kind="so_ban_nganh")
    given = {"by": plans.system, "body_id": agency.pk, "now": plans.now}

    actions.assign_body(unit_ids=[home.pk], **given)

    assert queries.units_named(agency.pk, actor=plans.system) == [home.pk]
    assert queries.units_for(agency, actor=plans.system)[0][0] == home.pk
    assert len(queries.units_for(plans.communes, actor=plans.system)) == 2
    with refused(BodyUnitOutside):
        actions.assign_body(unit_ids=[0], **given)
    with refused(NotAllowed):
        actions.assign_body(unit_ids=[], **given | {"by": plans.world.officer(plans.world.ta_leng)})
    with refused(Missing):
        actions.assign_body(unit_ids=[], **given | {"body_id": 0})
    Programme.objects.update(closed_on=date(2026, 11, 1))
    with refused(ProgrammeIsClosed):
        actions.assign_body(unit_ids=[], **given)


def test_the_matrix_names_every_body_and_says_when(plans):
    plans.tasked("NV-2", lead=plans.above, deadline={"around": "05/12", "days": 10, "in": [2026]})

    first, second = queries.matrix([plans.programme.pk], actor=plans.system)

    assert (first.leads, first.helps) == (("doan_xa",), ("tinh_doan",))
    assert first.due == "Hằng năm, trước 20/03"
    assert second.due == "Hằng năm, quanh 05/12, trước sau 10 ngày, năm 2026"
    above = queries.bodies([plans.programme.pk], actor=plans.system)[1]
    assert (above.leads, above.helps, above.is_by_kind) == (1, 1, True)


def test_units_below_stand_with_those_that_are_late_first(plans):
    plans.report()

    rows = queries.unit_duties(plans.world.province.pk, actor=plans.system, year=2026)

    assert [(row.overdue, row.done) for row in rows] == [(1, 0), (0, 1)]


def test_what_presses_is_what_is_near_or_overdue_and_not_reported(plans, statements):
    plans.tasked("NV-2", lead=plans.communes, deadline={"before": "20/12"})
    plans.tasked("NV-3", lead=plans.communes, deadline={"before": "31/12"})
    plans.tasked("NV-4", lead=plans.communes, every="phase", deadline={})
    plans.report()

    with statements() as counted:
        found = queries.pressing_duties(plans.world.ta_leng.pk, actor=plans.system)

    assert [(each.text, each.term.year) for each in found] == [
        ("Việc NV-1", 2025),
        ("Việc NV-2", 2025),
        ("Việc NV-3", 2025),
        ("Việc NV-2", 2026),
    ]
    assert counted.count == 1


def test_a_unit_is_reminded_once_a_step_and_its_superior_of_all_that_are_late(plans):
    own = plans.officer(plans.world.ta_leng, "COMMUNE_OFFICER")
    above = plans.officer(plans.world.province, "PROVINCE_OFFICER")
    Programme.objects.update(valid_from=date(2026, 1, 1))

    assert plans.remind(date(2026, 2, 17)) == 0
    assert plans.remind(date(2026, 2, 18)) == 2
    assert plans.remind(date(2026, 2, 19)) == 0
    assert plans.remind(date(2026, 3, 20)) == 2
    assert [each.account_id for each in Notice.objects.order_by("pk")] == [own.pk, own.pk]
    plans.report()
    assert plans.remind(date(2026, 4, 3)) == 1

    told = Notice.objects.get(account_id=above.pk)
    assert told.body == "1 đơn vị trực thuộc quá hạn nhiệm vụ từ 14 ngày. Hãy đôn đốc."
    assert told.path.endswith("/nhiem-vu/don-vi/")


def test_several_tasks_of_a_day_are_one_message(plans):
    own = plans.officer(plans.world.ta_leng, "COMMUNE_OFFICER")
    plans.tasked("NV-2", lead=plans.communes)
    Programme.objects.update(valid_from=date(2026, 1, 1))

    plans.remind(date(2026, 3, 13))

    told = Notice.objects.get(account_id=own.pk)
    assert told.body.startswith("2 nhiệm vụ cần báo xong, sớm nhất trước ngày 20/03/2026")


def test_only_the_system_reminds(plans):
    with refused(NotAllowed):
        actions.remind_of_tasks(by=plans.world.officer(plans.world.province), now=plans.now)


def test_lists_of_tasks_cost_the_same_for_six_units(plans, costs_the_same):
    def page():
        queries.duties(plans.world.ta_leng.pk, actor=plans.system, year=2026)
        queries.unit_duties(plans.world.province.pk, actor=plans.system, year=2026)
        queries.matrix([plans.programme.pk], actor=plans.system)
        queries.bodies([plans.programme.pk], actor=plans.system)

    def grow():
        for number in range(5):
            unit = plans.world.found(f"Bản {number}", parent=plans.world.province)
            task = plans.tasked(f"NV-1{number}", lead=plans.communes, helps=plans.above)
            plans.report(unit=unit, task=task)

    costs_the_same(page, grow)
