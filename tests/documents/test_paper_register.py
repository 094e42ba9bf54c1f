"""The register of outgoing papers: numbers without gaps, one paper a subject, struck out with a reason."""

import pytest

from aoxanh.audit.models import Entry
from aoxanh.documents import actions, queries
from aoxanh.documents.errors import (
    PaperAlreadyIssued,
    PaperNotIssued,
    PaperSignerMissing,
    PaperUnnumbered,
    VoidReasonMissing,
)
from aoxanh.documents.types import PaperState, Register
from aoxanh.kernel.errors import Missing, NotAllowed
from tests.activities.world import World, refused


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


def _given(subject=1, **changed):
    given = {
        "template": "ke-hoach",
        "series": "KH",
        "title": "Tổ chức hoạt động “Dọn đường”",
        "about": ("activity", subject),
        "signer_name": "Giàng A Pháo",
        "signer_title": "Bí thư",
    }
    return Register(**{**given, **changed})


def _issue(world, *, unit=None, by=None, **changed):
    return actions.issue_paper(
        by=by or world.system,
        unit_id=(unit or world.ta_leng).pk,
        given=_given(**changed),
        now=world.now,
    )


def test_numbers_run_by_unit_series_and_year(world):
    first = _issue(world, subject=1)
    second = _issue(world, subject=2)
    letter = _issue(world, subject=1, template="giay-moi", series="GM")
    elsewhere = _issue(world, unit=world.binh_lu, subject=3)

    assert [each.symbol for each in (first, second, letter, elsewhere)] == [
        "01-KH/ĐTN",
        "02-KH/ĐTN",
        "01-GM/ĐTN",
        "01-KH/ĐTN",
    ]
    assert first.issued_on == world.day


def test_issuing_leaves_one_entry_in_the_trail(world):
    paper = _issue(world)

    entry = Entry.objects.get(event="documents.PaperIssued")
    assert (entry.unit_id, entry.values["number"]) == (world.ta_leng.pk, paper.number)


def test_one_subject_has_one_valid_paper_of_a_template(world):
    _issue(world)

    with refused(PaperAlreadyIssued) as refusal:
        _issue(world)
    assert "01-KH/ĐTN" in str(refusal.value)
    assert _issue(world, subject=2).number == 2


@pytest.mark.parametrize(
    ("changed", "error"),
    [({"series": ""}, PaperUnnumbered), ({"signer_name": ""}, PaperSignerMissing)],
)
def test_what_cannot_be_entered_draws_no_number(world, changed, error):
    with refused(error):
        _issue(world, **changed)

    assert _issue(world).number == 1


def test_another_unit_gives_out_no_number(world):
    with refused(NotAllowed):
        _issue(world, by=world.officer(world.binh_lu))


def test_a_number_struck_out_stays_in_the_register_and_is_not_given_again(world):
    paper = _issue(world)
    officer = world.officer(world.ta_leng)

    actions.void_paper(by=officer, paper_id=paper.pk, reason="Lấy nhầm sổ", now=world.now)

    again = _issue(world)
    listed = queries.papers(actor=officer, unit_id=world.ta_leng.pk)
    assert [(each.number, each.state) for each in listed] == [
        (again.number, PaperState.ISSUED),
        (paper.number, PaperState.VOID),
    ]
    assert again.number == 2


def test_striking_out_needs_a_reason_the_right_and_a_number_that_holds(world):
    paper = _issue(world)
    mine, other = world.officer(world.ta_leng), world.officer(world.binh_lu)

    with refused(VoidReasonMissing):
        actions.void_paper(by=mine, paper_id=paper.pk, reason=" ", now=world.now)
    with refused(NotAllowed):
        actions.void_paper(by=other, paper_id=paper.pk, reason="Nhầm", now=world.now)
    with refused(Missing):
        actions.void_paper(by=mine, paper_id=paper.pk + 99, reason="Nhầm", now=world.now)
    actions.void_paper(by=mine, paper_id=paper.pk, reason="Nhầm", now=world.now)
    with refused(PaperNotIssued):
        actions.void_paper(by=mine, paper_id=paper.pk, reason="Nhầm", now=world.now)


def test_the_register_is_read_by_the_unit_and_its_superior_only(world):
    paper = _issue(world)
    superior = world.officer(world.province, role="PROVINCE_OFFICER")

    assert queries.paper(paper_id=paper.pk, actor=superior) == paper
    with pytest.raises(Missing):
        queries.paper(paper_id=paper.pk, actor=world.officer(world.binh_lu))


def test_the_register_is_narrowed_to_a_year(world):
    _issue(world)
    officer = world.officer(world.ta_leng)

    assert queries.papers(actor=officer, year=world.day.year).count() == 1
    assert queries.papers(actor=officer, year=world.day.year - 1).count() == 0
