"""What phones kept without a connection, taken in as sets."""

from datetime import timedelta
from uuid import uuid4

import pytest

from aoxanh.activities import actions, errors, queries
from aoxanh.activities.models import DoorDevice, HoursEntry, Participation, Scan
from aoxanh.activities.queries import signed_pass
from aoxanh.activities.types import Direction, KeptReason
from aoxanh.audit.models import Entry
from aoxanh.documents import actions as documents
from aoxanh.people.models import Person
from tests.activities.crowd import Crowd
from tests.activities.phones import Phone


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path


@pytest.fixture
def crowd(world):
    return Crowd.at(world, places=12)


@pytest.fixture
def phone(crowd):
    return Phone(crowd)


@pytest.fixture
def evening(crowd):
    return crowd.clock(20)


def _presence():
    return Participation.objects.get()


def test_a_scan_counts_from_the_moment_it_was_made(phone, crowd, evening):
    held = crowd.sign_up()
    phone.scan(held, crowd.clock(7, 5))
    phone.leave(held, crowd.clock(10, 40))

    phone.send(evening)

    assert _presence().checked_in_at == crowd.clock(7, 5)
    assert _presence().checked_out_at == crowd.clock(10, 40)


@pytest.mark.parametrize("behind", [timedelta(days=30), -timedelta(days=30), timedelta(minutes=7)])
def test_a_wrong_clock_is_set_right(crowd, evening, behind):
    phone = Phone(crowd, behind=behind)
    phone.scan(crowd.sign_up(), crowd.clock(7, 5))

    answer = phone.send(evening)

    assert answer.skew == behind.total_seconds()
    assert _presence().checked_in_at == crowd.clock(7, 5)
    assert Scan.objects.get().skew == behind.total_seconds()


def test_a_phone_whose_clock_was_lost_on_the_way_is_believed_as_it_was(crowd, evening):
    phone = Phone(crowd, told=0)
    phone.scan(crowd.sign_up(), crowd.clock(7, 5))
    phone.behind = timedelta(days=2000)

    phone.send(evening)

    assert _presence().checked_in_at == crowd.clock(7, 5)


def test_sending_ten_times_changes_nothing(phone, crowd, evening):
    phone.scan(crowd.sign_up(), crowd.clock(7))
    first = phone.send(evening)

    answers = [phone.send(evening + timedelta(hours=n)) for n in range(10)]

    assert all(each.taken == first.taken for each in answers)
    assert (Scan.objects.count(), Participation.objects.count()) == (1, 1)
    assert Entry.objects.filter(event="activities.ScansReceived").count() == 1


def test_a_phone_that_was_reset_between_scans_is_made_ready_again(phone, crowd, evening):
    held = [crowd.sign_up(f"Lò Thị {name}") for name in ("Mai", "Ón", "Sử")]
    for minute, each in enumerate(held):
        phone.scan(each, crowd.clock(7, minute))
    phone.send(crowd.clock(8), phone.kept[:2])
    again = Phone(crowd)
    for minute, each in enumerate(held):
        again.scan(each, crowd.clock(9, minute))

    again.send(evening)

    came = Participation.objects.order_by("checked_in_at").values_list("person", "checked_in_at")
    assert list(came) == [
        (held[0].person_id, crowd.clock(7, 0)),
        (held[1].person_id, crowd.clock(7, 1)),
        (held[2].person_id, crowd.clock(9, 2)),
    ]


def test_a_phone_put_back_to_an_earlier_state_numbers_its_scans_anew(phone, crowd, evening):
    first, second = crowd.sign_up("Lò Thị Mai"), crowd.sign_up("Lò Thị Ón")
    phone.scan(first, crowd.clock(7))
    phone.send(crowd.clock(8))
    phone.kept, phone.sequence = [], 0
    phone.scan(second, crowd.clock(9))

    answer = phone.send(evening)

    assert len(answer.taken) == 1
    assert Participation.objects.count() == 2
    assert list(Scan.objects.values_list("sequence", flat=True)) == [1, 1]


def test_a_scan_of_another_door_names_nobody_and_changes_nothing(phone, crowd, world, evening):
    phone.scan(crowd.sign_up(), crowd.clock(7))
    phone.send(evening)
    other = Phone(Crowd.at(world, places=12))

    (answer,) = other.send(evening, scans=phone.kept).taken.values()

    assert answer.full_name == ""
    assert Scan.objects.get().door_device == phone.device


def test_a_batch_makes_one_entry_that_touches_the_days_of_who_came(phone, crowd, evening):
    for minute in range(3):
        phone.scan(crowd.sign_up(), crowd.clock(7, minute))

    phone.send(evening)

    entry = Entry.objects.get(event="activities.ScansReceived")
    assert (entry.values["scans"], entry.values["present"], entry.values["kept"]) == (3, 3, 0)
    assert entry.touches == [[crowd.activity.unit_id, crowd.activity.starts_on.isoformat()]]


