"""What organisers and volunteers read: passes, lists, the door, records, things to do, measures."""

from uuid import uuid4

import pytest
from django.db.models.signals import post_init

from aoxanh.activities import actions, queries
from aoxanh.activities.models import Activity, Participation, Signup
from aoxanh.activities.types import DoorPart, ScanGiven, WalkInGiven
from aoxanh.documents import queries as documents
from aoxanh.kernel import measures
from aoxanh.kernel.errors import Missing
from tests.activities.crowd import Crowd


@pytest.fixture
def big(world):
    return Crowd.at(world, places=20)


def test_a_pass_is_found_by_its_link_in_one_statement(crowd, statements):
    afternoon = crowd.add_shift()
    held = crowd.sign_up("Giàng Thị Mỷ", slots=[crowd.slot.pk, afternoon.pk])

    with statements() as counted:
        shown = queries.pass_by_token(held.token)
        said = (shown.full_name, shown.activity.title, shown.activity.place.name)
        shifts = [signup.shift.pk for signup in shown.signups]

    assert counted.count == 1
    assert said[0] == "Giàng Thị Mỷ"
    assert shifts == [crowd.slot.shift_id, afternoon.shift_id]
    assert not shown.is_withdrawn
    with pytest.raises(Missing):
        queries.pass_by_token("x" * 22)


def test_the_code_on_a_pass_is_signed(crowd):
    held = crowd.sign_up()

    payload = documents.verify(queries.signed_pass(held))

    assert payload == {"p": held.code, "a": crowd.activity.code}


def test_ones_passes_come_latest_first(world):
    early, late = Crowd.at(world), Crowd.at(world)
    early.add_shift()
    first, second = early.sign_up(), late.sign_up()
    Signup.objects.update(person=first.person)
    shift = late.shift
    shift.starts_at, shift.ends_at = late.clock(13), late.clock(17)
    shift.save()

    passes = queries.passes_of([first.person_id])

    assert [shown.held for shown in passes] == [second, first]


def test_signups_are_filtered_and_scoped(big):
    big.sign_up("Giàng Thị Mỷ")
    big.sign_up("Lò Văn Ánh")
    seen = {"activity_id": big.activity.pk, "actor": big.officer}

    assert [s.person.full_name for s in queries.signups(**seen)] == ["Lò Văn Ánh", "Giàng Thị Mỷ"]
    assert queries.signups(text="my", **seen).count() == 1
    assert queries.signups(states=["WAITING"], **seen).count() == 0
    assert queries.signups(shift_id=big.slot.shift_id, **seen).count() == 2
    neighbour = big.world.officer(big.world.binh_lu)
    assert queries.signups(activity_id=big.activity.pk, actor=neighbour).count() == 0
    superior = big.world.officer(big.world.province, "PROVINCE_OFFICER")
    assert queries.signups(activity_id=big.activity.pk, actor=superior).count() == 2


def test_the_waiting_list_stands_in_order(crowd):
    held = [crowd.sign_up() for _ in range(4)]

    rows = queries.waiting_list(activity_id=crowd.activity.pk, actor=crowd.officer)

    assert [row.pass_held for row in rows] == held[2:]


def _walk_in(crowd, full_name):
    scan = ScanGiven(uuid=uuid4(), device_at=crowd.clock(7), shift_id=crowd.slot.shift_id)
    return actions.check_in_walk_in(
        by=crowd.officer,
        activity_id=crowd.activity.pk,
        scan=scan,
        walker=WalkInGiven(full_name=full_name),
        now=crowd.clock(7),
    )


def _fill(crowd):
    crowd.sign_up()
    crowd.scan(crowd.sign_up())
    left = crowd.sign_up()
    crowd.scan(left)
    crowd.leave(left)
    _walk_in(crowd, f"Vàng A Sử{'ABCD'[crowd.invited % 4]}")


def test_the_roster_shows_who_is_expected_who_came_and_who_walked_in(big):
    _fill(big)

    rows = queries.roster(activity_id=big.activity.pk, actor=big.officer)

    counts = queries.door_counts(activity_id=big.activity.pk, actor=big.officer)
    assert (counts.expected, counts.present, counts.left, counts.walked_in) == (3, 3, 1, 1)
    assert all((row.scan_id is not None) == row.is_present for row in rows)
    assert sum(row.role_name != "" for row in rows) == 3
    only = queries.roster(activity_id=big.activity.pk, actor=big.officer, shift_id=0)
    assert only == []


def test_the_roster_costs_the_same_for_few_and_for_many(big, costs_the_same):
    _fill(big)

    def page():
        return queries.roster(activity_id=big.activity.pk, actor=big.officer)

    costs_the_same(page, lambda: _fill(big))


@pytest.mark.parametrize("part", DoorPart)
def test_the_parts_of_the_door_are_cut_from_the_roster(big, part):
    for _each in range(3):
        _fill(big)
    asked = {"activity_id": big.activity.pk, "actor": big.officer}
    holds = {
        DoorPart.AWAITED: lambda row: not row.is_present,
        DoorPart.HERE: lambda row: row.is_present and row.checked_out_at is None,
        DoorPart.LEFT: lambda row: row.checked_out_at is not None,
        DoorPart.ALL: lambda _row: True,
    }
    wanted = [row for row in queries.roster(**asked) if holds[part](row)]

    rows = queries.door_rows(**asked, part=part)

    assert len(rows) == len(wanted) == queries.door_counts(**asked).of(part)
    assert [*rows[:2], *rows[2:50]] == wanted
    assert rows[1] == wanted[1]


