"""Certificates are revoked with a reason, replaced once, shown only by their holder."""

import pytest

from aoxanh.activities.models import HoursEntry
from aoxanh.audit.models import Entry
from aoxanh.kernel.errors import Missing, NotAllowed
from aoxanh.recognition import actions, queries
from aoxanh.recognition.errors import (
    AlreadyCertified,
    AlreadyReplaced,
    AlreadyRevoked,
    NotTheHolder,
    ReasonMissing,
)
from aoxanh.recognition.queries.papers import values_of
from aoxanh.recognition.types import Answer, Scope
from aoxanh.units import actions as units
from aoxanh.units.models import UnitVersion
from aoxanh.units.types import Decision, LineGiven, ReorganisationGiven, Verb
from tests.activities.world import refused


REASON = "Ghi nhầm số giờ, đã cấp giấy mới"


@pytest.fixture
def my(service):
    return service.person("Giàng Thị Mỷ")


@pytest.fixture
def issued(service, my):
    service.serve(my, 240)
    return service.issue(my)


@pytest.fixture
def revoke(service, issued, now):
    def act(*, by=None, reason=REASON):
        by = by or service.officer
        return actions.revoke(by=by, certificate_id=issued.pk, reason=reason, now=now)

    return act


@pytest.fixture
def replace(service, issued, now):
    def act(*, by=None, reason=REASON):
        by = by or service.officer
        return actions.replace(by=by, certificate_id=issued.pk, reason=reason, now=now)

    return act


def test_a_revoked_certificate_says_since_when_and_why(revoke, issued, today):
    revoke()

    verdict = queries.verify(issued.code, day=today)

    assert verdict.answer == Answer.REVOKED
    assert verdict.revoked_on == today
    assert verdict.revoke_reason == REASON
    assert verdict.is_unchanged


@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_a_revocation_needs_a_reason(revoke, issued, reason):
    with refused(ReasonMissing):
        revoke(reason=reason)

    issued.refresh_from_db()
    assert issued.status == "VALID"


def test_a_certificate_is_revoked_once(revoke):
    revoke()

    with refused(AlreadyRevoked):
        revoke()


def test_only_officers_of_the_issuer_revoke(revoke, service, my):
    for stranger in (service.world.officer(service.world.binh_lu), service.holder(my)):
        with refused(NotAllowed):
            revoke(by=stranger)


def test_the_register_number_of_a_revoked_certificate_is_not_given_again(revoke, service, my):
    revoke()

    assert service.issue(my).number == 2


def test_a_replacement_reads_the_ledger_anew_and_links_both(replace, service, issued, my, today):
    wrong = HoursEntry.objects.get(person=my)
    service.take_back(wrong)
    service.enter(
        wrong.participation, 300, role="REPLACEMENT", corrects=wrong, reason="Đọc nhầm giờ ra"
    )

    new = replace()

    issued.refresh_from_db()
    assert issued.status == "REVOKED"
    assert issued.replaced_by == new
    assert new.replaces == issued
    assert (new.number, new.minutes) == (2, 300)
    assert new.code != issued.code
    assert queries.verify(issued.code, day=today).replaced_by == "0002/2026"
    assert queries.verify(new.code, day=today).answer == Answer.VALID


def test_a_replacement_says_what_the_paper_before_it_said(replace, service, issued, my, today):
    version = UnitVersion.objects.get(unit=service.world.ta_leng)
    version.name = "Đoàn phường Tả Lèng"
    version.save()
    my.full_name = "Giàng Thị Mai"
    my.save()

    new = replace()

    assert values_of(new)["sources"].endswith(
        "Cấp lại thay giấy số 0001/2026 ngày 23 tháng 11 năm 2026, khi đó ghi tên Giàng Thị Mỷ, "
        "đơn vị cấp khi đó là Đoàn Tả Lèng."
    )
    assert queries.facts_of(new)["replaces"] == "0001/2026"
    verdict = queries.verify(new.code, day=today)
    assert (verdict.replaces, verdict.issuer_then) == ("0001/2026", "Đoàn Tả Lèng")
    assert queries.verify(issued.code, day=today).replaced_by == new.register_number
    assert verdict.is_unchanged


def test_a_replacement_that_changes_no_name_only_says_what_it_replaces(replace):
    assert values_of(replace())["sources"].endswith(
        "Cấp lại thay giấy số 0001/2026 ngày 23 tháng 11 năm 2026."
    )


def test_a_replacement_needs_a_reason_too(replace):
    with refused(ReasonMissing):
        replace(reason="")


def test_a_revoked_certificate_can_still_be_replaced(revoke, replace):
    revoke()

    assert replace(reason="").number == 2