@pytest.mark.parametrize(
    "altered",
    [
        lambda token: token[:-4],
        lambda token: "x" + token,
        lambda token: ".".join(reversed(token.split("."))),
    ],
    ids=["cut", "altered", "swapped"],
)
def test_a_bad_token_is_kept_for_decision(phone, crowd, evening, altered):
    phone.keep(crowd.clock(7), raw=altered(signed_pass(crowd.sign_up())))

    answer = phone.send(evening)

    assert [each.reason for each in answer.taken.values()] == [KeptReason.TAMPERED]
    assert Scan.objects.get().outcome == "KEPT"
    assert not Participation.objects.exists()


def test_a_pass_with_the_signature_of_another_is_kept(phone, crowd, evening):
    own, others = (signed_pass(crowd.sign_up(name)) for name in ("Lò Thị Mai", "Lò Thị Ón"))
    said, _dot, _signature = own.rpartition(".")
    phone.keep(crowd.clock(7), raw=f"{said}.{others.rpartition('.')[2]}")

    answer = phone.send(evening)

    assert [each.reason for each in answer.taken.values()] == [KeptReason.TAMPERED]
    assert not Participation.objects.exists()


def test_a_pass_of_another_activity_is_kept(phone, crowd, evening):
    phone.scan(Crowd.at(crowd.world).sign_up(), crowd.clock(7))

    phone.send(evening)

    assert Scan.objects.get().reason == "FOREIGN"


def test_a_code_typed_and_a_name_tapped_count_by_their_own_kind(phone, crowd, evening):
    typed, tapped = crowd.sign_up(), crowd.sign_up()
    phone.keep(crowd.clock(7), short_code=typed.short_code.lower())
    phone.keep(crowd.clock(7), signup_id=crowd.signup(tapped).pk)

    phone.send(evening)

    methods = dict(Participation.objects.values_list("person_id", "method"))
    assert methods == {typed.person_id: "CODE", tapped.person_id: "LIST"}


def test_a_pass_signed_by_a_foreign_key_is_kept_and_one_by_an_older_key_counts(
    phone, crowd, evening, settings, tmp_path
):
    older = signed_pass(crowd.sign_up())
    documents.rotate_keys()
    phone.keep(crowd.clock(7), raw=older)
    settings.KEY_FOLDER = tmp_path / "elsewhere"
    foreign = signed_pass(crowd.sign_up())
    settings.KEY_FOLDER = tmp_path
    phone.keep(crowd.clock(7), raw=foreign)

    phone.send(evening)

    reasons = dict(Scan.objects.values_list("raw", "reason"))
    assert reasons == {older: "", foreign: "TAMPERED"}


def test_a_withdrawn_pass_is_kept_and_can_be_admitted(phone, crowd, evening):
    held = crowd.sign_up()
    crowd.withdraw(held)
    phone.scan(held, crowd.clock(7))
    phone.send(evening)

    actions.admit_kept(
        by=crowd.officer, scan_id=Scan.objects.get().pk, uuid=uuid4(), now=crowd.clock(21)
    )

    assert _presence().checked_in_at == crowd.clock(7)


def test_a_walk_in_comes_and_leaves_by_its_first_scan(phone, crowd, evening):
    came = phone.walk_in("Giàng A Páo", crowd.clock(7), contact="0912000111", birth_year=2000)
    phone.keep(crowd.clock(10), of=came, direction=Direction.OUT)

    phone.send(evening)

    row = _presence()
    assert row.person.full_name == "Giàng A Páo"
    assert (row.method, row.checked_out_at) == ("WALK_IN", crowd.clock(10))


def test_one_who_walked_in_at_two_phones_is_one_person(crowd, evening):
    for phone in (Phone(crowd), Phone(crowd)):
        phone.walk_in("Giàng A Páo", crowd.clock(7), contact="0912 000 111", birth_year=2000)
        phone.send(evening)

    assert Person.objects.filter(full_name="Giàng A Páo").count() == 1
    assert Participation.objects.count() == 1


def test_a_walk_in_who_signed_up_is_taken_for_that_sign_up(phone, crowd, evening):
    held = crowd.sign_up("Giàng A Páo", "0912000111")
    phone.walk_in("giàng a páo", crowd.clock(7), contact="0912000111")

    phone.send(evening)

    assert _presence().signup_id == crowd.signup(held).pk


def test_a_walk_in_that_lacks_something_stays_with_the_phone(phone, crowd, evening):
    minor = phone.walk_in("Lò Thị Mai", crowd.clock(7), birth_year=crowd.world.day.year - 12)

    answer = phone.send(evening)

    assert "giám hộ" in answer.refused[minor]
    assert minor not in answer.taken
    assert not Scan.objects.exists()


def test_a_scan_of_who_has_not_arrived_yet_is_asked_for_again(phone, crowd, evening):
    came = phone.walk_in("Giàng A Páo", crowd.clock(7), birth_year=2000)
    left = phone.keep(crowd.clock(10), of=came, direction=Direction.OUT)

    cut = phone.send(evening, [phone.kept[1]])
    whole = phone.send(evening)

    assert cut.later == {left}
    assert whole.later == frozenset()
    assert _presence().checked_out_at == crowd.clock(10)