def test_the_door_finds_names_and_shows_a_neighbour_nothing(big):
    big.sign_up("Giàng A Páo")
    big.scan(big.sign_up("Lý Thị Páo"))
    big.sign_up("Lò Thị Hương")
    here = {"activity_id": big.activity.pk, "part": DoorPart.ALL, "text": "pao"}

    found = queries.door_rows(**here, actor=big.officer)

    assert [row.full_name for row in found] == ["Giàng A Páo", "Lý Thị Páo"]
    assert list(queries.door_rows(**here, actor=big.world.officer(big.world.binh_lu))) == []


def test_a_page_of_the_door_reads_its_own_people_only(big):
    """Each of eight phones would otherwise read all of thousands, again after every scan."""
    for _each in range(3):
        _fill(big)
    asked = {"activity_id": big.activity.pk, "actor": big.officer}
    read = []

    def note(**_):
        read.append(1)

    for model in (Participation, Signup):
        post_init.connect(note, sender=model)

    shown = queries.door_rows(**asked, part=DoorPart.ALL)[:2]
    of_page = len(read)
    everybody = queries.roster(**asked)
    of_all = len(read) - of_page

    assert len(shown) == 2
    assert of_page <= 2 * len(shown) < len(everybody) <= of_all


def test_participation_and_kept_scans_are_lists_of_the_activity(big):
    _fill(big)
    big.scan(short_code="XXXXXXXX")
    seen = {"activity_id": big.activity.pk, "actor": big.officer}

    assert queries.participation_of(**seen).count() == 3
    assert [scan.reason for scan in queries.kept_scans(**seen)] == ["UNKNOWN_PASS"]
    neighbour = big.world.officer(big.world.binh_lu)
    assert queries.kept_scans(activity_id=big.activity.pk, actor=neighbour).count() == 0


def test_a_record_shows_minutes_and_where_they_come_from(big, costs_the_same):
    held = big.sign_up()
    big.scan(held)
    big.leave(held)
    big.close()
    big.settle()

    (line,) = queries.participations_of([held.person_id])

    assert (line.minutes, line.sources) == (240, ("SCAN",))
    assert line.title == big.activity.title
    assert line.role_name
    totals = queries.hours_of([held.person_id])
    assert (totals.minutes, totals.activities) == (240, 1)
    assert queries.hours_of([held.person_id], end=big.activity.starts_on).minutes == 0
    assert queries.hours_entries(activity_id=big.activity.pk, actor=big.officer).count() == 1


def test_who_never_came_has_an_empty_record(crowd):
    held = crowd.sign_up()

    assert queries.participations_of([held.person_id]) == []
    assert queries.hours_of([held.person_id]).minutes == 0


def _kinds(items):
    return {item.kind: item.count for item in items}


def test_what_is_left_to_do_is_named_for_the_right_unit(world):
    asked = Crowd.at(world, places=5, needs_approval=True)
    asked.sign_up()
    door = Crowd.at(world, places=5)
    door.scan(door.sign_up())
    door.scan(short_code="XXXXXXXX")
    absent = door.sign_up()
    actions.ask_late_entry(
        by=door.officer,
        shift_id=door.slot.shift_id,
        person_id=absent.person_id,
        minutes=60,
        reason="hết pin",
        now=door.clock(12),
    )
    unit_id, province = world.ta_leng.pk, world.province.pk
    superior = world.officer(world.province, "PROVINCE_OFFICER")
    day, after = door.activity.starts_on, door.activity.ends_on

    now = _kinds(queries.todo_signups(actor=door.officer, unit_id=unit_id, day=world.day))
    on_the_day = _kinds(queries.todo_signups(actor=door.officer, unit_id=unit_id, day=day))
    next_day = _kinds(queries.todo_signups(actor=door.officer, unit_id=unit_id, day=after))
    above = _kinds(queries.todo_signups(actor=superior, unit_id=province, day=world.day))

    assert now == {"SIGNUPS_PENDING": 1}
    assert on_the_day == {"SIGNUPS_PENDING": 1, "SCANS_KEPT": 1}
    assert next_day == {"SCANS_KEPT": 1, "NO_CHECK_OUT": 1}
    assert above == {"LATE_ENTRIES": 1}
    late = queries.late_entries(activity_id=door.activity.pk, actor=door.officer)
    assert late.get().person_id == absent.person_id
    assert queries.late_entries_to_confirm(actor=door.officer, unit_id=unit_id).count() == 0


def test_turns_minutes_and_persons_are_measured(crowd):
    held = crowd.sign_up()
    crowd.scan(held)
    crowd.close()
    crowd.settle()

    for code in ("turns", "minutes", "persons_served"):
        measure = measures.measure(code)
        names = [n for n in (measure.unit, measure.place, measure.day) if n]
        (row,) = measure.rows().values(*names)
        assert row["organiser_unit_id"] == crowd.activity.unit_id
        assert row["day"] == crowd.activity.starts_on
    assert Activity.objects.count() == 1
