"""Youth Volunteer certificate and badge: who earned them and why, issued once, printed together."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from aoxanh.files.models import StoredFile
from aoxanh.files.queries import content
from aoxanh.kernel.errors import NotAllowed
from aoxanh.recognition import actions, queries
from aoxanh.recognition.errors import (
    AlreadyCertified,
    NothingToCertify,
    NotYetEarned,
    RecognitionRuleInUse,
    RecognitionRuleUnknown,
)
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import Proof, Scope, Standing
from tests.activities.world import refused
from tests.conftest import NOW
from tests.recognition.earning import BADGE, LATER, PAPER, earn, load, scope_of


@pytest.fixture(autouse=True)
def file(service, tmp_path):
    return load(service, tmp_path)


def _candidates(service, rule=PAPER, **asked):
    scope = scope_of(service, rule)
    return queries.candidates(
        unit_id=service.world.ta_leng.pk,
        rule=rule,
        period=scope.period,
        actor=asked.get("actor", service.officer),
    )


def test_who_earned_the_paper_stands_first_with_what_counted(service):
    short = service.person("Vàng A Páo")
    service.serve(short, 90)
    earn(service)

    first, second = _candidates(service)

    assert (first.full_name, first.standing) == ("Giàng Thị Mỷ", Standing.ELIGIBLE)
    assert [part.title for part in first.weighed.counted] == [
        "Làm đường liên bản Hồ Pên",
        "Dọn rác suối Nậm Na",
    ]
    assert (second.full_name, second.standing) == ("Vàng A Páo", Standing.SHORT)
    assert queries.missing_in_words(second.weighed) == "4,5 giờ, 1 ngày, 1 hoạt động"


def test_hours_taken_back_and_hours_elsewhere_earn_nothing(service):
    world = service.world
    back = service.person("Vàng A Páo")
    service.take_back(service.serve(back))
    elsewhere = service.held("Hiến máu", unit=world.binh_lu)
    service.serve(service.person("Lò Thị Ón"), activity=elsewhere)

    assert _candidates(service) == []


def test_long_service_counts_for_a_paper_of_its_own_only(service):
    person = earn(service)
    service.activity.starts_on, service.activity.ends_on = date(2024, 10, 18), date(2026, 10, 19)
    service.activity.save()

    (found,) = _candidates(service)

    assert found.holder_id == person.pk
    assert [part.title for part in found.weighed.left_out] == ["Làm đường liên bản Hồ Pên"]
    assert found.standing == Standing.SHORT


def test_the_paper_states_what_counted_and_has_a_register_of_its_own(service):
    person = earn(service)
    service.issue(person)

    paper = service.issue(person, scope=scope_of(service))

    assert paper.register_number == "0001/2026-TNTN"
    assert (paper.minutes, paper.activities_count) == (480, 2)
    assert paper.paper_name == "Giấy chứng nhận Thanh niên tình nguyện"
    verdict = queries.verify(paper.code, day=service.world.day)
    assert (verdict.paper, verdict.is_unchanged) == (paper.paper_name, True)
    assert queries.prove(queries.paper_of(paper, now=NOW), now=NOW).proof == Proof.UNSURE


def test_who_is_short_is_refused_with_what_is_missing(service):
    person = earn(service, minutes=120)

    with refused(NotYetEarned) as refusal:
        service.issue(person, scope=scope_of(service))

    assert "còn thiếu 2 giờ" in str(refusal.value)
    with refused(NothingToCertify):
        service.issue(service.person("Vàng A Páo"), scope=scope_of(service))


def test_the_same_time_earns_once_whoever_issues(service):
    person = earn(service)
    service.appoint(service.signer, service.world.province, "Bí thư")
    first = service.issue(person, scope=scope_of(service))

    with refused(AlreadyCertified):
        service.issue(person, scope=scope_of(service, last_day=LATER))
    with refused(AlreadyCertified):
        service.issue(
            person,
            by=service.world.system,
            unit=service.world.province,
            scope=scope_of(service),
        )

    assert [each.held for each in _candidates(service)] == [first.register_number]


def test_the_database_too_refuses_a_second_one_of_the_same_days(service):
    paper = service.issue(earn(service), scope=scope_of(service))

    paper.pk, paper.code, paper.number = None, "0" * 16, 2
    paper.unit = service.world.province
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


def test_the_badge_asks_for_the_certificate_and_comes_once(service):
    person = earn(service)
    (before,) = _candidates(service, BADGE)
    with refused(NotYetEarned):
        service.issue(person, scope=scope_of(service, BADGE))

    service.issue(person, scope=scope_of(service))
    badge = service.issue(person, scope=scope_of(service, BADGE))

    assert before.lacks == "Giấy chứng nhận Thanh niên tình nguyện"
    assert badge.register_number == "0001/2026-HH"
    assert [each.standing for each in _candidates(service, BADGE)] == [Standing.HELD]
    assert queries.prove(queries.paper_of(badge, now=NOW), now=NOW).proof == Proof.UNSURE


def test_a_batch_issues_to_all_who_earned_it_in_one_print_run(service, now):
    for number in range(3):
        earn(service, f"Sùng A Dơ {number}")
    short = service.person("Vàng A Páo")
    service.serve(short)

    job = actions.issue_batch(
        by=service.officer,
        unit_id=service.world.ta_leng.pk,
        scope=scope_of(service),
        now=now,
    )
    done = actions.run_issue_batch(
        by=service.officer, arguments=job.arguments, report=lambda _done, _total: None, now=now
    )

    run = content(StoredFile.objects.get(pk=done.file_id))
    assert (done.issued, done.left_out) == (3, 0)
    assert len(re.findall(rb"/Type/Page\b(?!s)", run)) == 3
    assert set(Certificate.objects.values_list("rule", flat=True)) == {PAPER}


def test_a_replacement_is_earned_anew(service, now):
    paper = service.issue(earn(service), scope=scope_of(service))

    new = actions.replace(
        by=service.officer, certificate_id=paper.pk, reason="Sai tên đơn vị", now=now
    )

    assert (new.rule_id, new.starts_on) == (PAPER, paper.starts_on)
    assert new.register_number == "0002/2026-TNTN"


def test_only_who_may_issue_sees_how_others_stand(service):
    with refused(NotAllowed):
        _candidates(service, actor=service.world.officer(service.world.binh_lu))


def test_a_rule_that_is_not_there_is_refused(service):
    person = earn(service)

    with refused(RecognitionRuleUnknown):
        service.issue(person, scope=Scope(period=scope_of(service).period, rule="khac"))
    with pytest.raises(ValueError, match="in a period"):
        Scope(activity_id=1, rule=PAPER)


def test_loading_again_changes_nothing_and_only_the_system_loads(service, file, now):
    again = actions.load_recognition_rules(by=service.world.system, path=file, now=now)

    assert again == 0
    with refused(NotAllowed):
        actions.load_recognition_rules(by=service.officer, path=file, now=now)


def test_a_rule_papers_were_issued_by_may_not_change(service, file, now):
    changed = file.read_text(encoding="utf-8").replace("HOURS, at_least: 6", "HOURS, at_least: 5")
    file.write_text(changed, encoding="utf-8")
    assert actions.load_recognition_rules(by=service.world.system, path=file, now=now) == 1
    service.issue(earn(service), scope=scope_of(service))
    file.write_text(changed.replace("at_least: 5", "at_least: 4"), encoding="utf-8")

    with refused(RecognitionRuleInUse):
        actions.load_recognition_rules(by=service.world.system, path=file, now=now)


def test_a_list_of_six_costs_what_a_list_of_one_costs(service, costs_the_same):
    earn(service)

    costs_the_same(
        lambda: _candidates(service),
        lambda: [earn(service, f"Sùng A Dơ {number}") for number in range(5)],
    )
