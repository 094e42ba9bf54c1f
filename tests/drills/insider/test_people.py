"""An officer who is curious, or who collects what others entrusted to the unit."""

from datetime import date

from aoxanh.activities import actions as activities
from aoxanh.activities import queries
from aoxanh.people import actions as people
from aoxanh.people import queries as people_queries
from aoxanh.people.types import MembershipGiven, PersonGiven


def _enrolled(world, unit, full_name="Lò Thị Ón"):
    return people.enrol(
        by=world.system, unit_id=unit.pk, now=world.now,
        person=PersonGiven(full_name=full_name, phone="0912 345 678"),
        membership=MembershipGiven(kind="MEMBER", valid_from=date(2025, 9, 1)),
    )  # fmt: skip


def test_reading_a_record_without_a_purpose(world, desks, seen_above):
    """Every record that is opened is noted, once a day, for the unit above and for the person."""
    client, person = desks.at(world.ta_leng), _enrolled(world, world.ta_leng)
    for _ in range(2):
        assert client.get(f"/dieu-phoi/{world.ta_leng.pk}/nguoi/{person.code}/").status_code == 200

    (entry,) = seen_above("people.PersonRead")
    assert (entry.subject_id, entry.unit_id) == (person.pk, world.ta_leng.pk)
    assert entry.account_id is not None


def test_reading_the_people_of_a_neighbour(world, desks):
    client, person = desks.at(world.ta_leng), _enrolled(world, world.binh_lu)

    for unit in (world.ta_leng, world.binh_lu):
        answer = client.get(f"/dieu-phoi/{unit.pk}/nguoi/{person.code}/")
        assert answer.status_code == 404


def test_taking_the_whole_list_away(world, desks, seen_above):
    client = desks.at(world.ta_leng)
    for name in ("Lò Thị Ón", "Vàng A Sử"):
        _enrolled(world, world.ta_leng, name)

    client.get(f"/dieu-phoi/{world.ta_leng.pk}/nguoi/?tai=xlsx")

    (entry,) = seen_above("work.ListTaken")
    assert entry.values == {"kind": "people", "lines": 2}


def test_reading_phones_in_bulk(world, crowd, officer, seen_above):
    for _ in range(3):
        crowd.sign_up()
    activities.cancel(by=officer, activity_id=crowd.activity.pk, reason="Mưa lũ", now=world.now)
    texts = queries.receivers_of(
        queries.texts_to_carry(activity_id=crowd.activity.pk, topic="cancelled", actor=officer),
        actor=officer,
    )

    activities.note_phones_read(
        by=officer, activity_id=crowd.activity.pk, topic="cancelled", texts=texts, now=world.now
    )

    (entry,) = seen_above("activities.PhonesRead")
    assert len(entry.values["signup_ids"]) == 3


def test_looking_a_number_up_by_a_made_up_record(world, officer):
    """A record with somebody's number confirms nothing about who keeps that number elsewhere."""
    _enrolled(world, world.binh_lu)
    own = _enrolled(world, world.ta_leng, "Người Bịa Ra")

    assert own.pk
    assert people_queries.duplicates(actor=officer) == []
