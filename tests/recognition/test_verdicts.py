"""What anyone learns from a code: valid, revoked or not found, and nothing about the holder but initials."""

from datetime import date

import pytest

from aoxanh.kernel import codes
from aoxanh.kernel.periods import Period
from aoxanh.recognition import actions, queries
from aoxanh.recognition.models import Certificate
from aoxanh.recognition.types import Answer, Scope
from aoxanh.units import actions as units
from aoxanh.units.types import Decision


@pytest.fixture
def issued(service):
    my = service.person("Giàng Thị Mỷ")
    service.serve(my, 240)
    return service.issue(my)


@pytest.fixture
def ask(today):
    return lambda typed: queries.verify(typed, day=today)


def test_a_valid_code_tells_what_the_paper_says(issued, ask):
    verdict = ask(issued.code)

    assert verdict.answer == Answer.VALID
    assert verdict.register_number == "0001/2026"
    assert verdict.issuer == "Ban Thường vụ Đoàn Tả Lèng"
    assert (verdict.starts_on, verdict.last_day) == (date(2026, 10, 18), date(2026, 10, 18))
    assert [(share.label, share.minutes) for share in verdict.shares] == [("Quét mã", 240)]
    assert [(row.name, row.minutes) for row in verdict.organisers] == [("Đoàn Tả Lèng", 240)]
    assert verdict.is_unchanged


def test_only_initials_are_told(issued, ask):
    told = str(ask(issued.code))

    assert "G. T. M." in told
    assert "Giàng" not in told
    assert "2004" not in told
    assert "Tả Lèng" not in ask(issued.code).about_holder


def test_the_holder_may_show_more_and_take_it_back(issued, ask, service, now):
    holder = service.holder(issued.person)
    actions.disclose(by=holder, certificate_id=issued.pk, disclosed=True, now=now)
    shown = ask(issued.code)
    actions.disclose(by=holder, certificate_id=issued.pk, disclosed=False, now=now)

    assert shown.holder == "Giàng Thị Mỷ"
    assert shown.about_holder == "Sinh năm 2004, Đoàn Tả Lèng"
    assert ask(issued.code).holder == ""


@pytest.mark.parametrize("shape", ["grouped", "spaced", "lower"])
def test_codes_are_read_as_people_type_them(issued, ask, shape):
    typed = {
        "grouped": codes.grouped(issued.code),
        "spaced": f"  {codes.grouped(issued.code, by=' ')} ",
        "lower": issued.code.lower(),
    }

    assert ask(typed[shape]).answer == Answer.VALID


def test_letters_misread_from_paper_are_mended(issued, ask):
    Certificate.objects.filter(pk=issued.pk).update(code="7K3MQ9T02XVB84RH")

    assert ask("7K3M-Q9TO-2XVB-84RH").answer == Answer.VALID


def test_a_code_not_found_is_helped_on(db, ask):
    verdict = ask("7K3M-Q9TO-2XVB-84RH")

    assert verdict.answer == Answer.NOT_FOUND
    assert verdict.groups == (("7K3M", False), ("Q9TO", True), ("2XVB", False), ("84RH", False))
    assert [(each.letter, each.tried, each.perhaps) for each in verdict.misread] == [
        ("O", "0", "D")
    ]


@pytest.mark.parametrize("typed", ["", "7K3M", "Đ" * 16, "' OR 1=1 --", "0" * 400])
def test_what_is_no_code_is_not_found_without_a_fault(db, ask, typed):
    assert ask(typed).answer == Answer.NOT_FOUND


def test_an_altered_number_fails(issued, ask):
    other = "0" if issued.code[-1] != "0" else "1"

    assert ask(issued.code[:-1] + other).answer == Answer.NOT_FOUND


def test_a_row_changed_behind_the_register_shows(issued, ask):
    Certificate.objects.filter(pk=issued.pk).update(minutes_by_source={"SCAN": 2400})

    assert not ask(issued.code).is_unchanged


def test_a_forged_signature_shows(issued, ask):
    head, _, signature = issued.token.split(".")
    Certificate.objects.filter(pk=issued.pk).update(token=f"{head}.e30.{signature}")

    assert not ask(issued.code).is_unchanged


def test_a_closed_issuer_keeps_its_name_and_names_its_keeper(service, now, ask):
    world = service.world
    district = world.found("Tam Đường", parent=world.province, kind="huyen_doan")
    my = service.person("Giàng Thị Mỷ")
    service.appoint(service.signer, district, "Bí thư")
    service.serve(my, activity=service.held("Dựng nhà nhân ái", unit=district))
    period = Scope(period=Period(date(2026, 10, 1), date(2026, 11, 1)))
    issued = service.issue(my, by=world.system, scope=period, unit=district)

    units.close(
        by=world.system,
        unit_id=district.pk,
        heir_ids=(world.binh_lu.pk, world.ta_leng.pk),
        keeper_id=world.binh_lu.pk,
        on=date(2026, 11, 20),
        decision=Decision("05-QĐ/TĐTN", date(2026, 11, 19), "Ban Thường vụ"),
        now=now,
    )
    verdict = ask(issued.code)

    assert verdict.issuer == "Ban Thường vụ Đoàn Tam Đường"
    assert verdict.issuer_keeper == "Đoàn Bình Lư"
    assert verdict.organisers[0].name == "Đoàn Tam Đường"
    assert verdict.organisers[0].keeper == "Đoàn Bình Lư"


def test_a_verdict_costs_three_statements(issued, ask, statements):
    with statements() as seen:
        ask(issued.code)

    assert seen.count == 3


@pytest.mark.parametrize("typed", ["Giàng Thị Mỷ", "giang thi my", " GIÀNG  THỊ MỶ "])
def test_who_holds_the_paper_learns_that_the_name_fits(issued, typed):
    assert queries.matches_name(issued.code, typed)


@pytest.mark.parametrize("typed", ["Giàng Thị", "Lò Thị Mai", "", "   "])
def test_another_name_does_not_fit(issued, typed):
    assert not queries.matches_name(issued.code, typed)


def test_no_name_fits_an_unknown_code(db):
    assert not queries.matches_name("0" * 16, "Giàng Thị Mỷ")
