"""A whole team gets its places in a shift, all of it or nobody."""

from datetime import timedelta

import pytest

from aoxanh.activities import actions, errors
from aoxanh.activities.models import Signup, Slot, TeamDuty
from aoxanh.activities.types import SignupState
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.people.models import Consent, Person
from tests.activities.duties import Rota
from tests.activities.world import refused


TWO = "Giàng A Páo 0912345678\nLý A Chu 0912345679"


@pytest.fixture
def rota(world):
    return Rota(world).build()


def _enlist(rota, *, by=None, now=None):
    duty = TeamDuty.objects.order_by("pk")[0]
    return actions.enlist_team(
        by=by or rota.site.officer, duty_id=duty.pk, now=now or rota.world.now
    )


def _free(rota) -> int:
    return sum(slot.free for slot in Slot.objects.filter(shift=rota.shifts[0]))


def test_everybody_gets_a_place_counted_for_the_teams_unit(rota):
    team = rota.team(raw=TWO)
    rota.put_on(team)
    free = _free(rota)

    _enlist(rota)

    rows = Signup.objects.filter(shift=rota.shifts[0]).select_related("pass_held")
    assert {row.state for row in rows} == {SignupState.CONFIRMED}
    assert {row.pass_held.participant_unit_id for row in rows} == {team.unit_id}
    assert (len(rows), _free(rota)) == (2, free - 2)


def test_who_has_a_place_already_is_passed_over(rota):
    rota.site.sign_up("Giàng A Páo", "0912345678", slots=[rota.shifts[0].slots.get().pk])
    rota.put_on(rota.team(raw=TWO))

    made = _enlist(rota)

    assert [signup.person.full_name for signup in made] == ["Lý A Chu"]


def test_a_second_time_says_that_nobody_is_left(rota):
    rota.put_on(rota.team(raw=TWO))
    _enlist(rota)

    with refused(errors.TeamHasPlaces):
        _enlist(rota)


def test_too_few_places_sign_up_nobody(rota):
    rota.put_on(rota.team(raw=TWO + "\nVàng A Sử 0912345670"))

    with refused(errors.TeamPlacesShort) as told:
        _enlist(rota)

    assert "Đội cần 3 chỗ mà ca chỉ còn 2. Hãy tăng số chỗ của ca thêm 1" in str(told.value)
    assert (Signup.objects.count(), _free(rota)) == (0, 2)


def test_who_took_back_their_consent_is_asked_again_first(rota):
    rota.put_on(rota.team(raw=TWO))
    Consent.objects.filter(person__full_name="Lý A Chu").update(withdrawn_at=rota.world.now)

    with refused(errors.ConsentTakenBack) as told:
        _enlist(rota)

    assert "Lý A Chu" in str(told.value)
    assert Signup.objects.count() == 0


def test_a_minor_waits_for_the_guardians_word(rota):
    rota.put_on(rota.team(raw=TWO))
    Person.objects.filter(full_name="Lý A Chu").update(birth_year=rota.world.day.year - 12)
    Consent.objects.filter(person__full_name="Lý A Chu").update(withdrawn_at=rota.world.now)

    with refused(errors.TeamWithoutWord) as told:
        _enlist(rota)

    assert "Lý A Chu" in str(told.value)
    assert Signup.objects.count() == 0


def test_a_shift_that_is_over_takes_nobody(rota):
    rota.put_on(rota.team(raw=TWO))

    with refused(errors.TeamShiftOver):
        _enlist(rota, now=rota.shifts[0].ends_at + timedelta(minutes=1))


def test_only_who_arranges_the_site_signs_a_team_up(rota, world):
    rota.put_on(rota.team(raw=TWO))

    with refused(NotAllowed):
        _enlist(rota, by=world.officer(world.binh_lu))


def test_a_duty_that_is_not_there_is_missing(rota):
    with refused(Missing):
        actions.enlist_team(by=rota.site.officer, duty_id=0, now=rota.world.now)