def test_a_certificate_is_replaced_once(replace):
    new = replace()

    with refused(AlreadyReplaced) as refusal:
        replace()

    assert new.register_number in str(refusal.value)


def test_only_the_holder_decides_what_is_shown(service, issued, now):
    other = service.holder(service.person("Vàng A Páo"))

    for stranger in (service.officer, other):
        with refused(NotTheHolder):
            actions.disclose(by=stranger, certificate_id=issued.pk, disclosed=True, now=now)

    issued.refresh_from_db()
    assert not issued.disclosed


def test_the_holder_of_a_merged_record_still_holds(service, issued, my, now):
    survivor = service.person("Giàng Thị Mỷ")
    my.state, my.merged_into = "ENDED", survivor
    my.save()

    holder = service.holder(survivor)
    actions.disclose(by=holder, certificate_id=issued.pk, disclosed=True, now=now)

    assert list(queries.certificates_of(survivor.pk, actor=holder)) == [issued]


def test_an_unknown_certificate_is_missing(service, now):
    with refused(Missing):
        actions.revoke(by=service.officer, certificate_id=0, reason=REASON, now=now)


def test_holders_and_officers_see_certificates_and_nobody_else(service, issued, my):
    stranger = service.holder(service.person("Vàng A Páo"))
    sibling = service.world.officer(service.world.binh_lu)
    province = service.world.officer(service.world.province, "PROVINCE_OFFICER")

    for reader in (service.officer, province, service.holder(my)):
        assert queries.certificate(pk=issued.pk, actor=reader) == issued
    for reader in (stranger, sibling):
        assert not queries.certificates(actor=reader).exists()
        with refused(Missing):
            queries.certificate(pk=issued.pk, actor=reader)
    assert not queries.certificates_of(my.pk, actor=stranger).exists()


def test_every_change_leaves_an_entry(replace, service, issued, my, now):
    actions.disclose(by=service.holder(my), certificate_id=issued.pk, disclosed=True, now=now)
    replace()

    events = Entry.objects.filter(event__startswith="recognition.").order_by("pk")
    assert list(events.values_list("event", flat=True)) == [
        "recognition.CertificateIssued",
        "recognition.CertificateDisclosed",
        "recognition.CertificateRevoked",
        "recognition.CertificateIssued",
        "recognition.CertificateReplaced",
    ]


@pytest.fixture
def merged(service, issued, system, now):
    """Tả Lèng, which had certified, went into Bình Lư, whose secretary signs from then on."""
    world = service.world
    service.appoint(service.person("Vàng A Sính", unit=world.binh_lu), world.binh_lu, "Bí thư")
    draft = units.prepare_reorganisation(
        by=system,
        unit_id=world.province.pk,
        given=ReorganisationGiven(
            on=world.day, decision=Decision("218-QĐ/TĐTN", world.day, "Ban Thường vụ")
        ),
        now=now,
    )
    line = LineGiven(unit_id=world.ta_leng.pk, verb=Verb.MERGE, heir_ids=(world.binh_lu.pk,))
    units.put_lines(by=system, reorganisation_id=draft.pk, lines=[line], now=now)
    units.apply_reorganisation(by=system, reorganisation_id=draft.pk, now=now)
    return world


def test_after_a_merger_the_paper_says_who_it_was_and_who_it_is_now(merged, replace, issued):
    keeper = merged.officer(merged.binh_lu)

    new = replace(by=keeper)

    assert (issued.unit_name, new.unit_name) == ("Đoàn Tả Lèng", "Đoàn Bình Lư")
    assert new.signer_name == "Vàng A Sính"
    printed = str(values_of(new)["lines"])
    assert "Đoàn Tả Lèng (nay là Đoàn Bình Lư)" in printed


def test_after_a_merger_the_old_code_still_tells_then_and_now(merged, issued, today):
    verdict = queries.verify(issued.code, day=today)

    assert verdict.answer == Answer.VALID
    assert (verdict.issuer, verdict.issuer_keeper) == (
        "Ban Thường vụ Đoàn Tả Lèng",
        "Đoàn Bình Lư",
    )
    assert (verdict.organisers[0].name, verdict.organisers[0].keeper) == (
        "Đoàn Tả Lèng",
        "Đoàn Bình Lư",
    )


def test_who_keeps_the_books_does_not_certify_the_same_again(merged, service, issued, my, now):
    with refused(AlreadyCertified):
        actions.issue(
            by=merged.officer(merged.binh_lu),
            unit_id=merged.ta_leng.pk,
            scope=Scope(activity_id=service.activity.pk),
            holder_id=my.pk,
            now=now,
        )
