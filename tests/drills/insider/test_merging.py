"""An officer who looks for people, or loses history, by asking other units about records."""

from datetime import date

import pytest

from aoxanh.activities.models import Participation
from aoxanh.kernel.periods import Period
from aoxanh.people import actions, errors, queries
from aoxanh.people.models import Merger, Person
from aoxanh.people.types import MembershipGiven, PersonGiven
from aoxanh.programmes import actions as figures
from aoxanh.programmes import queries as counted
from tests.activities.world import refused


@pytest.fixture
def enrolled(world):
    def make(unit, full_name="Lò Thị Mai", **given):
        return actions.enrol(
            by=world.system,
            unit_id=unit.pk,
            person=PersonGiven(full_name=full_name, **given),
            membership=MembershipGiven(kind="MEMBER", valid_from=date(2025, 9, 1)),
            now=world.now,
        )

    return make


@pytest.fixture
def ask(world, officer):
    def asked(person, unit):
        return actions.propose_merger(
            by=officer, person_id=person.pk, to_unit_id=unit.pk, now=world.now
        )

    return asked


def _asking(unit, pk=""):
    return f"/dieu-phoi/{unit.pk}/nguoi/hoi-don-vi/{pk}{'/' if pk else ''}"


def test_fishing_for_a_person_by_asking_around(world, officer, desks, enrolled, ask, seen_above):
    """A made-up record tells nothing of who is in the other list, and few units can be asked about it."""
    enrolled(world.binh_lu, phone="0912 345 678", birth_date=date(2004, 5, 6))
    bait, nobody = enrolled(world.ta_leng), enrolled(world.ta_leng, "Người Bịa Ra")
    client = desks.at(world.ta_leng)
    pages = []
    for each in (bait, nobody):
        proposal = ask(each, world.binh_lu)
        page = client.get(_asking(world.ta_leng)).content.decode()
        pages.append(page.partition(each.full_name)[2].partition("data-row")[0])
        actions.withdraw_proposal(by=officer, proposal_id=proposal.pk, now=world.now)

    assert "Chờ trả lời" in pages[0]
    assert pages[0].replace(bait.code, nobody.code).count("Chờ") == pages[1].count("Chờ")
    assert "2004" not in "".join(pages)
    for number in range(2):
        unit = world.found(f"Xã {number}", parent=world.province)
        actions.withdraw_proposal(by=officer, proposal_id=ask(bait, unit).pk, now=world.now)
    with refused(errors.ProposalsTooMany):
        ask(bait, world.province)
    assert len(seen_above("people.MergeProposed")) == 4


def test_reading_more_of_a_neighbours_member_than_is_asked(world, desks, enrolled, ask, seen_above):
    """The asked unit reads a name, a year and three digits, is noted for it, and nothing once it has answered."""
    meant = enrolled(
        world.ta_leng, phone="0912 345 678", birth_date=date(2004, 5, 6), email="mai@example.vn"
    )
    proposal, client = ask(meant, world.binh_lu), desks.at(world.binh_lu)

    page = client.get(_asking(world.binh_lu, proposal.pk)).content.decode()
    client.post(f"{_asking(world.binh_lu, proposal.pk)}khong/")

    assert "Lò Thị Mai" in page
    assert "2004" in page
    for secret in ("345 678", "06/05", "mai@example.vn", meant.code):
        assert secret not in page
    (read,) = seen_above("people.PersonRead")
    assert (read.subject_id, read.unit_id) == (meant.pk, world.binh_lu.pk)
    assert client.get(_asking(world.binh_lu, proposal.pk)).status_code == 404
    assert client.get(f"/dieu-phoi/{world.binh_lu.pk}/nguoi/{meant.code}/").status_code == 404


def test_losing_history_through_a_friend_in_another_unit(
    world, crowd, officer, system, enrolled, ask, seen_above
):
    """A merger with somebody else moves no fact and no figure, needs a written reason, and either side undoes it."""
    held = crowd.sign_up("Vàng A Sử")
    crowd.scan(held)
    actions.verify(by=officer, person_id=held.person_id, now=world.now)
    other, friend = enrolled(world.binh_lu), world.officer(world.binh_lu, account_id=9)
    facts = list(Participation.objects.values("pk", "person_id", "organiser_unit_id", "day"))
    figures.rebuild(by=system, now=world.now)
    before = _served(system, world.ta_leng), _served(system, world.binh_lu)
    proposal = ask(Person.objects.get(pk=held.person_id), world.binh_lu)
    answer = {"by": friend, "proposal_id": proposal.pk, "into_id": other.pk, "now": world.now}

    with refused(errors.NamesDiffer):
        actions.accept_proposal(**answer)
    actions.accept_proposal(**answer, reason="Cùng một người")

    assert (
        list(Participation.objects.values("pk", "person_id", "organiser_unit_id", "day")) == facts
    )
    figures.rebuild(by=system, now=world.now)
    assert (_served(system, world.ta_leng), _served(system, world.binh_lu)) == before
    assert len(seen_above("people.PersonMerged")) == 1
    assert len(seen_above("people.MergeProposalAnswered")) == 1
    actions.take_apart(by=officer, merger_id=Merger.objects.get().pk, now=world.now)
    assert queries.same_person_ids(other.pk) == {other.pk}


def _served(system, unit):
    return counted.count_distinct(
        actor=system, code="persons_served", unit_id=unit.pk, period=Period.year(2026)
    )
