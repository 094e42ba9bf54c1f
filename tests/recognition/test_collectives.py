"""Clubs, teams and unions recognised by rules: who earned it and why, issued, taken back, checked by anyone."""

import pytest
from django.db import IntegrityError, transaction

from aoxanh.kernel.errors import Missing
from aoxanh.recognition import actions, queries
from aoxanh.recognition.errors import AlreadyCertified, NothingToCertify, NotYetEarned
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import Answer, Proof, Standing
from tests.activities.world import refused
from tests.conftest import NOW
from tests.recognition.earning import CLUBS, LATER, UNITS, busy_club, club, load, scope_of


@pytest.fixture(autouse=True)
def file(service, tmp_path):
    return load(service, tmp_path)


def _candidates(service, rule=CLUBS, *, unit=None):
    unit = unit or service.world.ta_leng
    return queries.candidates(
        unit_id=unit.pk,
        rule=rule,
        period=scope_of(service, rule).period,
        actor=service.world.officer(unit),
    )


def _issue(service, unit, **given):
    return service.issue(unit, scope=scope_of(service, CLUBS), **given)


def test_clubs_below_stand_with_what_counted_and_what_is_missing(service):
    busy_club(service)
    club(service, "Mới lập")
    busy_club(service, "Hai người", people=2)

    first, *short = _candidates(service)

    assert (first.full_name, first.standing) == ("Đoàn Áo xanh", Standing.ELIGIBLE)
    assert first.unit == "Đoàn Tả Lèng"
    assert queries.met_in_words(first.weighed) == "2/2 hoạt động · 3/3 người tham gia · 12/8 giờ"
    assert {each.full_name: queries.missing_in_words(each.weighed) for each in short} == {
        "Đoàn Hai người": "1 người tham gia",
        "Đoàn Mới lập": "2 hoạt động, 3 người tham gia, 8 giờ",
    }


def test_a_unit_has_what_its_people_did_and_those_of_its_clubs(service):
    world = service.world
    own = club(service)
    crowd = [service.person("Giàng Thị Mỷ")]
    crowd += [service.person(f"Sùng A Dơ {number}", unit=own) for number in range(5)]
    for title, day in (("Trồng rừng", LATER), ("Dọn suối", LATER.replace(month=10))):
        run = service.held(title, unit=world.province, day=day)
        for person in crowd:
            service.serve(person, 120, activity=run, day=day)

    found = {each.full_name: each for each in _candidates(service, UNITS, unit=world.province)}

    assert set(found) == {"Đoàn Tả Lèng", "Đoàn Bình Lư"}
    needs = {need.what: need.amount for need in found["Đoàn Tả Lèng"].weighed.needs}
    assert needs == {"ACTIVITIES": 2, "PEOPLE": 6, "HOURS": 24, "MONTHS": 2}
    assert not found["Đoàn Bình Lư"].weighed.counted


def test_a_club_gets_a_paper_that_anyone_can_check(service):
    made = busy_club(service)

    paper = _issue(service, made)

    assert paper.register_number == "0001/2026-CLB"
    assert (paper.person_id, paper.collective_id) == (None, made.pk)
    assert (paper.activities_count, paper.people, paper.minutes) == (2, 3, 720)
    told = queries.verify(paper.code, day=service.world.day)
    assert (told.answer, told.is_unchanged) == (Answer.VALID, True)
    assert (told.holder, told.about_holder, told.people) == ("Đoàn Áo xanh", "Đoàn Tả Lèng", 3)
    proved = queries.prove(queries.paper_of(paper, now=NOW), now=NOW)
    assert proved.proof == Proof.UNSURE
    assert (proved.facts["holder"], proved.facts["people"]) == ("Đoàn Áo xanh", 3)
    assert [each.held for each in _candidates(service)] == [paper.register_number]


def test_the_paper_names_nobody_who_came(service):
    paper = _issue(service, busy_club(service))

    stored = Certificate.objects.filter(pk=paper.pk).values().get()

    assert "Áo xanh 0" not in str(stored)
    assert "Áo xanh 0" not in str(queries.verify(paper.code, day=service.world.day))