def test_what_a_phone_takes_back_never_was(phone, crowd, evening):
    scan = phone.scan(crowd.sign_up(), crowd.clock(7))
    phone.send(evening)
    phone.keep(crowd.clock(7, 1), undoes=scan)

    phone.send(evening)
    phone.send(evening)

    assert not Participation.objects.exists()
    assert Scan.objects.count() == 2


def test_nobody_takes_back_the_scan_of_another_leader(phone, crowd, evening):
    scan = phone.scan(crowd.sign_up(), crowd.clock(7))
    phone.send(evening)
    other = Phone(crowd)
    DoorDevice.objects.filter(pk=other.device.pk).update(account_id=99)
    back = other.keep(crowd.clock(7, 1), undoes=scan)

    assert other.send(evening).later == {back}
    assert Participation.objects.exists()


def test_after_the_hours_are_settled_nothing_is_taken_back(phone, crowd, evening):
    scan = phone.scan(crowd.sign_up(), crowd.clock(7))
    phone.send(evening)
    crowd.close()
    crowd.settle()
    back = phone.keep(crowd.clock(7, 1), undoes=scan)

    assert "ghi sổ" in phone.send(evening).refused[back]
    assert Participation.objects.exists()


def test_scans_that_come_home_after_closing_are_credited(phone, crowd, evening):
    held = crowd.sign_up()
    phone.scan(held, crowd.clock(7))
    phone.leave(held, crowd.clock(11))
    crowd.close()

    phone.send(evening)

    assert HoursEntry.objects.get().minutes == 240


def test_a_check_out_that_comes_home_after_the_hours_corrects_them_once(phone, crowd, evening):
    held = crowd.sign_up()
    phone.scan(held, crowd.clock(7))
    phone.leave(held, crowd.clock(9))
    phone.send(crowd.clock(12), phone.kept[:1])
    crowd.close()
    crowd.settle()

    phone.send(evening)
    phone.send(evening)

    rows = HoursEntry.objects.order_by("pk").values_list("minutes", "role")
    assert list(rows) == [(240, "CREDIT"), (-240, "REVERSAL"), (120, "REPLACEMENT")]
    assert "gửi về sau" in HoursEntry.objects.get(role="REPLACEMENT").reason


def test_hours_that_a_person_corrected_stay(phone, crowd, evening):
    held = crowd.sign_up()
    phone.scan(held, crowd.clock(7))
    phone.leave(held, crowd.clock(9))
    phone.send(crowd.clock(12), phone.kept[:1])
    crowd.close()
    crowd.settle()
    actions.correct_hours(
        by=crowd.officer,
        entry_id=HoursEntry.objects.get().pk,
        minutes=60,
        reason="Về sớm",
        now=crowd.clock(13),
    )

    phone.send(evening)

    assert sum(HoursEntry.objects.values_list("minutes", flat=True)) == 60


@pytest.fixture(params=["revoked", "expired"])
def ended(request, phone, crowd):
    if request.param == "revoked":
        actions.revoke_device(by=crowd.officer, device_id=phone.device.pk, now=crowd.clock(12))
    else:
        DoorDevice.objects.update(valid_until=crowd.clock(12))
    return phone


def test_what_an_ended_phone_sends_is_only_kept(ended, crowd, evening):
    held = crowd.sign_up()
    ended.scan(held, crowd.clock(7))
    stranger = ended.walk_in("Giàng A Páo", crowd.clock(7), birth_year=2000)

    answer = ended.send(evening)

    assert Scan.objects.get().reason == "DEVICE_ENDED"
    assert "thu hồi" in answer.refused[stranger]
    assert not Participation.objects.exists()
    kept = queries.kept_scans(activity_id=crowd.activity.pk, actor=crowd.officer)
    actions.admit_kept(by=crowd.officer, scan_id=kept[0].pk, uuid=uuid4(), now=crowd.clock(21))
    assert Participation.objects.exists()


def test_an_ended_phone_takes_nothing_back(phone, crowd, evening):
    scan = phone.scan(crowd.sign_up(), crowd.clock(7))
    phone.send(evening)
    actions.revoke_device(by=crowd.officer, device_id=phone.device.pk, now=evening)
    back = phone.keep(crowd.clock(7, 1), undoes=scan)

    assert phone.send(evening).refused[back] == str(errors.DeviceEnded())
    assert Participation.objects.exists()


def test_a_batch_costs_the_same_for_one_scan_and_for_many(phone, crowd, evening, statements):
    for minute in range(9):
        phone.scan(crowd.sign_up(), crowd.clock(7, minute))
    queries.door_of(phone.token)
    with statements() as one:
        phone.send(evening, phone.kept[:1])

    with statements() as many:
        phone.send(evening, phone.kept[1:])

    assert many.count == one.count <= 9, many.sqls
