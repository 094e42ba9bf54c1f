"""“Tải XLSX”: every officers' list as a file, with the filters of the page, without a formula."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from aoxanh.audit.models import Entry
from aoxanh.cooperation.models import Record
from aoxanh.jobs import running
from aoxanh.kernel.exports import exports
from aoxanh.people import actions as people
from aoxanh.people.models import Person
from aoxanh.people.types import PostGiven
from aoxanh.practices import actions as practices
from aoxanh.practices.types import Mate, MateKind, PracticeField, PracticeGiven
from aoxanh.programmes import actions as programmes
from aoxanh.programmes.models import (
    FigureDecision,
    Freeze,
    Obstacle,
    OwnPlan,
    Programme,
    RecordedFact,
    Task,
)
from aoxanh.recognition.models import Commendation
from aoxanh.units import queries as units
from aoxanh.units.models import Reorganisation, UnitVersion
from aoxanh.work.models import Job
from tests.access_table.cooperating import a_cooperation
from tests.access_table.planned import planned
from tests.access_table.reorganising import a_reorganisation
from tests.activities.crowd import Crowd
from tests.web.desks import shown
from tests.work.lists import table_in


SHIPPED = Path(programmes.__file__).parents[1] / "reference" / "lai-chau-2024-2030.yaml"
RISKY = '=HYPERLINK("http://x")'


@pytest.fixture
def client(desks, world):
    return desks.at(world.ta_leng)


@pytest.fixture
def filled(world, system, now):
    """A unit, one below it, an activity, an officer and a plan, all called like a formula, below a programme."""
    world.plans_once(SHIPPED)
    a_reorganisation(world, world.ta_leng, world.binh_lu, 1)
    crowd = Crowd.at(world)
    held = crowd.sign_up("Lò Thị Ón", "0912345678")
    crowd.scan(held)
    Person.objects.filter(pk=held.person_id).update(full_name=RISKY)
    activity = crowd.activity
    type(activity).objects.filter(pk=activity.pk).update(title=RISKY)
    commended_officer(world, held.person_id)
    followed(world)
    _model_done_together(world, now)
    return activity


def _model_done_together(world, now):
    mates = (Mate(name=RISKY, kind=MateKind.UNIT), Mate(name=RISKY + "2", kind=MateKind.INGO))
    given = PracticeGiven(texts={PracticeField.TITLE: RISKY}, year=2025, mates=mates)
    practices.write(by=world.system, unit_id=world.ta_leng.pk, practice=given, now=now)


def commended_officer(world, person_id):
    """The person holds a post for volunteering alone, and is commended."""
    post = PostGiven(title="Phó Bí thư", valid_from=world.day, is_specialised=True)
    people.appoint(
        by=world.system, person_id=person_id, unit_id=world.ta_leng.pk, post=post, now=world.now
    )
    Commendation.objects.create(
        unit=world.ta_leng,
        person_id=person_id,
        name=RISKY,
        form="PRAISE",
        level="COMMUNE",
        merit="Giúp bà con",
        created_at=world.now,
        changed_at=world.now,
    )


def followed(world):
    """A unit below with a task it owes, a plan of its own and an obstacle."""
    below = world.found("Bản Hồ Pên", parent=world.ta_leng, kind="chi_doan")
    UnitVersion.objects.filter(unit=below).update(name=RISKY)
    plan = planned(world, world.ta_leng, below, 1)
    Task.objects.filter(programme=plan["programme"]).update(text=RISKY)
    Obstacle.objects.update(title=RISKY)
    a_cooperation(world, world.ta_leng, 1)
    Record.objects.update(title=RISKY)
    FigureDecision.objects.update(text=RISKY)
    RecordedFact.objects.update(title=RISKY)
    OwnPlan.objects.create(
        programme=plan["programme"],
        unit=below,
        year=2026,
        title="Kế hoạch năm",
        number=RISKY,
        sent_at=world.now,
    )


def pages(world, activity):
    unit = f"/dieu-phoi/{world.ta_leng.pk}"
    own = Programme.objects.get(unit=world.ta_leng)
    return {
        "people": f"{unit}/nguoi/?",
        "activities": f"{unit}/hoat-dong/?",
        "signups": f"{unit}/hoat-dong/{activity.pk}/dang-ky/?",
        "hours": f"{unit}/hoat-dong/{activity.pk}/gio/?",
        "declared_totals": f"{unit}/khai-tong-so/?",
        "certificates": f"{unit}/chung-nhan/?",
        "units": f"{unit}/don-vi/?",
        "units_without_focal_point": f"{unit}/don-vi/?loc=chua-dau-moi&",
        "officers": f"{unit}/tong-quan/can-bo/?",
        "practices": f"{unit}/mo-hinh/bang-tong-hop/?nam=2026&",
        "practices_together": f"{unit}/mo-hinh/bang-tong-hop/?nam=2025&",
        "reorganisation": f"{unit}/sap-xep/{Reorganisation.objects.get().pk}/?",
        "served": f"{unit}/tong-quan/nguoi-tham-gia/?",
        "indicator_units": f"{unit}/chi-tieu/LC-2/?",
        "commendations": f"{unit}/khen-thuong/?",
        "trained_officers": f"{unit}/tap-huan/can-bo/?",
        "task_units": f"{unit}/nhiem-vu/don-vi/?",
        "task_matrix": f"{unit}/nhiem-vu/phan-cong/?",
        "own_plans": f"{unit}/nhiem-vu/ke-hoach/?ct={own.code}&",
        "figure_decisions": f"{unit}/chuong-trinh/{own.code}/quyet-dinh/?",
        "frozen_figures": f"{unit}/so-chot/{Freeze.objects.get(unit=world.ta_leng).pk}/?",
        "reconciliation": f"{unit}/chi-tieu/LC-2/doi-chieu/?",
        "recorded_facts": f"{unit}/viec-da-ghi/?",
        "obstacles": f"{unit}/nhiem-vu/vuong-mac/?",
        "estimates": f"{unit}/kinh-phi/tong-hop/?ct={own.code}&",
        "money_entries": f"{unit}/kinh-phi/?ct={own.code}&",
        "cooperation": f"{unit}/phoi-hop/?",
    }


def formulas(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")]
    return sum(sheet.count(b"<f>") + sheet.count(b"<f ") for sheet in sheets)


def test_every_list_that_can_leave_has_its_page(world, filled):
    assert {each.code for each in exports()} == set(pages(world, filled))


def _wrong_in(export, client, path):
    """What is wrong with the two files of a list; "" when nothing is."""
    book, text = client.get(path + "tai=xlsx"), client.get(path + "tai=csv")
    if not book["Content-Disposition"].startswith("attachment"):
        return "is no file"
    if formulas(book.content):
        return "holds a formula"
    if table_in(book.content).rows[0] != [str(heading) for heading in export.headings]:
        return "has other headings"
    lines = text.content.decode("utf-8-sig").splitlines()
    is_risky = any(c.strip('"').startswith("=") for line in lines for c in line.split(","))
    return "holds a formula in its text" if is_risky else ""


def test_a_list_leaves_as_workbook_and_as_csv_without_formulas(client, world, filled):
    paths = pages(world, filled)

    found = {each.code: _wrong_in(each, client, paths[each.code]) for each in exports()}

    assert found == dict.fromkeys(paths, "")


WITH_RISKY = (
    "people", "activities", "signups", "units", "commendations", "trained_officers", "task_units",
    "task_matrix", "own_plans", "obstacles", "cooperation",
)  # fmt: skip


def test_a_list_holds_the_rows_of_its_page(client, world, filled):
    paths = pages(world, filled)

    for code in WITH_RISKY:
        rows = table_in(client.get(paths[code] + "tai=xlsx").content).rows
        assert any("'" + RISKY in row for row in rows), code


def test_filters_of_the_page_hold_for_the_file(client, world, filled):
    path = pages(world, filled)["activities"]

    gone = client.get(path + "trang-thai=da-huy&tai=xlsx").content

    assert len(table_in(gone).rows) == 1


def test_the_second_sheet_says_whose_list_it_is_and_when(client, world, filled):
    content = client.get(pages(world, filled)["people"] + "tai=xlsx").content

    with zipfile.ZipFile(BytesIO(content)) as archive:
        said = archive.read("xl/worksheets/sheet2.xml").decode()
    assert units.names_at({world.ta_leng.pk}, world.day)[world.ta_leng.pk] in said
    assert "Đơn vị này" in said


def test_taking_a_list_is_noted_in_the_trail(client, world, filled):
    client.get(pages(world, filled)["people"] + "tai=xlsx")

    entry = Entry.objects.get(event="work.ListTaken")
    assert entry.values == {"kind": "people", "lines": 1}
    assert "Tải danh sách" in shown(desk_trail(client, world))


def desk_trail(client, world):
    return client.get(f"/dieu-phoi/{world.ta_leng.pk}/nhat-ky/")


def test_a_long_list_is_written_by_a_worker_once(
    client, world, filled, monkeypatch, settings, tmp_path, now
):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("aoxanh.web.exporting.AT_ONCE", 0)
    path = pages(world, filled)["people"] + "tai=xlsx"

    first, second = client.get(path), client.get(path)
    assert first["Location"] == second["Location"]
    running.run_next(now=lambda: now)

    job = Job.objects.get(kind="lists.export")
    page = shown(client.get(first["Location"]))
    assert (job.state, job.note) == ("DONE", "Đã viết 1 dòng.")
    assert "Danh sách con người.xlsx" in page


def test_who_may_not_see_persons_gets_no_telephone(desks, world, filled):
    inspector = desks.at(world.province, role="INSPECTOR")

    path = f"/dieu-phoi/{world.ta_leng.pk}/hoat-dong/{filled.pk}/dang-ky/?tai=csv"
    text = inspector.get(path).content.decode()

    assert "0912" not in text


def test_a_neighbour_takes_nothing(desks, world, filled):
    neighbour, paths = desks.at(world.binh_lu), pages(world, filled)

    got = {code: neighbour.get(path + "tai=xlsx").status_code for code, path in paths.items()}

    assert got == dict.fromkeys(paths, 404)