def test_who_is_short_elsewhere_or_recognised_already_is_refused(service):
    made, short = busy_club(service), busy_club(service, "Hai người", people=2)
    elsewhere = club(service, "Bạn bè", parent=service.world.binh_lu)
    _issue(service, made)

    with refused(NotYetEarned) as refusal:
        _issue(service, short)
    assert "còn thiếu 1 người tham gia" in str(refusal.value)
    with refused(NothingToCertify):
        _issue(service, elsewhere)
    with refused(AlreadyCertified):
        _issue(service, made)


def test_time_taken_back_counts_for_no_unit(service):
    made = busy_club(service, minutes=240)
    run = service.held("Dạy chữ", unit=made)
    service.take_back(service.serve(service.person("Lò Thị Ón"), activity=run))

    paper = _issue(service, made)

    assert (paper.activities_count, paper.people) == (2, 3)


def test_all_that_earned_it_are_issued_to_in_one_run_and_once(service, now):
    busy_club(service)
    busy_club(service, "Suối trong")
    club(service, "Mới lập")
    asked = {"by": service.officer, "unit_id": service.world.ta_leng.pk}
    job = actions.issue_batch(**asked, scope=scope_of(service, CLUBS), now=now)

    runs = [
        actions.run_issue_batch(
            by=service.officer, arguments=job.arguments, report=lambda *_: None, now=now
        )
        for _again in range(2)
    ]

    assert [(run.issued, run.left_out) for run in runs] == [(2, 0), (0, 2)]
    assert all(run.file_id for run in runs)


def test_a_replacement_names_the_club_as_it_is_called_now(service, now):
    made = busy_club(service)
    paper = _issue(service, made)
    made.versions.update(name="Câu lạc bộ Áo xanh Tả Lèng")

    new = actions.replace(by=service.officer, certificate_id=paper.pk, reason="Đổi tên", now=now)

    assert (new.person_name, new.people) == ("Câu lạc bộ Áo xanh Tả Lèng", 3)
    assert new.wording["replaces"]["holder"] == "Đoàn Áo xanh"
    assert queries.verify(paper.code, day=service.world.day).answer == Answer.REVOKED
    assert [each.pk for each in queries.papers_of_unit(made.pk)] == [new.pk]


def test_officers_of_the_club_fetch_the_paper_and_siblings_do_not(service, now):
    made = busy_club(service)
    paper = _issue(service, made)
    own = service.world.officer(made)
    sibling = service.world.officer(club(service, "Suối trong"))

    assert actions.keep_pdf(by=own, certificate_id=paper.pk, now=now).name.endswith(".pdf")
    assert queries.certificate(pk=paper.pk, actor=own) == paper
    with refused(Missing):
        actions.keep_pdf(by=sibling, certificate_id=paper.pk, now=now)
    with refused(Missing):
        queries.certificate(pk=paper.pk, actor=sibling)


@pytest.mark.parametrize(
    "changed", [{"person": "signer"}, {"rule": None}, {"people": 0}, {"collective": None}]
)
def test_the_database_refuses_a_paper_of_nobody_or_of_two(service, changed):
    paper = _issue(service, busy_club(service))
    paper.pk, paper.code, paper.number, paper.status = None, "0" * 16, 2, "REVOKED"
    paper.revoked_on, paper.revoke_reason = paper.issued_on, "thử"
    for field, value in changed.items():
        setattr(paper, field, service.signer if value == "signer" else value)

    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


def test_the_database_too_refuses_a_second_one_of_the_same_days(service):
    paper = _issue(service, busy_club(service))
    paper.pk, paper.code, paper.number = None, "0" * 16, 2

    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


def test_a_list_of_six_costs_what_a_list_of_one_costs(service, costs_the_same):
    busy_club(service)

    costs_the_same(
        lambda: _candidates(service),
        lambda: [busy_club(service, f"Suối {number}") for number in range(5)],
    )
